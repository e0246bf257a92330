//! Entra's way to refuse: OAuth's error, and a number with words.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::super::error::{guid, moment};
use crate::{
    state::AppState,
    store::{Result, new_id},
};

/// Why, as OAuth and as Entra have it.
pub(super) struct Refusal {
    pub(super) error: &'static str,
    pub(super) number: u32,
    pub(super) words: &'static str,
}

pub(super) const NO_TENANT: Refusal = Refusal {
    error: "invalid_request",
    number: 90002,
    words: "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
};
pub(super) const NO_CLIENT: Refusal = Refusal {
    error: "unauthorized_client",
    number: 700_016,
    words: "Application with this identifier was not found in the directory 'Contoso'.",
};
pub(super) const WRONG_REDIRECT: Refusal = Refusal {
    error: "invalid_request",
    number: 50011,
    words: "The redirect URI specified in the request does not match the redirect URIs configured for the application.",
};
pub(super) const NOT_SPA: Refusal = Refusal {
    error: "invalid_request",
    number: 9_002_326,
    words: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
};
pub(super) const ONLY_CROSS_ORIGIN: Refusal = Refusal {
    error: "invalid_request",
    number: 9_002_327,
    words: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
};
pub(super) const NO_CONSENT: Refusal = Refusal {
    error: "invalid_grant",
    number: 65001,
    words: "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.",
};
pub(super) const CODE_SPENT: Refusal = Refusal {
    error: "invalid_grant",
    number: 54005,
    words: "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
};
pub(super) const CODE_OLD: Refusal = Refusal {
    error: "invalid_grant",
    number: 70008,
    words: "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
};
pub(super) const WRONG_VERIFIER: Refusal = Refusal {
    error: "invalid_grant",
    number: 501_481,
    words: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
};
pub(super) const SPA_ENDED: Refusal = Refusal {
    error: "invalid_grant",
    number: 700_084,
    words: "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.",
};
pub(super) const WRONG_SECRET: Refusal = Refusal {
    error: "invalid_client",
    number: 7_000_215,
    words: "Invalid client secret provided.",
};
pub(super) const WRONG_GRANT: Refusal = Refusal {
    error: "unsupported_grant_type",
    number: 70003,
    words: "The app requested an unsupported grant type.",
};
pub(super) const WRONG_SCOPE: Refusal = Refusal {
    error: "invalid_scope",
    number: 70011,
    words: "The provided value for the input parameter 'scope' is not valid.",
};

impl Refusal {
    /// `AADSTS50011: …`
    pub(super) fn description(&self) -> String {
        format!("AADSTS{}: {}", self.number, self.words)
    }

    /// The token endpoint's answer.
    pub(super) fn answer(&self, state: &AppState) -> Result<Response> {
        let (trace, correlation) = (guid(&new_id()?), guid(&new_id()?));
        let at = moment(state.clock.now());
        let status = match self.error {
            "invalid_client" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        let description = self.description();
        let body = json!({
            "error": self.error,
            "error_description": format!("{description} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}"),
            "error_codes": [self.number],
            "timestamp": at,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("https://login.microsoftonline.com/error?code={}", self.number),
        });
        Ok((status, Json(body)).into_response())
    }
}
