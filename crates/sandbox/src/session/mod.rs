//! People signed in at the instance's own pages.

mod cookie;
mod own_path;
mod sessions;
mod sign_in;
mod sign_out;
mod signed_in;

pub use cookie::{keep, value as cookie_of};
pub use own_path::own_path;
pub use sessions::Sessions;
pub use sign_in::{may_see_pages, sign_in, sign_in_path};
pub use signed_in::SignedIn;

use axum::{
    Router,
    http::HeaderMap,
    routing::{get, post},
};

use time::Duration;

use crate::{
    auth::{self, Caller},
    state::AppState,
    store::Result,
};

/// The session that a request belongs to.
pub struct Current {
    /// Proves that a form, or a call, was made by one of our pages.
    pub token: String,
    /// Who is signed in, if anybody.
    pub caller: Option<Caller>,
}

/// The request's session, `None` when it has none or it has run out.
pub fn current(state: &AppState, headers: &HeaderMap) -> Result<Option<Current>> {
    let session = cookie::read(headers).and_then(|id| state.sessions.get(&id, state.clock.now()));
    let Some(session) = session else {
        return Ok(None);
    };
    let caller = match session.user {
        Some(user) => auth::by_id(&state.store, &user)?,
        None => None,
    };
    Ok(Some(Current {
        token: session.token,
        caller,
    }))
}

/// Begins a session for this user, which lasts at most so many seconds, and
/// hands it out with the answer.
pub fn begin(
    state: &AppState,
    user: &str,
    lifespan: Option<i64>,
    headers: &mut HeaderMap,
) -> Result<()> {
    let now = state.clock.now();
    let ends = lifespan.and_then(|seconds| now.checked_add(Duration::seconds(seconds)));
    let (id, _) = state.sessions.begin(Some(user.to_owned()), now, ends)?;
    cookie::set(headers, &id);
    Ok(())
}

/// The value of the session cookie by which the request's browser is known,
/// and whether it is new and has to be handed out.
pub fn browser(state: &AppState, headers: &HeaderMap) -> Result<(String, bool)> {
    let now = state.clock.now();
    match cookie::read(headers).filter(|id| state.sessions.get(id, now).is_some()) {
        Some(id) => Ok((id, false)),
        None => Ok((state.sessions.begin(None, now, None)?.0, true)),
    }
}

/// Hands a session out with the answer.
pub fn hand_out(headers: &mut HeaderMap, id: &str) {
    cookie::set(headers, id);
}

/// Whether a form brings the token of the session it was made for.
pub fn is_ours(session: Option<&Current>, given: &str) -> bool {
    session.is_some_and(|session| session.token == given)
}

/// The pages for signing in and out.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/login.do", get(sign_in::page).post(sign_in::submit))
        .route("/oauth_login.do", get(sign_in::page).post(sign_in::submit))
        .route("/side_door.do", get(sign_in::page).post(sign_in::submit))
        .route("/logout.do", post(sign_out::submit))
}
