//! The words: every language says all of it, and what the code asks for is there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use snowline_core::bulk::Fault as ShareFault;
use snowline_core::configuration::{FIELD_TYPES, Fault, FieldProblem, NameProblem};
use snowline_core::error::Kind;
use snowline_core::graph::{Fault as GraphFault, SignInFault};
use snowline_core::secure_score::Refusal;
use snowline_core::task::{
    Category, ChangeType, FieldError, Level, Priority, RecommendationSource, TicketType,
};
use snowline_core::tickets::TicketState;

use crate::assert_none;
use crate::project::read;
use crate::source::product;

/// Each language, and the plural categories that it has for whole numbers.
const LANGUAGES: [(&str, &[&str]); 4] = [
    ("en", &["one", "other"]),
    ("ko", &["other"]),
    ("sv", &["one", "other"]),
    ("zh-Hans", &["other"]),
];

type Messages = BTreeMap<String, String>;

fn messages(language: &str) -> Messages {
    let text = read(&format!("www/messages/{language}.json"));
    let messages: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let keys = text.lines().filter(|line| line.starts_with("  \"")).count();
    assert_eq!(keys, messages.len(), "{language} has a key twice");
    messages
        .into_iter()
        .map(|(key, text)| match text {
            Value::String(text) => (key, text),
            other => panic!("{language}: {key} is no text: {other}"),
        })
        .collect()
}

/// The key without its plural category, if it has one.
fn base(key: &str) -> Option<&str> {
    let (base, category) = key.rsplit_once('.')?;
    let categories = ["zero", "one", "two", "few", "many", "other"];
    categories.contains(&category).then_some(base)
}

/// The keys that code asks for: without plural categories.
fn bases(messages: &Messages) -> BTreeSet<String> {
    let keys = messages.keys();
    keys.map(|key| base(key).unwrap_or(key).to_owned())
        .collect()
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .map(|part| part.split_once('}').map_or("{", |(name, _)| name))
        .collect()
}

#[test]
fn every_language_has_every_key() {
    let english = bases(&messages("en"));
    for (language, _) in LANGUAGES {
        let own = bases(&messages(language));
        let differing: Vec<_> = own.symmetric_difference(&english).cloned().collect();
        assert_none(&differing, &format!("en and {language} differ"));
    }
}

#[test]
fn what_is_counted_has_the_languages_plural_categories() {
    for (language, expect) in LANGUAGES {
        let messages = messages(language);
        for base in messages.keys().filter_map(|key| base(key)) {
            let prefix = format!("{base}.");
            let categories: BTreeSet<_> = messages
                .keys()
                .filter_map(|key| key.strip_prefix(&prefix))
                .collect();
            let expect = expect.iter().copied().collect();
            assert_eq!(categories, expect, "{language}: {base}");
        }
    }
}

#[test]
fn every_language_puts_in_the_same_values() {
    let english = messages("en");
    let mut wrong = Vec::new();
    for (language, _) in LANGUAGES {
        for (key, text) in messages(language) {
            // Another language's only category stands for all of English's.
            let same = english.get(&key).or_else(|| {
                let base = base(&key)?;
                english.get(&format!("{base}.other"))
            });
            let same = same.map(|text| placeholders(text)).unwrap_or_default();
            if placeholders(&text) != same {
                wrong.push(format!("{language}: {key}: {text}"));
            }
        }
    }
    assert_none(&wrong, "other placeholders than in English");
}

#[test]
fn every_text_is_there_and_tidy() {
    let mut wrong = Vec::new();
    for (language, _) in LANGUAGES {
        for (key, text) in messages(language) {
            let tidy = !text.is_empty() && text.trim() == text && !text.contains("  ");
            if !tidy || text.matches('{').count() != text.matches('}').count() {
                wrong.push(format!("{language}: {key}: {text:?}"));
            }
        }
    }
    assert_none(&wrong, "empty, with stray spaces, or with an odd brace");
}

#[test]
fn every_placeholder_is_one_that_code_fills_in() {
    let texts: BTreeSet<_> = texts();
    let english = messages("en");
    let unknown: Vec<_> = english
        .values()
        .flat_map(|text| placeholders(text))
        .filter(|name| !texts.contains(*name))
        .map(str::to_owned)
        .collect();
    assert_none(&unknown, "no code gives these values");
}

/// All strings of the product.
fn texts() -> BTreeSet<String> {
    let sources = product("src").into_iter().chain(product("crates/core/src"));
    sources
        .flat_map(|source| source.texts().map(str::to_owned).collect::<Vec<_>>())
        .chain(texts_of_callback())
        .collect()
}

/// The strings of the one script that shows words without the module.
fn texts_of_callback() -> Vec<String> {
    let script = read("www/oauth-callback.js");
    let texts = script.split('"').skip(1).step_by(2);
    texts.map(str::to_owned).collect()
}

/// The keys that code puts together from parts.
fn composed() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut family = |prefix: &str, names: &[&str], suffixes: &[&str]| {
        for name in names {
            let whole = suffixes
                .iter()
                .map(|suffix| [prefix, name, suffix].concat());
            keys.extend(whole);
        }
    };
    for keys in [
        Kind::ALL_KEYS,
        GraphFault::ALL_KEYS,
        SignInFault::ALL_KEYS,
        Refusal::ALL_KEYS,
        ShareFault::ALL_KEYS,
    ] {
        family("error.", keys, &[".what", ".why", ".do"]);
    }
    family("error.", &["badOption"], &[".what", ".why", ".do"]);
    family("", FieldError::ALL_KEYS, &[""]);
    family("", TicketState::ALL_KEYS, &[""]);
    family("", Fault::ALL_KEYS, &[""]);
    family(
        "configuration.name.",
        &NameProblem::ALL.map(NameProblem::key),
        &[""],
    );
    family("priority.", &Priority::ALL.map(Priority::key), &[""]);
    family("changeType.", &ChangeType::ALL.map(ChangeType::key), &[""]);
    family("level.", &Level::ALL.map(Level::key), &[""]);
    family("category.", &Category::ALL.map(Category::key), &[""]);
    family(
        "source.",
        &RecommendationSource::ALL.map(RecommendationSource::key),
        &[""],
    );
    let types = TicketType::ALL.map(TicketType::key);
    family("ticketType.", &types, &[""]);
    family("card.", &types, &[".title", ".scope", ".empty"]);
    family("tickets.", &types, &[".title", ".short"]);
    family("configuration.states.", &types, &[""]);
    let places = ["label", "column", "kind", "value"];
    family("configuration.fields.", &places, &[""]);
    family("configuration.fields.kind.", &FIELD_TYPES, &[""]);
    let problems = FieldProblem::ALL.map(FieldProblem::key);
    family("configuration.fields.wrong.", &problems, &[""]);
    keys
}

#[test]
fn every_key_that_code_asks_for_is_there() {
    let known = bases(&messages("en"));
    let areas: BTreeSet<_> = known
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let texts = texts();
    // A string counts as a key when it looks like one: `score.tier`, not `Score` or `card.`.
    let is_key = |text: &&String| {
        text.split_once('.').is_some_and(|(area, rest)| {
            areas.contains(area)
                && !rest.is_empty()
                && !rest.ends_with('.')
                && rest
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
        })
    };
    let asked: BTreeSet<_> = texts
        .iter()
        .filter(is_key)
        .cloned()
        .chain(composed())
        .collect();
    let missing: Vec<_> = asked.difference(&known).cloned().collect();
    assert_none(&missing, "no language file has these keys");
}

#[test]
fn no_key_is_left_over() {
    let texts = texts();
    let composed = composed();
    let unused: Vec<_> = bases(&messages("en"))
        .into_iter()
        .filter(|key| !texts.contains(key) && !composed.contains(key))
        .collect();
    assert_none(&unused, "nothing asks for these keys");
}

#[test]
fn the_languages_are_those_that_the_module_speaks() {
    let files: Vec<_> = crate::project::files("www/messages", ".json");
    let expect = LANGUAGES.map(|(language, _)| format!("www/messages/{language}.json"));
    assert_eq!(files, expect);
    let texts = texts();
    for (language, _) in LANGUAGES {
        assert!(texts.contains(language), "{language}");
    }
}
