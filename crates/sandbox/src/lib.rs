//! A stand-in for a ServiceNow instance: sign-in, OAuth, CORS, the Table,
//! Aggregate and Batch APIs over records in SQLite, and plain pages to see
//! them.
//!
//! Where ServiceNow's documentation is silent the stand-in takes the less
//! convenient reading, so that what works here has a chance to work there.

pub mod aggregate;
pub mod auth;
pub mod batch;
pub mod clock;
pub mod dates;
pub mod query;
pub mod seed;
pub mod state;
pub mod store;
pub mod table_api;

use axum::Router;

use state::AppState;

/// The whole instance, for the server and, without a socket, for tests.
pub fn app(state: AppState) -> Router {
    Router::new()
        .nest("/api/now", api_router())
        .with_state(state)
}

/// The REST APIs that stand alone and inside a batch, below `/api/now`,
/// without authentication and CORS: those are the caller's to add.
pub(crate) fn api_router() -> Router<AppState> {
    Router::new()
        .merge(table_api::router())
        .merge(aggregate::router())
        .merge(batch::router())
}
