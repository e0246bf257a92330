//! The page itself.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    ENTITY, PATH, TITLE, USER,
    checklist::{Found, REFUSED},
    connections, is_for,
    status::Status,
};
use crate::{
    pages::{Page, escape, message, page},
    params::Params,
    records::text,
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Result, Row},
};

/// Draws it.
pub(in crate::pages) async fn show(
    State(state): State<AppState>,
    reader: SignedIn,
) -> Result<Response> {
    if !is_for(&reader.caller) {
        return Ok(refuse(&reader));
    }
    let found = Found::of(&state.store)?;
    let status = Status::of(&state, &found)?;
    let notice = match found.registry_is_open {
        true => String::new(),
        false => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(REFUSED)),
    };
    let body = format!(
        r#"<h1>{TITLE}</h1>
{notice}
<section class="card"><h2>Installation checklist</h2>
<ol class="steps">{steps}</ol>
{form}
</section>
<section class="card"><h2>Connection status</h2>{status}{connections}</section>"#,
        steps = steps(&found, &status),
        form = form(&found, &reader),
        status = connection(&status),
        connections = connections::list(&state.store)?,
    );
    Ok(page(Page::new(TITLE, &body).read_by(&reader)))
}

/// Keeps the names that the checklist looks for.
pub(in crate::pages) async fn save(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    if !is_for(&reader.caller) {
        return Ok(refuse(&reader));
    }
    let given = Params::of(&body);
    if given.get("sysparm_ck") == reader.token {
        for (name, field) in [(ENTITY, "entity"), (USER, "user")] {
            set(&state, &reader, name, given.get(field).trim())?;
        }
    }
    Ok(lead_to(PATH))
}

fn refuse(reader: &SignedIn) -> Response {
    let why = "Your roles do not let you see this application.";
    message(StatusCode::FORBIDDEN, TITLE, why, Some(reader))
}

fn set(state: &AppState, reader: &SignedIn, name: &str, value: &str) -> Result<()> {
    let (store, by) = (&state.store, &reader.caller.user_name);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let found = store.find("sys_properties", &[("name", name)])?;
    match found.first() {
        Some(row) => {
            let change = Row::from([pair("value", value)]);
            store.update("sys_properties", text(row, "sys_id"), change, by)?;
        }
        None => {
            let row = Row::from([pair("name", name), pair("value", value)]);
            store.insert("sys_properties", row, by)?;
        }
    }
    Ok(())
}

fn steps(found: &Found, status: &Status) -> String {
    let step = |is_done: bool, title: &str, text: String| {
        let (mark, class) = match is_done {
            true => ("Done", "tag state open"),
            false => ("To do", "tag late"),
        };
        format!(
            r#"<li><strong>{title}</strong> <span class="{class}">{mark}</span><p>{text}</p></li>"#
        )
    };
    let portal = found.entity.as_ref().map_or("", |row| {
        text(row, "redirect_url")
            .split(',')
            .next()
            .unwrap_or_default()
            .trim()
    });
    // Only the portal can begin a sign-in, and only an address of the web is
    // led to.
    let portal = match portal.starts_with("https://") || portal.starts_with("http://") {
        true => format!(
            r#" <a href="{}" rel="noopener noreferrer">Authorize in the portal</a>"#,
            escape(portal)
        ),
        false => String::new(),
    };
    [
        step(
            found.entity.is_some(),
            "OAuth entity",
            format!(
                r#"Menu: <a href="/oauth_entity_list.do">System OAuth &gt; Application Registry</a>. Name looked for: {}"#,
                name(&found.entity_name)
            ),
        ),
        step(
            found.user.is_some(),
            "Integration user",
            format!(
                r#"Menu: <a href="/sys_user_list.do">User Administration &gt; Users</a>. User ID looked for: {}. The user must be active and have a role that writes tickets."#,
                name(&found.user_name)
            ),
        ),
        step(
            !status.until.is_empty(),
            "Authorize",
            format!(
                "Sign in as the integration user, never as yourself. If somebody else is signed in, \
                 use \u{201c}Not you?\u{201d}, then press Allow.{portal}"
            ),
        ),
    ]
    .concat()
}

fn name(given: &str) -> String {
    match given {
        "" => "none given".to_owned(),
        given => format!("<strong>{}</strong>", escape(given)),
    }
}

fn form(found: &Found, reader: &SignedIn) -> String {
    format!(
        r#"<form class="edit" method="post" action="{PATH}"><input type="hidden" name="sysparm_ck" value="{token}">
<label for="entity">OAuth entity</label><input id="entity" name="entity" value="{entity}">
<label for="user">Integration user</label><input id="user" name="user" value="{user}">
<button class="primary" type="submit">Save</button></form>"#,
        token = reader.token,
        entity = escape(&found.entity_name),
        user = escape(&found.user_name),
    )
}

fn connection(status: &Status) -> String {
    let state = match status.until.as_str() {
        "" => r#"<p><span class="tag late">Not connected</span></p>"#.to_owned(),
        until => format!(
            r#"<p><span class="tag state open">Connected</span> <span class="muted">until {} UTC unless renewed</span></p>"#,
            escape(until)
        ),
    };
    let newest = match &status.newest {
        Some((number, name, address)) => format!(
            r#"<p>Newest ticket: <a href="{}">{}</a> {}</p>"#,
            escape(address),
            escape(number),
            escape(name)
        ),
        None => String::new(),
    };
    state + &newest
}
