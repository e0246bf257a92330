//! The sign-in page.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{cookie, current, is_ours, own_path};
use crate::{
    auth::{self, Caller},
    pages::{Page, escape, page as draw},
    params::{Params, encode},
    redirect::lead_to,
    state::AppState,
    store::{Result, Store},
};

/// The sign-in page's address, which leads to `back` afterwards.
pub fn sign_in_path(page: &str, back: &str) -> String {
    format!("{page}?{}", encode([("uri", back)]))
}

/// Shows the form, also to those who are signed in: it is how they become
/// somebody else.
pub(super) async fn page(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let back = Params::of(&query.unwrap_or_default());
    form(&state, &headers, back.get("uri"), Notice::None)
}

/// Takes the form.
pub(super) async fn submit(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let session = current(&state, &headers)?;
    if !is_ours(session.as_ref(), given.get("sysparm_ck")) {
        return form(&state, &headers, given.get("uri"), Notice::Stale);
    }
    let (user, password) = (given.get("user_name").trim(), given.get("user_password"));
    let Some(caller) = person(&state.store, user, password)? else {
        return form(&state, &headers, given.get("uri"), Notice::Refused(user));
    };
    if let Some(before) = cookie::read(&headers) {
        state.sessions.end(&before);
    }
    let (id, _) = state
        .sessions
        .begin(Some(caller.sys_id), state.clock.now(), None)?;
    let there = own_path(given.get("uri")).unwrap_or_else(|| "/".to_owned());
    let mut answer = lead_to(&there);
    cookie::set(answer.headers_mut(), &id);
    Ok(answer)
}

/// Users for web services only have no business at the pages.
fn person(store: &Store, user: &str, password: &str) -> Result<Option<Caller>> {
    let Some(caller) = auth::by_password(store, user, password)? else {
        return Ok(None);
    };
    let row = store.get("sys_user", &caller.sys_id)?.unwrap_or_default();
    let barred = crate::records::is_true(&row, "web_service_access_only");
    Ok((!barred).then_some(caller))
}

enum Notice<'a> {
    None,
    Stale,
    Refused(&'a str),
}

fn form(state: &AppState, headers: &HeaderMap, back: &str, notice: Notice<'_>) -> Result<Response> {
    let (token, begun) = match current(state, headers)? {
        Some(session) => (session.token, None),
        None => {
            let (id, session) = state.sessions.begin(None, state.clock.now(), None)?;
            (session.token, Some(id))
        }
    };
    let (status, message, user) = match notice {
        Notice::None => (StatusCode::OK, "", ""),
        Notice::Stale => (
            StatusCode::FORBIDDEN,
            "This page has been open for too long. Please log in again.",
            "",
        ),
        Notice::Refused(user) => (
            StatusCode::OK,
            "User name or password invalid. Please try again.",
            user,
        ),
    };
    let message = match message {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{text}</p>"#),
    };
    let body = format!(
        r#"<div class="card narrow">
<h1>Log in</h1>
{message}<form method="post" action="/login.do">
<input type="hidden" name="sysparm_ck" value="{token}">
<input type="hidden" name="uri" value="{back}">
<label for="user_name">User name</label>
<input id="user_name" name="user_name" value="{user}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="user_password">Password</label>
<input id="user_password" name="user_password" type="password" autocomplete="current-password" required>
<button class="primary" type="submit">Log in</button>
</form>
</div>"#,
        back = escape(back),
        user = escape(user),
    );
    let mut answer = draw(Page::new("Log in", &body)).into_response();
    *answer.status_mut() = status;
    if let Some(id) = begun {
        cookie::set(answer.headers_mut(), &id);
    }
    Ok(answer)
}
