//! The cookies that come with the answers of the REST APIs.

use axum::http::HeaderMap;
use time::Duration;

use super::{cookie, sessions::Whose};
use crate::{
    state::AppState,
    store::{Result, new_id},
};

const ENDS_WITH_TOKEN: &str = "glide.authenticate.oauth.post.token.expiration.cookie_auth.disabled";

/// What a call was made with.
#[derive(Debug, Clone, Default)]
pub struct MadeWith {
    /// The scope of its token.
    pub scope: Option<String>,
    /// For how many seconds its token still lasts.
    pub expires_in: Option<i64>,
}

/// Begins a session for a call that came without one, and hands it out as
/// recorded from real instances: session, node and store. By assumption it is
/// for calls only, which by their cookie alone are nobody's, and no wider than
/// the token. The attributes are those of an instance without TLS.
pub fn begin_for_call(
    state: &AppState,
    user: &str,
    made_with: &MadeWith,
    sent: &HeaderMap,
    answer: &mut HeaderMap,
) -> Result<()> {
    let now = state.clock.now();
    if cookie::read(sent).is_some_and(|id| state.sessions.get(&id, now).is_some()) {
        return Ok(());
    }
    let whose = Whose {
        user: Some(user.to_owned()),
        scope: made_with.scope.clone(),
        of_program: true,
        ends: end_of(state, made_with.expires_in)?,
        ..Whose::default()
    };
    let (id, _) = state.sessions.begin(whose, now)?;
    cookie::set(answer, &id);
    if cookie::value(sent, "glide_user_route").is_none() {
        let node = format!("glide.{}", new_id()?);
        cookie::keep(answer, "glide_user_route", &node);
    }
    cookie::keep_for(
        answer,
        "glide_session_store",
        &new_id()?.to_uppercase(),
        1_800,
    );
    Ok(())
}

/// When the session of a token ends: with it, unless the property says
/// otherwise.
pub(super) fn end_of(
    state: &AppState,
    expires_in: Option<i64>,
) -> Result<Option<time::OffsetDateTime>> {
    let ends = state.store.property(ENDS_WITH_TOKEN)? != "false";
    let seconds = expires_in.filter(|_| ends);
    Ok(seconds.and_then(|seconds| state.clock.now().checked_add(Duration::seconds(seconds))))
}
