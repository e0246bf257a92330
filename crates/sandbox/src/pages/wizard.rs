//! The page between the New of a list and the form, where there are several
//! kinds of what is to be made.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::{Page, escape, message, page, view::View};
use crate::{
    params::{Params, encode},
    session::SignedIn,
    store::Table,
    table_api::{Operation, may},
};

/// The page's address.
pub(super) const PATH: &str = "/wizard_view.do";

const REGISTRY: &str = "oauth_entity";
const QUESTION: &str = "What kind of OAuth application?";
const MENU: &str = "System OAuth > Application Registry";

/// The kinds, and for those that have no form here, how else they are had.
const KINDS: [(&str, &str); 4] = [
    ("Create an OAuth API endpoint for external clients", ""),
    (
        "Create an OAuth JWT API endpoint for external clients",
        "An OAuth API endpoint takes assertions here, too. Which certificates verify them is in sys_certificate and jwt_verifier_map, by the Table API.",
    ),
    (
        "Connect to a third party OAuth Provider",
        "The sandbox calls no other server, so it is nobody's OAuth client.",
    ),
    (
        "Configure an OIDC provider to verify ID tokens",
        "Providers are in oidc_provider_configuration, by the Table API; their keys come with the switch --issuer.",
    ),
];

/// Where the New of a list leads.
pub(super) fn new_of(view: &View) -> String {
    match view.table {
        REGISTRY => format!("{PATH}?sys_target={REGISTRY}"),
        table => format!("/{table}.do?sys_id=-1"),
    }
}

/// Draws the kinds, or says of one that it has no form.
pub(super) async fn show(RawQuery(query): RawQuery, reader: SignedIn) -> Response {
    let asked = Params::of(&query.unwrap_or_default());
    let table = Table::named(asked.get("sys_target")).filter(|table| table.name == REGISTRY);
    let Some(table) = table else {
        let why = "There is no such page on this instance.";
        return message(StatusCode::NOT_FOUND, "Page not found", why, Some(&reader));
    };
    if !may(&reader.caller, table, Operation::Insert) {
        let why = "Your roles do not let you make such records.";
        return message(StatusCode::FORBIDDEN, QUESTION, why, Some(&reader));
    }
    let kind = asked.get("sysparm_kind");
    if let Some((kind, instead)) = KINDS.iter().find(|(name, _)| *name == kind) {
        return not_here(&reader, kind, instead);
    }
    let lines: String = KINDS
        .iter()
        .map(|(kind, instead)| {
            let there = match *instead {
                "" => format!("/{REGISTRY}.do?sys_id=-1"),
                _ => {
                    let query = [("sys_target", REGISTRY), ("sysparm_kind", kind)];
                    format!("{PATH}?{}", encode(query))
                }
            };
            format!(r#"<li><a href="{}">{kind}</a></li>"#, escape(&there))
        })
        .collect();
    let body = format!(
        r#"<p class="muted">{menu}</p>
<h1>{QUESTION}</h1>
<div class="card"><ul class="menu">{lines}</ul></div>"#,
        menu = escape(MENU),
    );
    page(Page::new(QUESTION, &body).read_by(&reader))
}

fn not_here(reader: &SignedIn, kind: &str, instead: &str) -> Response {
    let body = format!(
        r#"<p class="muted">{menu}</p>
<h1>{kind}</h1>
<div class="card"><p>The sandbox has no form for this kind. {instead}</p>
<p><a href="{PATH}?sys_target={REGISTRY}">{QUESTION}</a></p></div>"#,
        menu = escape(MENU),
        instead = escape(instead),
    );
    page(Page::new(kind, &body).read_by(reader))
}
