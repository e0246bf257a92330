//! Which pages of other origins may read the instance's answers.
//!
//! REST APIs follow the rows of `sys_cors_rule`, and so does, by assumption,
//! what a rule names by its path; the token endpoint follows a property, and
//! everything else is closed. No preflight of a real instance is
//! on record: these follow the Fetch standard and the rule's fields.

mod api;
mod domain;
mod rule;
mod token;

pub use api::api_of;
use api::is_resource;
pub use domain::Domain;
pub use rule::Rule;
pub use token::{PROPERTY as TOKEN_PROPERTY, allowed_origin};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{oauth, state::AppState, store::Result};

/// What decides about CORS in a request.
#[derive(Debug, Clone)]
pub struct Asked {
    method: Method,
    path: String,
    origin: Option<String>,
}

impl Asked {
    /// Takes it from the request.
    pub fn of(method: &Method, path: &str, headers: &HeaderMap) -> Self {
        let origin = headers.get(header::ORIGIN);
        Self {
            method: method.clone(),
            path: path.to_owned(),
            origin: origin.and_then(|origin| Some(origin.to_str().ok()?.to_owned())),
        }
    }
}

/// Answers the preflights of the REST APIs and marks the answers that the
/// page which asked may read.
pub async fn layer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts.method, parts.uri.path(), &parts.headers);
    let is_preflight = asked.method == Method::OPTIONS
        && parts
            .headers
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_apis = api_of(&asked.path).is_some();
    if is_preflight && (is_apis || has_rule(&state, &asked)?) {
        return preflight(&state, &asked);
    }
    let mut answer = next.run(Request::from_parts(parts, body)).await;
    open(&state, &asked, &mut answer)?;
    Ok(answer)
}

/// Adds the headers by which the page that asked may read the answer, if it
/// may.
pub fn open(state: &AppState, asked: &Asked, answer: &mut Response) -> Result<()> {
    let Some(origin) = &asked.origin else {
        return Ok(());
    };
    let headers = answer.headers_mut();
    if follows_the_property(asked) {
        let property = state.store.property(TOKEN_PROPERTY)?;
        if let Some(allowed) = allowed_origin(&property, origin) {
            set(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, &allowed);
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
    } else if let Some(rule) = rule_for(state, &asked.path, origin)?
        && rule.allows(&asked.method)
    {
        allow(headers, &rule, origin);
        let readable = &rule.expose_headers;
        set(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, readable);
    }
    Ok(())
}

/// The property page names these three endpoints and no other.
fn follows_the_property(asked: &Asked) -> bool {
    match &*asked.path {
        "/oauth_token.do" => asked.method == Method::POST,
        oauth::SERVER | oauth::RESOURCE => asked.method == Method::GET,
        _ => false,
    }
}

/// Without a rule the answer is the same but says nothing.
fn preflight(state: &AppState, asked: &Asked) -> Result<Response> {
    let mut answer = StatusCode::OK.into_response();
    if let Some(origin) = &asked.origin
        && let Some(rule) = rule_for(state, &asked.path, origin)?
    {
        let headers = answer.headers_mut();
        allow(headers, &rule, origin);
        let (methods, names) = (rule.allow_methods(), &rule.allow_headers);
        set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, &methods);
        set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, names);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, rule.max_age.into());
    }
    Ok(answer)
}

/// Whether there is a rule at all: what is no REST API answers preflights only
/// then.
fn has_rule(state: &AppState, asked: &Asked) -> Result<bool> {
    match &asked.origin {
        Some(origin) => Ok(rule_for(state, &asked.path, origin)?.is_some()),
        None => Ok(false),
    }
}

fn rule_for(state: &AppState, path: &str, origin: &str) -> Result<Option<Rule>> {
    if api_of(path).is_none() && !is_resource(path) {
        return Ok(None);
    }
    if state.store.property("glide.rest.cors.enabled")? == "false" {
        return Ok(None);
    }
    Rule::find(&state.store, path, origin)
}

fn allow(headers: &mut HeaderMap, rule: &Rule, origin: &str) {
    set(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if rule.credentials {
        set(headers, header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
}

/// A value that is empty, or cannot stand in a header, is left out.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value)
        && !value.is_empty()
    {
        headers.insert(name, value);
    }
}
