//! Plain pages by which a person sees the records and changes them.

mod assets;
mod checks;
mod connector;
mod edit;
mod escape;
mod filter;
mod home;
mod input;
mod labels;
mod layout;
mod list;
mod nav_to;
mod pager;
mod record;
mod save;
mod view;

pub use escape::{Escaped, escape};
pub use layout::{Page, message, page};

use axum::{Router, http::StatusCode, response::Response, routing::get};

use crate::state::AppState;
use crate::store::Table;
use view::VIEWS;

/// The pages.
pub fn router() -> Router<AppState> {
    let fixed = Router::new()
        .route("/", get(home::home))
        .route("/nav_to.do", get(nav_to::nav_to))
        .route(connector::PATH, get(connector::show).post(connector::save))
        .route("/sandbox.css", get(assets::style))
        .route("/sandbox.svg", get(assets::icon))
        // What a page of another origin asks for to learn whether anybody answers here.
        .route("/favicon.ico", get(assets::icon));
    VIEWS.iter().fold(fixed, |router, view| {
        let list = get(move |state, query, headers, reader| {
            list::list(view, state, query, headers, reader)
        });
        let record = get(move |state, query, reader| record::record(view, state, query, reader))
            .post(move |state, reader, body| save::save(view, state, reader, body));
        router
            .route(&format!("/{}_list.do", view.table), list)
            .route(&format!("/{}.do", view.table), record)
    })
}

/// The columns of the table's list: all of them if there is no such page.
pub(crate) fn list_columns(table: &'static Table) -> Vec<&'static str> {
    match VIEWS.iter().find(|view| view.table == table.name) {
        Some(view) => view.list.to_vec(),
        None => table.columns().map(|column| column.name).collect(),
    }
}

/// The answer to an address that there is no page for.
pub async fn not_found() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "Page not found",
        "There is no such page on this instance.",
        None,
    )
}
