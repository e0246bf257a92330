//! `sys_rate_limit_rules`: so many calls an hour, and no more.
//!
//! The headers, the refusal and which rule goes before which are documented.
//! That an hour is one of the clock's, and the names of the columns, are
//! assumptions.

mod counts;
mod rule;

pub use counts::Counts;

use axum::{
    Json,
    extract::{OriginalUri, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{auth::Caller, cors::api_of, state::AppState, store::Result};
use rule::Rule;

const HOUR: i64 = 3_600;

/// Counts the call by the rule that it falls under, and refuses it when the
/// rule's number is used up.
pub async fn layer(
    State(state): State<AppState>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Result<Response> {
    let api = api_of(uri.path()).unwrap_or("REST API");
    let Some(rule) = Rule::find(&state.store, &caller, api, request.method())? else {
        return Ok(next.run(request).await);
    };
    let now = state.clock.now().unix_timestamp();
    let resets = (now.div_euclid(HOUR) + 1) * HOUR;
    let key = (rule.sys_id.clone(), caller.sys_id);
    let mut answer = match state.rates.take(key, rule.limit, now) {
        true => next.run(request).await,
        false => refusal(rule.limit, api, resets - now),
    };
    announce(answer.headers_mut(), &rule, resets);
    Ok(answer)
}

fn refusal(limit: u64, api: &str, wait: i64) -> Response {
    let body = json!({
        "error": {
            "message": "Rate limit exceeded",
            "detail": format!("Rate limit of {limit} requests per hour for {api} exceeded"),
        },
        "status": "failure",
    });
    let wait = [(header::RETRY_AFTER, wait.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, wait, Json(body)).into_response()
}

fn announce(headers: &mut HeaderMap, rule: &Rule, resets: i64) {
    for (name, value) in [
        ("x-ratelimit-limit", rule.limit.to_string()),
        ("x-ratelimit-reset", resets.to_string()),
        ("x-ratelimit-rule", rule.sys_id.clone()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}
