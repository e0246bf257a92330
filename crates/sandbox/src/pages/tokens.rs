//! The tokens that programs have: all of them at Manage Tokens, one's own at
//! My Connected Apps. Each can be revoked.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{Page, escape, message, page};
use crate::{
    oauth,
    params::Params,
    records::text,
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Result, Row},
};

/// The addresses of the two lists. That of the second is an assumption.
pub(super) const ALL: &str = "/oauth_credential_list.do";
pub(super) const OWN: &str = "/my_connected_apps.do";

/// What the menus call them.
pub(super) const ALL_MENU: &str = "System OAuth > Manage Tokens";
pub(super) const OWN_MENU: &str = "Self-Service > My Connected Apps";

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    All,
    Own,
}

impl List {
    fn path(self) -> &'static str {
        match self {
            Self::All => ALL,
            Self::Own => OWN,
        }
    }

    /// Whether the person may see it.
    pub(super) fn is_for(self, reader: &SignedIn) -> bool {
        self == Self::Own || reader.caller.has_role("oauth_admin")
    }

    /// Whether the token is on it: codes are none.
    fn has(self, row: &Row, reader: &SignedIn) -> bool {
        let own = self == Self::All || text(row, "user") == reader.caller.sys_id;
        own && text(row, "type") != "authorization_code"
    }
}

/// Draws the list.
pub(super) async fn show(
    list: List,
    State(state): State<AppState>,
    reader: SignedIn,
) -> Result<Response> {
    if !list.is_for(&reader) {
        return Ok(refuse(&reader));
    }
    let (title, menu) = match list {
        List::All => ("Manage Tokens", ALL_MENU),
        List::Own => ("My Connected Apps", OWN_MENU),
    };
    let mut rows = String::new();
    for row in state.store.find("oauth_credential", &[])? {
        if list.has(&row, &reader) {
            rows += &line(&state, list, &row, &reader)?;
        }
    }
    let table = match rows.is_empty() {
        true => r#"<p class="muted">There are none yet.</p>"#.to_owned(),
        false => format!(
            r#"<table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">User</th><th scope="col">Scopes</th><th scope="col">Expires (UTC)</th><th scope="col">Revoke</th></tr></thead><tbody>{rows}</tbody></table>"#
        ),
    };
    let body = format!(
        r#"<p class="muted">{menu}</p>
<h1>{title}</h1>
<div class="card">{table}</div>"#,
        menu = escape(menu),
    );
    Ok(page(Page::new(title, &body).read_by(&reader)))
}

fn line(state: &AppState, list: List, row: &Row, reader: &SignedIn) -> Result<String> {
    let name_of = |table: &str, column: &str| -> Result<String> {
        let named = state.store.get(table, text(row, column))?;
        Ok(named.map_or(String::new(), |named| text(&named, "name").to_owned()))
    };
    let kind = match text(row, "type") {
        "refresh_token" => "Refresh Token",
        _ => "Access Token",
    };
    let revoke = match oauth::lasts(state, row) {
        true => format!(
            r#"<form method="post" action="{path}"><input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sys_id" value="{sys_id}"><button type="submit">Revoke Access</button></form>"#,
            path = list.path(),
            token = reader.token,
            sys_id = escape(text(row, "sys_id")),
        ),
        false => "Expired".to_owned(),
    };
    Ok(format!(
        "<tr><td>{name}</td><td>{kind}</td><td>{user}</td><td>{scopes}</td><td>{expires}</td><td>{revoke}</td></tr>",
        name = escape(&name_of("oauth_entity", "peer")?),
        user = escape(&name_of("sys_user", "user")?),
        scopes = escape(text(row, "scopes")),
        expires = escape(text(row, "expires")),
    ))
}

/// Revokes a token that is on the list.
pub(super) async fn revoke(
    list: List,
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    if !list.is_for(&reader) {
        return Ok(refuse(&reader));
    }
    let given = Params::of(&body);
    let row = state.store.get("oauth_credential", given.get("sys_id"))?;
    let row = row.filter(|row| list.has(row, &reader));
    if let Some(row) = row.filter(|_| given.get("sysparm_ck") == reader.token) {
        oauth::end(&state, &row)?;
    }
    Ok(lead_to(list.path()))
}

fn refuse(reader: &SignedIn) -> Response {
    let why = "Your roles do not let you manage tokens.";
    message(StatusCode::FORBIDDEN, "Manage Tokens", why, Some(reader))
}
