//! Who may know whom.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::project::dependencies;
use crate::source::{Source, Token, product};

/// The module's sources.
const MODULE: &str = "src";
/// The core's.
const CORE: &str = "crates/core/src";

/// Every place where one of the names occurs, but for files whose path begins as one of those.
fn uses(sources: &[Source], names: &[&str], but_for: &[&str]) -> Vec<String> {
    let is_elsewhere = |source: &&Source| !but_for.iter().any(|own| source.path.starts_with(own));
    let describe = |source: &Source| {
        let found: BTreeSet<_> = source.names().filter(|name| names.contains(name)).collect();
        found
            .into_iter()
            .map(|name| format!("{}: {name}", source.path))
            .collect::<Vec<_>>()
    };
    sources
        .iter()
        .filter(is_elsewhere)
        .flat_map(describe)
        .collect()
}

fn files_with(sources: &[Source], fits: impl Fn(&Source) -> bool) -> Vec<&str> {
    let fitting = sources.iter().filter(|source| fits(source));
    fitting.map(|source| source.path.as_str()).collect()
}

#[test]
fn the_core_knows_no_browser() {
    let known = dependencies("snowline-core");
    let allowed = ["pollster", "proc-macro2", "proptest", "serde_json", "sha2"];
    let more = known
        .iter()
        .filter(|name| !allowed.contains(&name.as_str()));
    assert_none(
        &more.cloned().collect::<Vec<_>>(),
        "a dependency of the core has to work without a browser and to be worth its weight",
    );
    let browser = ["web_sys", "js_sys", "wasm_bindgen", "yew", "gloo_net"];
    assert_none(
        &uses(&product(CORE), &browser, &[]),
        "the core reaches the outside through its ports only",
    );
}

#[test]
fn the_browser_is_reached_in_one_folder() {
    let module = product(MODULE);
    // Elements and events are a view's business. Everything else of a browser begins at the
    // window, at the global object, or at a binding of one's own.
    let found = uses(&module, &["window", "global", "extern"], &["src/browser/"]);
    // The address of the running script is a matter of the script, not of a port.
    let found: Vec<_> = found
        .into_iter()
        .filter(|place| place != "src/mount/assets.rs: extern")
        .collect();
    assert_none(&found, "only src/browser reaches for the browser");
    let mut of_javascript = BTreeSet::new();
    for source in module
        .iter()
        .filter(|source| !source.path.starts_with("src/browser/"))
    {
        for name in taken_from(source, "js_sys") {
            if ["Date", "Math", "Intl", "eval", "Function"].contains(&name) {
                of_javascript.insert(format!("{}: js_sys::{name}", source.path));
            }
        }
    }
    assert_none(
        &of_javascript.into_iter().collect::<Vec<_>>(),
        "time, chance and the language's ways come through src/browser",
    );
}

/// What a file takes from a crate: `krate::name` and `use krate::{name, …}`.
fn taken_from<'a>(source: &'a Source, krate: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    let mut tokens = source.tokens.iter();
    while let Some(token) = tokens.next() {
        if !token.is_name(krate) {
            continue;
        }
        let mut rest = tokens
            .clone()
            .skip_while(|token| **token == Token::Mark(':'));
        match rest.next() {
            Some(Token::Name(name)) => names.push(name.as_str()),
            Some(Token::Open('{')) => {
                names.extend(
                    rest.take_while(|token| **token != Token::Close('}'))
                        .filter_map(|token| match token {
                            Token::Name(name) => Some(name.as_str()),
                            _ => None,
                        }),
                );
            }
            _ => {}
        }
    }
    names
}

#[test]
fn the_network_is_reached_through_one_client() {
    let module = product(MODULE);
    let fetches = files_with(&module, |source| {
        source.names().any(|name| name.starts_with("fetch_with"))
    });
    // The port, and the files of the portal's own site: words, and the export that it offers.
    assert_eq!(fetches, ["src/browser/fetch.rs", "src/browser/file.rs"]);
    let other_ways = ["XmlHttpRequest", "WebSocket", "EventSource"];
    assert_none(&uses(&module, &other_ways, &[]), "there is one way out");

    let core = product(CORE);
    let but_for_ports = |found: Vec<&'static str>, fits: &dyn Fn(&Source) -> bool| {
        let mut files = files_with(&core, fits);
        files.retain(|path| !path.starts_with("crates/core/src/ports/"));
        assert_eq!(files, found);
    };
    // Who sends requests: Graph, the token endpoint, the REST APIs.
    but_for_ports(
        vec![
            "crates/core/src/graph/client.rs",
            "crates/core/src/oauth/token.rs",
            "crates/core/src/servicenow/client.rs",
        ],
        &|source| source.has("Request"),
    );
    // Who asks whether a host answers at all: the explanation of an error.
    but_for_ports(vec!["crates/core/src/error/explain.rs"], &|source| {
        source.calls("answers")
    });
    // Who sends without reading the answer: revocation.
    but_for_ports(vec!["crates/core/src/oauth/session/ending.rs"], &|source| {
        source.calls("fire_and_forget") || source.calls("tell")
    });
}

#[test]
fn only_one_module_knows_servicenows_columns() {
    let core = product(CORE);
    let columns = core
        .iter()
        .find(|source| source.path == "crates/core/src/servicenow/columns.rs")
        .unwrap();
    // The others (`state`, `number`) are words of their own right.
    let columns: Vec<_> = columns.texts().filter(|name| name.contains('_')).collect();
    assert!(columns.contains(&"short_description"), "{columns:?}");
    let is_servicenows = |text: &str| {
        columns.contains(&text) || text.contains("sysparm_") || text.contains("api/now")
    };
    let found: Vec<_> = core
        .iter()
        .chain(&product(MODULE))
        .filter(|source| !source.path.starts_with("crates/core/src/servicenow/"))
        .flat_map(|source| {
            let texts = source.texts().filter(|text| is_servicenows(text));
            texts.map(|text| format!("{}: \"{text}\"", source.path))
        })
        .collect();
    assert_none(&found, "only core::servicenow names columns and parameters");
}

#[test]
fn client_and_sandbox_share_no_code() {
    let sandbox = dependencies("snowline-sandbox");
    let client: BTreeSet<_> = ["snowline", "snowline-core"]
        .into_iter()
        .flat_map(dependencies)
        .collect();
    assert!(!client.contains("snowline-sandbox"), "{client:?}");
    assert!(
        !sandbox.iter().any(|name| name.starts_with("snowline")),
        "{sandbox:?}"
    );
    let included: Vec<_> = product("crates/sandbox/src")
        .iter()
        .flat_map(|source| {
            let texts = source.texts().filter(|text| text.contains("../core"));
            texts.map(|text| format!("{}: \"{text}\"", source.path))
        })
        .collect();
    assert_none(&included, "the sandbox includes no file of the client's");
}

#[test]
fn secrets_are_opened_only_where_they_are_sent_or_kept() {
    let sources: Vec<_> = product(CORE).into_iter().chain(product(MODULE)).collect();
    assert_none(
        &uses(
            &sources,
            &["secret"],
            &["crates/core/src/oauth/", "crates/core/src/access/mod.rs"],
        ),
        "what calls `secret()` sends it or keeps it for this tab",
    );
    let core = product(CORE);
    let lasting = files_with(&core, |source| {
        source.path.starts_with("crates/core/src/oauth/") && source.has("local_store")
    });
    // It keeps digests of refresh tokens, not the tokens.
    assert_eq!(lasting, ["crates/core/src/oauth/rotation.rs"]);
}

#[test]
fn everything_that_is_kept_in_the_browser_is_on_the_page_that_says_so() {
    let is_key = |text: &&str| {
        let name = text.strip_prefix("snowline.");
        let files = ["css", "later.css", "d.ts", "integration"];
        name.is_some_and(|name| {
            !files.contains(&name)
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphabetic() || ".-".contains(c))
        })
    };
    let mut kept = Vec::new();
    let mut said = Vec::new();
    for source in product("src").into_iter().chain(product("crates/core/src")) {
        let is_page = source.path.ends_with("src/pages/data/stored.rs");
        let found = source.texts().filter(is_key).map(str::to_owned);
        if is_page {
            said.extend(found)
        } else {
            kept.extend(found)
        }
    }
    kept.retain(|key| !said.contains(key));
    assert_none(&kept, "not in src/pages/data/stored.rs");
    assert!(said.len() > 10);
}
