//! Set Password: what the button of that name at a user's record leads to.

use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use super::{Page, escape, page, record, typed};
use crate::{
    params::{Params, encode},
    records::text,
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Table, new_id},
    table_api::{ApiError, Operation, may},
};

/// The page's address, which is the sandbox's own.
pub(super) const PATH: &str = "/set_password.do";

const TITLE: &str = "Set Password";

/// The button at a user's record, for who may press it.
pub(super) fn link(reader: &SignedIn, table: &Table, row: &Row) -> String {
    if table.name != "sys_user" || !may(&reader.caller, table, Operation::Update) {
        return String::new();
    }
    let query = encode([("sys_id", text(row, "sys_id"))]);
    format!(r#"<a href="{PATH}?{}">{TITLE}</a> "#, escape(&query))
}

/// Draws the form.
pub(super) async fn form(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    Ok(match user(&state, &reader, asked.get("sys_id"))? {
        Some((_, row)) => draw(&reader, &row, "", ""),
        None => record::not_found(&reader),
    })
}

/// Generates a password, or saves the one that the form has.
pub(super) async fn save(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let Some((table, row)) = user(&state, &reader, given.get("sys_id"))? else {
        return Ok(record::not_found(&reader));
    };
    if given.get("sysparm_ck") != reader.token {
        let why = "This page has been open for too long. Please try again.";
        return Ok(draw(&reader, &row, "", why));
    }
    if given.get("action") == "generate" {
        return Ok(draw(&reader, &row, &generated()?, ""));
    }
    let password = given.get("password");
    if password.is_empty() {
        return Ok(draw(&reader, &row, "", "Generate a password first."));
    }
    let sent = [
        ("user_password", password),
        ("password_needs_reset", "true"),
    ];
    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sent = typed::body(sent.into());
    let locale = typed::locale(&state, &reader)?;
    let change = typed::change(&state, &reader, &locale);
    match change.alter(table, text(&row, "sys_id"), sent) {
        Ok(row) => {
            let query = encode([("sys_id", text(&row, "sys_id"))]);
            Ok(lead_to(&format!("/{}.do?{query}", table.name)))
        }
        Err(ApiError::Store(error)) => Err(error),
        Err(refused) => Ok(draw(&reader, &row, "", &refused.words())),
    }
}

/// The user, if the reader may set their password.
fn user(
    state: &AppState,
    reader: &SignedIn,
    sys_id: &str,
) -> Result<Option<(&'static Table, Row)>> {
    let table = Table::named("sys_user");
    let table = table.filter(|table| may(&reader.caller, table, Operation::Update));
    let row = match table {
        Some(table) => state.store.get(table.name, sys_id)?,
        None => None,
    };
    Ok(table.zip(row))
}

/// Letters of both sizes, digits and a sign, as password policies want them.
fn generated() -> Result<String> {
    let mut random = new_id()?;
    random.truncate(14);
    Ok(format!("Sn7-{random}"))
}

fn draw(reader: &SignedIn, row: &Row, password: &str, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    };
    let body = format!(
        r#"<div class="card narrow"><h1>{TITLE}</h1><p>{user}</p>
{notice}<form class="edit" method="post" action="{PATH}">
<input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sys_id" value="{sys_id}">
<label for="password">Password</label><input id="password" name="password" value="{password}" autocomplete="off" spellcheck="false">
<button type="submit" name="action" value="generate">Generate</button>
<button class="primary" type="submit" name="action" value="save">Save Password</button>
</form></div>"#,
        user = escape(text(row, "user_name")),
        token = reader.token,
        sys_id = escape(text(row, "sys_id")),
        password = escape(password),
    );
    page(Page::new(TITLE, &body).read_by(reader))
}
