//! Who is calling: by password, by token or by the session's cookie.

mod caller;
mod challenge;
mod credentials;
mod user;

pub use caller::Caller;
pub use challenge::not_authenticated;
pub use user::{by_id, by_password};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

use crate::{session, state::AppState, store::Result};
use credentials::Credentials;

const IS_LOGGED_IN: HeaderName = HeaderName::from_static("x-is-logged-in");

/// Lets a request through to the REST APIs with its [`Caller`], or answers
/// that there is none.
pub async fn layer(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let (caller, logged_in) = identify(&state, &request)?;
    let mut answer = match caller {
        Some(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        None => not_authenticated(),
    };
    let logged_in = if logged_in { "true" } else { "false" };
    answer
        .headers_mut()
        .insert(IS_LOGGED_IN, HeaderValue::from_static(logged_in));
    Ok(answer)
}

/// The caller, and whether there is anyone at all: a session without its
/// token is somebody, yet may not call.
fn identify(state: &AppState, request: &Request) -> Result<(Option<Caller>, bool)> {
    let caller = match Credentials::of(request.headers()) {
        Credentials::Basic { user, password } => by_password(&state.store, &user, &password)?,
        Credentials::Bearer(token) => crate::oauth::owner_of(state, &token)?,
        Credentials::Unreadable => None,
        Credentials::None => {
            let Some(session) = session::current(state, request.headers())? else {
                return Ok((None, false));
            };
            let given = request.headers().get("x-usertoken");
            let same = given.is_some_and(|given| given.as_bytes() == session.token.as_bytes());
            let caller = session.caller;
            return Ok((caller.clone().filter(|_| same), caller.is_some()));
        }
    };
    let logged_in = caller.is_some();
    Ok((caller, logged_in))
}
