//! `/cache.do`: the instance forgets what it holds besides its records.

use axum::{extract::State, http::StatusCode, response::Response};

use super::message;
use crate::{session::SignedIn, state::AppState};

/// The page's address.
pub(super) const PATH: &str = "/cache.do";

/// Flushes the cache by being opened, as the real page does.
pub(super) async fn flush(State(state): State<AppState>, reader: SignedIn) -> Response {
    let (status, text) = match reader.caller.has_role("admin") {
        true => {
            state.store.flush_cache();
            (StatusCode::OK, "The cache has been flushed.")
        }
        false => (
            StatusCode::FORBIDDEN,
            "Your roles do not let you flush the cache.",
        ),
    };
    message(status, "Cache", text, Some(&reader))
}
