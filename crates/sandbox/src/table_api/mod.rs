//! The Table API: `/api/now/table/{table}[/{sys_id}]`.

use axum::Router;

use crate::state::AppState;

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    Router::new()
}
