//! The Aggregate API: `/api/now/stats/{table}`.

use axum::Router;

use crate::state::AppState;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    Router::new()
}
