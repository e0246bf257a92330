//! The sign-in page.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{cookie, current, is_ours, own_path, second_factor, sessions::Whose};
use crate::{
    auth::{self, Caller},
    pages::{Page, escape, page as draw},
    params::{Params, encode},
    records::is_true,
    redirect::lead_to,
    sso::{self, Provider},
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
    match auth::owes_code(&state.store, &caller)? {
        true => second_factor::lead_there(&state, &headers, &caller, given.get("uri")),
        false => sign_in(&state, &headers, &caller, given.get("uri")),
    }
}

/// Begins a person's session in place of the one that the browser has, and
/// leads to `back` if that is a page of this instance.
pub fn sign_in(
    state: &AppState,
    headers: &HeaderMap,
    caller: &Caller,
    back: &str,
) -> Result<Response> {
    if let Some(before) = cookie::read(headers) {
        state.sessions.end(&before);
    }
    let whose = Whose {
        user: Some(caller.sys_id.clone()),
        ..Whose::default()
    };
    let (id, _) = state.sessions.begin(whose, state.clock.now())?;
    let there = own_path(back).unwrap_or_else(|| "/".to_owned());
    let mut answer = lead_to(&there);
    cookie::set(answer.headers_mut(), &id);
    Ok(answer)
}

fn person(store: &Store, user: &str, password: &str) -> Result<Option<Caller>> {
    match auth::by_password(store, user, password)? {
        Some(caller) if may_see_pages(store, &caller)? => Ok(Some(caller)),
        _ => Ok(None),
    }
}

/// Users for web services only have no business at the pages.
pub fn may_see_pages(store: &Store, caller: &Caller) -> Result<bool> {
    let row = store.get("sys_user", &caller.sys_id)?.unwrap_or_default();
    Ok(!is_true(&row, "web_service_access_only"))
}

/// The ways to sign in elsewhere, below the form.
fn elsewhere(store: &Store, back: &str) -> Result<String> {
    if !sso::is_enabled(store)? {
        return Ok(String::new());
    }
    let locate = sign_in_path(sso::LOCATE, back);
    let mut links = format!(
        r#"<p><a href="{}">Use external login</a></p>"#,
        escape(&locate)
    );
    for provider in Provider::offered(store)? {
        let query = encode([("glide_sso_id", &*provider.sys_id), ("uri", back)]);
        links += &format!(
            r#"<p><a href="/login_with_sso.do?{}">Log in with {}</a></p>"#,
            escape(&query),
            escape(&provider.label),
        );
    }
    Ok(links)
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
            let (id, session) = state.sessions.begin(Whose::default(), state.clock.now())?;
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
{elsewhere}</div>"#,
        elsewhere = elsewhere(&state.store, back)?,
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
