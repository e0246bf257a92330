//! The Table API: `/api/now/table/{table}[/{sys_id}]`, and what the
//! Aggregate API shares with it.

mod acl;
mod answer;
mod body;
mod changing;
mod choices;
mod dictionary;
mod error;
mod lax;
mod links;
mod list;
mod one;
mod overriding;
mod params;
mod render;
mod rules;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod xml;

use axum::extract::OriginalUri;
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router};

use crate::state::AppState;

pub(crate) use acl::{Operation, may, seen, seen_classes, sees_field, sees_path, sees_row};
pub(crate) use answer::{accepts_json, json, read_body};
pub(crate) use body::Reading;
pub(crate) use changing::Change;
pub(crate) use choices::Choices;
pub(crate) use dictionary::Dictionary;
pub use error::ApiError;
pub(crate) use error::MAX_BODY;
pub(crate) use links::{Page, origin, pages};
pub(crate) use list::{TOTAL, check_fields, reader, selected, table_named};
pub(crate) use overriding::meant;
pub(crate) use params::Params;
pub(crate) use render::Renderer;
pub(crate) use rules::{moves, template};
pub(crate) use xml::{escaped, layer as xml};

/// Which version of the API a route belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// `/api/now/v1`: no records found is an error.
    First,
    /// `/api/now/v2` and the routes without a version.
    Latest,
}

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    let versions = [
        ("/table", Version::Latest),
        ("/v1/table", Version::First),
        ("/v2/table", Version::Latest),
    ];
    versions
        .into_iter()
        .fold(Router::new(), |router, (at, version)| {
            let table = Router::new()
                .route("/{table}", list_routes())
                .route("/{table}/{sys_id}", one_routes())
                .layer(Extension(version));
            router.nest(at, table)
        })
}

fn list_routes() -> MethodRouter<AppState> {
    get(list::list).post(one::create).fallback(no_such_method)
}

fn one_routes() -> MethodRouter<AppState> {
    get(one::read)
        .put(one::update)
        .patch(one::update)
        .delete(one::delete)
        .fallback(no_such_method)
}

/// The answer where there is no API.
pub(crate) async fn no_such_resource(OriginalUri(uri): OriginalUri) -> ApiError {
    let path = uri.path();
    ApiError::NoResource(path.strip_prefix("/api").unwrap_or(path).to_owned())
}

/// The answer to a method that a resource does not have.
pub(crate) async fn no_such_method() -> ApiError {
    ApiError::NoMethod
}
