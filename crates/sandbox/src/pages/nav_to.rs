//! `/nav_to.do?uri=…`: the address by which others link to a record.

use axum::{extract::RawQuery, http::StatusCode, response::Response};

use super::message;
use crate::{params::Params, redirect::lead_to, session::own_path};

/// Leads to a page of this instance, never anywhere else.
pub(super) async fn nav_to(RawQuery(query): RawQuery) -> Response {
    let asked = Params::of(&query.unwrap_or_default());
    match own_path(asked.get("uri")) {
        Some(path) => lead_to(&path),
        None => message(
            StatusCode::BAD_REQUEST,
            "Address refused",
            "The address leads out of this instance.",
            None,
        ),
    }
}
