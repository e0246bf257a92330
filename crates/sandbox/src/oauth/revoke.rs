//! Ending a token before its time.

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
};

use super::grants;
use crate::{params::Params, state::AppState, store::Result};

/// Ends the token given in the address or in the form. Whoever has a token
/// may end it; the answer is the same whether there was one.
pub(super) async fn revoke(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    body: String,
) -> Result<StatusCode> {
    for given in [query.unwrap_or_default(), body] {
        grants::revoke(&state, Params::of(&given).get("token"))?;
    }
    Ok(StatusCode::OK)
}
