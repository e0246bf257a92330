//! `/`: how much there is, and the menu by which everything is found.

use axum::{extract::State, response::Response};

use super::{
    Page, connector, escape, machine_identity, page, scripts, tokens,
    tokens::List,
    view::{VIEWS, View},
};
use crate::{session::SignedIn, state::AppState, store::Result};

/// Draws the page.
pub(super) async fn home(State(state): State<AppState>, reader: SignedIn) -> Result<Response> {
    let (mut cards, mut menu) = (String::new(), String::new());
    for view in VIEWS {
        let Some(table) = view.table_for(&reader.caller) else {
            continue;
        };
        let link =
            |label: &str| format!(r#"<a href="/{}_list.do">{}</a>"#, view.table, escape(label));
        menu += &format!("<li>{}</li>", link(view.menu));
        if view.is_task() {
            let seen = View::seen(table, &reader.caller);
            let all = state.store.count(table, &seen)?;
            let open = state.store.count(table, &seen.and(view.open()))?;
            cards += &format!(
                r#"<section class="card"><h2>{title}</h2><div class="row"><span class="big">{open}</span><span class="muted">open of {all}</span></div><p>{view_all}</p></section>"#,
                title = view.title,
                view_all = link("View all"),
            );
        }
    }
    if connector::is_for(&reader.caller) {
        menu += &format!(
            r#"<li><a href="{}">{}</a></li>"#,
            connector::PATH,
            connector::TITLE
        );
    }
    if scripts::is_for(&state.store, &reader.caller)? {
        menu += &format!(
            r#"<li><a href="{}">{}</a></li>"#,
            scripts::PATH,
            escape(scripts::MENU)
        );
    }
    if machine_identity::is_for(&reader.caller) {
        menu += &format!(
            r#"<li><a href="{}">{}</a></li>"#,
            machine_identity::CONSOLE,
            escape(machine_identity::MENU)
        );
    }
    for (list, path, label) in [
        (List::All, tokens::ALL, tokens::ALL_MENU),
        (List::Own, tokens::OWN, tokens::OWN_MENU),
    ] {
        if list.is_for(&reader) {
            menu += &format!(r#"<li><a href="{path}">{}</a></li>"#, escape(label));
        }
    }
    if cards.is_empty() {
        cards =
            r#"<p class="muted">Your roles let you see no change requests and no incidents.</p>"#
                .to_owned();
    }
    let body = format!(
        r#"<h1>Records</h1>
<div class="grid">{cards}</div>
<section class="card"><h2>All</h2><ul class="menu">{menu}</ul></section>
<p class="muted">A stand-in for a ServiceNow instance, for demos and tests. It is not ServiceNow.</p>"#
    );
    Ok(page(Page::new("Records", &body).read_by(&reader)))
}
