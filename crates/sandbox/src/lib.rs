//! A stand-in for a ServiceNow instance: sign-in, OAuth, CORS, the Table,
//! Aggregate and Batch APIs over records in SQLite, and plain pages to see
//! them.
//!
//! Where ServiceNow's documentation is silent the stand-in takes the less
//! convenient reading, so that what works here has a chance to work there.

pub mod aggregate;
pub mod attachment;
pub mod auth;
pub mod batch;
mod body_size;
pub mod bundle;
pub mod change_api;
pub mod clock;
pub mod control;
pub mod cors;
pub mod current_user;
pub mod dates;
pub mod direct;
pub mod graph;
pub mod idp;
pub mod import_set;
pub mod ip_access;
pub mod jwt;
pub mod labels;
pub mod locale;
pub mod meta;
pub mod oauth;
pub mod pages;
pub mod params;
pub mod query;
pub mod rate_limit;
pub mod records;
pub mod redirect;
mod script;
pub mod seed;
pub mod server;
pub mod session;
pub mod sso;
mod stamps;
pub mod state;
pub mod store;
pub mod table_api;
pub mod tiny;
mod unload;

use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::any,
};

use tower::{ServiceExt, util::MapRequest};

use state::AppState;

/// What gives a request its method.
type Meant = fn(Request) -> Request;

/// Longer addresses are refused, as measured on real instances.
const LONGEST_URL: usize = 8_192;

/// The whole instance, for the server and, without a socket, for tests.
pub fn app(state: AppState) -> Router {
    let apis = apis(&state)
        .layer(from_fn_with_state(state.clone(), rate_limit::layer))
        .layer(from_fn_with_state(state.clone(), auth::layer))
        .layer(from_fn(stamps::layer));
    let instance = Router::new()
        .merge(apis)
        .merge(oauth::router())
        .merge(session::router())
        .merge(sso::router())
        .merge(pages::router())
        .merge(bundle::router())
        .fallback(pages::not_found)
        .layer(from_fn_with_state(state.clone(), direct::layer))
        .layer(from_fn_with_state(state.clone(), cors::layer))
        .layer(from_fn(short_urls))
        .layer(from_fn_with_state(state.clone(), ip_access::layer));
    let instance = match state.config.control {
        true => instance
            .merge(control::router())
            .layer(from_fn_with_state(state.clone(), control::layer)),
        false => instance,
    };
    instance.with_state(state)
}

async fn short_urls(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query();
    match address.is_some_and(|address| address.as_str().len() > LONGEST_URL) {
        true => table_api::ApiError::UrlTooLong.into_response(),
        false => next.run(request).await,
    }
}

/// The REST APIs that stand alone and inside a batch, without authentication
/// and CORS: those are the caller's to add.
pub(crate) fn apis<S: Clone + Send + Sync + 'static>(state: &AppState) -> Router<S> {
    let now = Router::new()
        .merge(table_api::router())
        .merge(aggregate::router())
        .layer(from_fn(table_api::xml))
        .merge(batch::router())
        .merge(tiny::router())
        .merge(attachment::router())
        .merge(import_set::router())
        .merge(meta::router())
        .merge(current_user::router());
    Router::new()
        .nest_service("/api/now", disguised(now, state))
        .nest_service("/api/sn_chg_rest", disguised(change_api::router(), state))
        // Any other is an API that there is none of.
        .route("/api/{*path}", any(table_api::no_such_resource))
}

/// The routes, in which a POST may mean another method.
fn disguised(routes: Router<AppState>, state: &AppState) -> MapRequest<Router, Meant> {
    let routes: Router = routes
        .fallback(table_api::no_such_resource)
        .layer(from_fn_with_state(state.clone(), body_size::layer))
        .layer(from_fn_with_state(state.clone(), oauth::scope_layer))
        .with_state(state.clone());
    // Before the routes are looked at: a layer would be too late.
    ServiceExt::<Request>::map_request(routes, table_api::meant as Meant)
}
