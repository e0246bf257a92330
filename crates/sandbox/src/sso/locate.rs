//! `login_locate_sso.do`: which identity provider is somebody's?

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{LOCATE, Provider, is_enabled, lead_out};
use crate::{
    pages::{Page, escape, page as draw},
    params::Params,
    records::text,
    redirect::lead_to,
    session::sign_in_path,
    state::AppState,
    store::Result,
};

/// Asks for the user ID.
pub(super) async fn page(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let given = Params::of(&query.unwrap_or_default());
    match is_enabled(&state.store)? {
        true => Ok(form(&state, given.get("uri"), "")),
        false => Ok(lead_to(&sign_in_path("/login.do", given.get("uri")))),
    }
}

/// Leads to the provider that the user's SSO Source names, otherwise to the
/// default one. It is the same for users that there are not, so that nobody
/// learns here who there is.
pub(super) async fn submit(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let name = given.get("user_name").trim();
    let found = state.store.find("sys_user", &[("user_name", name)])?;
    let source = found.first().map_or("", |row| text(row, "sso_source"));
    let provider = match source.strip_prefix("sso:") {
        Some(sys_id) => Provider::find(&state.store, sys_id.trim())?,
        None => Provider::default_one(&state.store)?,
    };
    match provider.filter(|_| !name.is_empty()) {
        Some(provider) if is_enabled(&state.store)? => {
            lead_out(&state, &headers, &provider, given.get("uri"))
        }
        _ => {
            let why = "There is no identity provider for this user.";
            let mut answer = form(&state, given.get("uri"), why).into_response();
            *answer.status_mut() = StatusCode::FORBIDDEN;
            Ok(answer)
        }
    }
}

fn form(state: &AppState, back: &str, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{text}</p>"#),
    };
    let body = format!(
        r#"<div class="card narrow">
<h1>Use external login</h1>
{notice}<form method="post" action="{LOCATE}">
<input type="hidden" name="uri" value="{back}">
<label for="user_name">User ID</label>
<input id="user_name" name="user_name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<button class="primary" type="submit">Submit</button>
</form>
<p><a href="{local}">Use local login</a></p>
</div>"#,
        back = escape(back),
        local = escape(&sign_in_path("/side_door.do", back)),
    );
    let there = state.config.sso.clone().unwrap_or_default();
    draw(Page::new("Use external login", &body).leads_to(there))
}
