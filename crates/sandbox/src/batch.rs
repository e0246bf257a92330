//! The Batch API: `POST /api/now/batch`, many requests in one.

mod request;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use axum::{Extension, Router};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::auth::Caller;
use crate::oauth::Granted;
use crate::server::spelled;
use crate::state::AppState;
use crate::table_api::{self, ApiError, no_such_method};
use request::Sub;

const MAX_REQUEST: usize = 5 * 1024 * 1024;
const MAX_ANSWERS: usize = 10 * 1024 * 1024;
const MAX_TIME: Duration = Duration::from_secs(30);

/// The routes below `/api/now`.
pub fn router() -> Router<AppState> {
    let route = || -> MethodRouter<AppState> { post(batch).fallback(no_such_method) };
    Router::new()
        .route("/batch", route())
        .route("/v1/batch", route())
}

async fn batch(
    caller: Caller,
    State(state): State<AppState>,
    scope: Option<Extension<Granted>>,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let body = table_api::read_body(&parts.headers, body, MAX_REQUEST).await?;
    let Some(Value::Array(requests)) = body.get("rest_requests") else {
        return Err(ApiError::BadBody);
    };
    // The same handlers and the same caller, without the way in through CORS
    // and authentication: the batch has come that way already.
    let mut api: Router = crate::apis(&state).layer(Extension(caller));
    if let Some(scope) = scope {
        api = api.layer(scope);
    }
    let start = Instant::now();
    let (mut serviced, mut unserviced, mut size) = (Vec::new(), Vec::new(), 0);
    for request in requests {
        let id = text(request.get("id"));
        if is_over(size, start.elapsed()) {
            unserviced.push(id);
            continue;
        }
        let began = Instant::now();
        let exclude_headers = request.get("exclude_response_headers") == Some(&json!(true));
        let response = match Sub::read(request, &parts.headers) {
            Ok(request) => match api.clone().oneshot(request.0).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Err(error) => error.into_response(),
        };
        let answer = answer(id, response, exclude_headers, began).await;
        size += answer.to_string().len();
        match is_over(size, Duration::ZERO) {
            true => unserviced.push(answer.get("id").cloned().unwrap_or_default()),
            false => serviced.push(answer),
        }
    }
    let body = json!({
        "batch_request_id": text(body.get("batch_request_id")),
        "serviced_requests": serviced,
        "unserviced_requests": unserviced,
    });
    Ok(table_api::json(StatusCode::OK, &body))
}

/// An ID comes back as a text, also one that was a number.
fn text(id: Option<&Value>) -> Value {
    match id {
        Some(Value::Number(number)) => json!(number.to_string()),
        Some(id) => id.clone(),
        None => json!(""),
    }
}

/// Whether no more is done: the answer is full, or the time is up.
fn is_over(size: usize, spent: Duration) -> bool {
    size > MAX_ANSWERS || spent > MAX_TIME
}

async fn answer(id: Value, response: Response, exclude_headers: bool, began: Instant) -> Value {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let headers = match exclude_headers {
        true => Vec::new(),
        false => pairs(&parts.headers),
    };
    json!({
        "id": id,
        "body": BASE64_STANDARD.encode(body),
        "status_code": parts.status.as_u16(),
        "status_text": parts.status.canonical_reason().unwrap_or_default(),
        "headers": headers,
        "execution_time": began.elapsed().as_millis() as u64,
    })
}

fn pairs(headers: &HeaderMap) -> Vec<Value> {
    headers
        .iter()
        .filter_map(|(name, value)| {
            Some(json!({ "name": spelled(name), "value": value.to_str().ok()? }))
        })
        .collect()
}
