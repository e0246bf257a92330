//! An instance with one user, one program and one portal, and a way to ask it.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use serde_json::Value;
use snowline_sandbox::{
    app,
    state::{AppState, Config},
    store::{Row, hash},
};
use tower::ServiceExt;

use crate::stores;

/// The page of another origin.
pub(crate) const PORTAL: &str = "http://localhost:8180";
/// A program without a secret.
pub(crate) const PUBLIC: &str = "public-client";
/// A program with one.
pub(crate) const PRIVATE: &str = "private-client";
/// Where both are led back to, and a second place that is registered.
pub(crate) const REDIRECT: &str = "http://localhost:8180/";
pub(crate) const SECOND_REDIRECT: &str = "http://localhost:8180/second?keep=1";

/// The instance under test.
#[derive(Clone)]
pub(crate) struct Instance {
    pub(crate) state: AppState,
    app: Router,
}

/// What it answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::FOUND, "{self:?}");
        self.header("location").unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Instance {
    pub(crate) fn new() -> Self {
        Self::with(Config::default())
    }

    pub(crate) fn with(config: Config) -> Self {
        let state = AppState::new(stores::empty(), stores::clock(), config);
        let instance = Self::over(state);
        instance.furnish();
        instance
    }

    /// What is there already.
    pub(crate) fn over(state: AppState) -> Self {
        let app = app(state.clone());
        Self { state, app }
    }

    fn furnish(&self) {
        let password = hash("snowline").unwrap();
        for (name, role) in [
            ("admin", "admin"),
            ("integration.user", "itil"),
            ("abel.tuter", ""),
        ] {
            let user = self.insert(
                "sys_user",
                &[
                    ("user_name", name),
                    ("name", name),
                    ("user_password", &password),
                ],
            );
            if !role.is_empty() {
                let role = self.insert("sys_user_role", &[("name", role)]);
                self.insert("sys_user_has_role", &[("user", &user), ("role", &role)]);
            }
        }
        let redirects = format!("{REDIRECT}, {SECOND_REDIRECT}");
        let secret = hash("hush").unwrap();
        for (client_id, public, secret) in [(PUBLIC, "true", ""), (PRIVATE, "false", &*secret)] {
            self.insert(
                "oauth_entity",
                &[
                    ("name", "Snowline <demo>"),
                    ("client_id", client_id),
                    ("client_secret", secret),
                    ("public_client", public),
                    ("redirect_url", &redirects),
                ],
            );
        }
    }

    pub(crate) fn insert(&self, table: &str, values: &[(&str, &str)]) -> String {
        let row: Row = values
            .iter()
            .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
            .collect();
        let made = self.state.store.insert(table, row, "admin").unwrap();
        made["sys_id"].clone()
    }

    pub(crate) fn set_property(&self, name: &str, value: &str) {
        self.insert("sys_properties", &[("name", name), ("value", value)]);
    }

    /// The `sys_id` of the record in which the column has the value.
    pub(crate) fn id_of(&self, table: &str, column: &str, value: &str) -> String {
        let found = self.state.store.find(table, &[(column, value)]).unwrap();
        found[0]["sys_id"].clone()
    }

    /// Changes one column of that record.
    pub(crate) fn change(&self, table: &str, by: &str, is: &str, column: &str, value: &str) {
        let change = Row::from([(column.to_owned(), value.to_owned())]);
        let id = self.id_of(table, by, is);
        let store = &self.state.store;
        store.update(table, &id, change, "admin").unwrap();
    }

    pub(crate) fn give_role(&self, user: &str, role: &str) {
        let user = self.id_of("sys_user", "user_name", user);
        let role = self.insert("sys_user_role", &[("name", role)]);
        self.insert("sys_user_has_role", &[("user", &user), ("role", &role)]);
    }

    pub(crate) fn rows(&self, table: &str) -> Vec<Row> {
        self.state.store.find(table, &[]).unwrap()
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// The same for an answer that need not be text.
    pub(crate) async fn try_ask(&self, request: Request<Body>) -> Answer {
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A request of any kind: headers as pairs, the body as text.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Body::from(body.to_owned());
        self.ask(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, "").await
    }

    pub(crate) async fn post_form(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        form: &[(&str, &str)],
    ) -> Answer {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let headers = [headers, &[kind]].concat();
        self.send(Method::POST, path, &headers, &encode(form)).await
    }
}

pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}
