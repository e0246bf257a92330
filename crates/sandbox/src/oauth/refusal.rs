//! Why there is no token.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::store::Error;

/// A refusal of the token endpoint.
///
/// The first is on record from real instances. The codes of the others are
/// reported, their wording is an assumption. All come with status 401.
pub(super) enum Refusal {
    Denied,
    Client,
    Grant,
    Store(Error),
}

/// What every grant gives.
pub(super) type Outcome<T> = std::result::Result<T, Refusal>;

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = match self {
            Self::Denied => "server_error",
            Self::Client => "invalid_client",
            Self::Grant => "invalid_grant",
            Self::Store(error) => return error.into_response(),
        };
        let body = json!({"error_description": "access_denied", "error": error});
        (StatusCode::UNAUTHORIZED, Json(body)).into_response()
    }
}
