//! Plain pages by which a person sees the records and changes them.

mod assets;
mod cache;
mod checks;
mod connector;
mod edit;
mod escape;
mod filter;
mod fix_script;
mod home;
mod import_xml;
mod input;
mod labels;
mod layout;
mod list;
mod machine_identity;
mod nav_to;
mod pager;
mod record;
mod related;
mod save;
mod scripts;
mod set_password;
mod tokens;
mod typed;
mod view;
mod wizard;

pub use escape::{Escaped, escape};
pub use layout::{Page, message, page};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    response::Response,
    routing::{MethodRouter, get, post},
};

use crate::{state::AppState, store::Table, table_api::MAX_BODY};
use tokens::List;
use view::VIEWS;

/// The pages.
pub fn router() -> Router<AppState> {
    let fixed = Router::new()
        .route("/", get(home::home))
        .route("/sys_attachment.do", get(crate::attachment::for_people))
        .route("/nav_to.do", get(nav_to::nav_to))
        .route(connector::PATH, get(connector::show).post(connector::save))
        .route(import_xml::FORM, get(import_xml::form))
        .route(
            import_xml::TARGET,
            post(import_xml::upload).layer(DefaultBodyLimit::max(MAX_BODY)),
        )
        .route(scripts::PATH, get(scripts::form).post(scripts::run))
        .route(scripts::MODERN, get(scripts::form).post(scripts::run))
        .route(
            set_password::PATH,
            get(set_password::form).post(set_password::save),
        )
        .route(fix_script::PATH, post(fix_script::run))
        .route(related::PATH, get(related::form).post(related::save))
        .route(wizard::PATH, get(wizard::show))
        .route(cache::PATH, get(cache::flush))
        .route(machine_identity::CONSOLE, get(machine_identity::console))
        .route(
            machine_identity::CODE_GRANT,
            get(machine_identity::form).post(machine_identity::submit),
        )
        .route(tokens::ALL, tokens_at(List::All))
        .route(tokens::OWN, tokens_at(List::Own))
        .merge(assets());
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

fn tokens_at(list: List) -> MethodRouter<AppState> {
    get(move |state, reader| tokens::show(list, state, reader))
        .post(move |state, reader, body| tokens::revoke(list, state, reader, body))
}

/// What every page of the sandbox refers to.
pub fn assets() -> Router<AppState> {
    Router::new()
        .route("/sandbox.css", get(assets::style))
        .route("/sandbox.svg", get(assets::icon))
        // What a page of another origin asks for to learn whether anybody answers here.
        .route("/favicon.ico", get(assets::icon))
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
