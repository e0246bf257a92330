//! Plain pages by which a person sees the records.

mod assets;
mod escape;
mod home;
mod kind;
mod labels;
mod layout;
mod list;
mod nav_to;
mod record;

pub use escape::{Escaped, escape};
pub use layout::{Page, message, page};

use axum::{Router, http::StatusCode, response::Response, routing::get};

use crate::state::AppState;
use kind::Records;

/// The pages.
pub fn router() -> Router<AppState> {
    let (changes, incidents) = (Records::Changes, Records::Incidents);
    Router::new()
        .route("/", get(home::home))
        .route("/nav_to.do", get(nav_to::nav_to))
        .route("/sandbox.css", get(assets::style))
        .route("/sandbox.svg", get(assets::icon))
        // What a page of another origin asks for to learn whether anybody answers here.
        .route("/favicon.ico", get(assets::icon))
        .route(
            "/change_request_list.do",
            get(move |state, query, reader| list::list(changes, state, query, reader)),
        )
        .route(
            "/incident_list.do",
            get(move |state, query, reader| list::list(incidents, state, query, reader)),
        )
        .route(
            "/change_request.do",
            get(move |state, query, reader| record::record(changes, state, query, reader)),
        )
        .route(
            "/incident.do",
            get(move |state, query, reader| record::record(incidents, state, query, reader)),
        )
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
