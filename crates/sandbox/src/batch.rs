//! The Batch API: `/api/now/batch`.

use axum::Router;

use crate::state::AppState;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    Router::new()
}
