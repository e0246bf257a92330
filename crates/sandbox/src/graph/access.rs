//! Who may read Secure Score: a token of Entra's with the permission, of a
//! person with a role or of a program.

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::error::refuse;
use crate::{state::AppState, store::Result};

const READ: &str = "SecurityEvents.Read.All";
const WRITE: &str = "SecurityEvents.ReadWrite.All";

pub(super) async fn layer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response> {
    let refused = |message| {
        let status = StatusCode::UNAUTHORIZED;
        refuse(&state, status, "InvalidAuthenticationToken", message)
    };
    let sent = request.headers().get(header::AUTHORIZATION);
    let sent = sent.and_then(|sent| sent.to_str().ok()).unwrap_or_default();
    let token = sent.strip_prefix("Bearer ").unwrap_or_default().trim();
    if token.is_empty() {
        return refused("Access token is empty.");
    }
    let Some(grant) = state.graph.grant_of(token) else {
        return refused("CompactToken parsing failed with error code: 80049217");
    };
    if grant.ends <= state.clock.now() {
        return refused("Lifetime validation failed, the token is expired.");
    }
    let has = |scope: &str| grant.scopes.iter().any(|has| has == scope);
    let may = has(WRITE) || has(READ) && request.method() == Method::GET;
    if !may || !grant.may_read_security {
        let message = "Auth token does not contain valid permissions or user does not have valid roles. Please check client request id for more details.";
        return refuse(&state, StatusCode::FORBIDDEN, "Forbidden", message);
    }
    Ok(next.run(request).await)
}
