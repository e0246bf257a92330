//! An instance for tests: seeded, at a standing clock, without a socket.

use std::sync::{Arc, OnceLock};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::{Extension, Router};
use serde_json::{Value, json};
use tower::ServiceExt;
use url::form_urlencoded::byte_serialize;

use crate::auth::Caller;
use crate::clock::Clock;
use crate::state::{AppState, Config};
use crate::store::Store;
use crate::{dates, seed};

/// An instance and the one who calls it.
pub(crate) struct Instance {
    pub(crate) state: AppState,
    caller: Option<Caller>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Instance {
    /// The demo's instance on Saturday 21 November 2026, at noon UTC.
    pub(crate) fn new() -> Self {
        static FILLED: OnceLock<Store> = OnceLock::new();
        let now = dates::parse("2026-11-21 12:00:00").expect("a date");
        let filled = FILLED.get_or_init(|| {
            let store = Store::open(None).expect("a store in memory");
            let store = store.follow(Arc::new(Clock::standing_at(now)));
            seed::demo(&store, Some("http://localhost:8180")).expect("demo records");
            store
        });
        let state = AppState::new(
            filled.copy().expect("a copy"),
            Clock::standing_at(now),
            Config::default(),
        );
        Self {
            state,
            caller: None,
        }
    }

    /// An instance over the same records, with nobody to call.
    pub(crate) fn over(state: AppState) -> Self {
        Self {
            state,
            caller: None,
        }
    }

    /// An instance in which this user calls.
    pub(crate) fn as_user(user_name: &str) -> Self {
        Self::new().by(user_name)
    }

    /// The same instance, called by another user.
    pub(crate) fn by(mut self, user_name: &str) -> Self {
        let users = self
            .state
            .store
            .find("sys_user", &[("user_name", user_name)]);
        let sys_id = users.expect("users")[0]["sys_id"].clone();
        self.caller = Some(Caller {
            user_name: user_name.to_owned(),
            roles: self.state.store.roles_of(&sys_id).expect("roles"),
            sys_id,
        });
        self
    }

    /// The same instance, called by a user with these roles and no others.
    pub(crate) fn with_roles(mut self, roles: &[&str]) -> Self {
        if let Some(caller) = &mut self.caller {
            caller.roles = roles.iter().map(|&role| role.to_owned()).collect();
        }
        self
    }

    /// A record as it is, past the rules.
    pub(crate) fn insert(&self, table: &str, columns: &[(&str, &str)]) {
        let row = columns
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.state
            .store
            .insert(table, row.collect(), "admin")
            .expect("a record");
    }

    /// The records that pass an encoded query.
    pub(crate) async fn query(&self, table: &str, query: &str) -> Answer {
        let query: String = byte_serialize(query.as_bytes()).collect();
        self.get(&format!("/table/{table}?sysparm_query={query}"))
            .await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(match path.starts_with("/api/") {
                true => path.to_owned(),
                false => format!("/api/now{path}"),
            })
            .header("host", "instance.test")
            .header("accept", "application/json")
            .header("content-type", "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.request(request.body(body).expect("a request")).await
    }

    pub(crate) async fn request(&self, request: Request<Body>) -> Answer {
        let mut api: Router = crate::apis(&self.state);
        if let Some(caller) = &self.caller {
            api = api.layer(Extension(caller.clone()));
        }
        let response = api.oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Answer {
    /// The result's member at this JSON pointer.
    #[track_caller]
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        let pointer = format!("/result{pointer}");
        let found = self.body.pointer(&pointer);
        found.unwrap_or_else(|| panic!("no {pointer} in {}", self.body))
    }

    /// The values of a field in a list of records.
    pub(crate) fn column(&self, field: &str) -> Vec<&str> {
        let rows = self.body["result"].as_array().expect("a list");
        rows.iter()
            .map(|row| row[field].as_str().expect("a text"))
            .collect()
    }

    /// Whether this is the refusal with these words.
    #[track_caller]
    pub(crate) fn refuses(&self, status: u16, message: &str, detail: Option<&str>) {
        assert_eq!(self.status, status, "{}", self.body);
        let expect = json!({
            "error": { "message": message, "detail": detail },
            "status": "failure",
        });
        assert_eq!(self.body, expect);
    }

    /// The number in `X-Total-Count`.
    pub(crate) fn total(&self) -> usize {
        let total = self.headers.get("x-total-count").expect("a total");
        total.to_str().expect("text").parse().expect("a number")
    }
}
