//! OAuth scopes: what a token is good for, besides what its user may do.
//!
//! That scopes narrow a token down to APIs, and the refusal's words, are
//! documented; how the rows fit together in detail is an assumption.

use axum::{
    Extension,
    extract::{OriginalUri, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};

use super::client::Client;
use crate::{
    auth::missing_scope,
    cors::api_of,
    records::text,
    state::AppState,
    store::{Result, Store},
};

/// The scope of tokens that open every API that their user may use.
const EVERYTHING: &str = "useraccount";

/// The scope of the token that a request came with. A request by password or
/// by session has none and is not narrowed down.
#[derive(Debug, Clone)]
pub struct Granted(pub String);

/// What a program gets that asks for these scopes, `None` when it gets none
/// of them. A program without scopes of its own gets what it asks for, and
/// everything when it asks for nothing.
pub(super) fn granted(store: &Store, client: &Client, asked: &str) -> Result<Option<String>> {
    let mut own = Vec::new();
    for row in store.find(
        "oauth_entity_auth_scope_mapping",
        &[("oauth_entity", &client.sys_id)],
    )? {
        own.extend(name_of(store, text(&row, "auth_scope"))?);
    }
    let asked: Vec<_> = asked.split_ascii_whitespace().collect();
    Ok(match (own.is_empty(), asked.is_empty()) {
        (true, true) => Some(EVERYTHING.to_owned()),
        (true, false) => Some(asked.join(" ")),
        (false, true) => Some(own.join(" ")),
        (false, false) => {
            own.retain(|name| asked.contains(&&**name));
            (!own.is_empty()).then(|| own.join(" "))
        }
    })
}

/// Whether a token of this scope opens every API that its user may use.
pub fn is_everything(scope: &str) -> bool {
    let mut names = scope.split_ascii_whitespace();
    names.any(|name| name == EVERYTHING)
}

/// Refuses calls that the token's scope does not cover, in a batch too.
pub async fn layer(
    State(state): State<AppState>,
    granted: Option<Extension<Granted>>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Result<Response> {
    let covered = match granted {
        Some(Extension(Granted(scope))) => {
            allows(&state.store, &scope, uri.path(), request.method())?
        }
        None => true,
    };
    match covered {
        true => Ok(next.run(request).await),
        false => Ok(missing_scope()),
    }
}

fn allows(store: &Store, scope: &str, path: &str, method: &Method) -> Result<bool> {
    if is_everything(scope) {
        return Ok(true);
    }
    let names: Vec<_> = scope.split_ascii_whitespace().collect();
    let Some(api) = api_of(path) else {
        return Ok(false);
    };
    for definition in store.find("sys_ws_definition", &[("name", api)])? {
        let which = [
            ("rest_api", text(&definition, "sys_id")),
            ("active", "true"),
        ];
        for row in store.find("sys_api_access_scope", &which)? {
            let for_method = matches!(text(&row, "http_method"), "" | "*")
                || text(&row, "http_method").eq_ignore_ascii_case(method.as_str());
            let name = name_of(store, text(&row, "auth_scope"))?;
            if for_method && name.is_some_and(|name| names.contains(&&*name)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn name_of(store: &Store, scope: &str) -> Result<Option<String>> {
    let row = store.get("sys_auth_scope", scope)?;
    Ok(row.map(|row| text(&row, "name").to_owned()))
}
