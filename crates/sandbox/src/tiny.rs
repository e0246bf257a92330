//! `POST /api/now/tinyurl`: a long address made short, for queries that no
//! address has room for. `sysparm_tiny` stands for them.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::state::AppState;
use crate::store::new_id;
use crate::table_api::{self, ApiError, no_such_method};

/// The oldest give way to new ones.
const MOST: usize = 1_000;
const LONGEST: usize = 1_000_000;

/// The parameters of the addresses made short, by their keys.
#[derive(Debug, Default)]
pub struct Tiny(Mutex<VecDeque<(String, String)>>);

impl Tiny {
    /// What the key stands for.
    pub fn get(&self, key: &str) -> Option<String> {
        let all = self.lock();
        let found = all.iter().find(|(has, _)| has == key);
        found.map(|(_, query)| query.clone())
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn put(&self, key: String, query: String) {
        let mut all = self.lock();
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back((key, query));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(String, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The route below `/api/now`.
pub fn router() -> Router<AppState> {
    Router::new().route("/tinyurl", post(shorten).fallback(no_such_method))
}

/// The address comes back as far as its question mark, with the key behind.
async fn shorten(
    _: Caller,
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let body = table_api::read_body(&parts.headers, body, LONGEST).await?;
    let Some(Value::String(url)) = body.get("url") else {
        return Err(ApiError::BadBody);
    };
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let key = new_id()?;
    let short = format!("{path}?sysparm_tiny={key}");
    state.tiny.put(key, query.to_owned());
    let body = json!({ "result": short });
    Ok(table_api::json(StatusCode::CREATED, &body))
}
