//! People signed in at the instance's own pages.

mod cookie;
mod of_program;
mod own_path;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_out;
mod signed_in;

pub use cookie::{keep, value as cookie_of};
pub use of_program::{MadeWith, begin_for_call};
pub use own_path::own_path;
pub use sessions::Sessions;
pub use sign_in::{may_see_pages, sign_in, sign_in_path};
pub use signed_in::SignedIn;

use axum::{
    Router,
    http::HeaderMap,
    routing::{get, post},
};

use crate::{
    auth::{self, Caller},
    oauth,
    state::AppState,
    store::Result,
};
use sessions::Whose;

/// The session that a request belongs to.
pub struct Current {
    /// Proves that a form, or a call, was made by one of our pages.
    pub token: String,
    /// Who is signed in, if anybody.
    pub caller: Option<Caller>,
    /// The scope of the token that it began with.
    pub scope: Option<String>,
    /// The `sys_id` of who has to give a second factor yet.
    owes_code: Option<String>,
}

/// The session of a page's request, `None` when it has none, it has run out,
/// or it is for calls only.
pub fn current(state: &AppState, headers: &HeaderMap) -> Result<Option<Current>> {
    read(state, headers, false)
}

/// The session of a call, whichever kind it is.
pub fn of_call(state: &AppState, headers: &HeaderMap) -> Result<Option<Current>> {
    read(state, headers, true)
}

fn read(state: &AppState, headers: &HeaderMap, any: bool) -> Result<Option<Current>> {
    let session = cookie::read(headers).and_then(|id| state.sessions.get(&id, state.clock.now()));
    let Some(session) = session.filter(|session| any || !session.whose.of_program) else {
        return Ok(None);
    };
    let caller = match session.whose.user {
        Some(user) => auth::by_id(&state.store, &user)?,
        None => None,
    };
    Ok(Some(Current {
        token: session.token,
        caller,
        scope: session.whose.scope,
        owes_code: session.whose.owes_code,
    }))
}

/// Begins the session that comes with a token, and hands it out. That of a
/// token for some of the APIs only is for calls, and no wider.
pub fn begin_with_token(
    state: &AppState,
    user: &str,
    scope: &str,
    expires_in: i64,
    headers: &mut HeaderMap,
) -> Result<()> {
    let whose = Whose {
        user: Some(user.to_owned()),
        scope: Some(scope.to_owned()),
        of_program: !oauth::is_everything(scope),
        ends: of_program::end_of(state, Some(expires_in))?,
        ..Whose::default()
    };
    let (id, _) = state.sessions.begin(whose, state.clock.now())?;
    cookie::set(headers, &id);
    Ok(())
}

/// The value of the session cookie by which the request's browser is known,
/// and whether it is new and has to be handed out.
pub fn browser(state: &AppState, headers: &HeaderMap) -> Result<(String, bool)> {
    let now = state.clock.now();
    let ours = |id: &String| {
        let session = state.sessions.get(id, now);
        session.is_some_and(|session| !session.whose.of_program)
    };
    match cookie::read(headers).filter(ours) {
        Some(id) => Ok((id, false)),
        None => Ok((state.sessions.begin(Whose::default(), now)?.0, true)),
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
        .route(
            second_factor::PATH,
            get(second_factor::page).post(second_factor::submit),
        )
        .route("/logout.do", post(sign_out::submit))
}
