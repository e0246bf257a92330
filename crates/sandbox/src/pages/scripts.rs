//! Scripts - Background: a script that an administrator runs at once.

use std::{fmt::Write, thread, time::Instant};

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use tokio::{sync::oneshot, time::timeout};

use super::{Page, escape, message, page};
use crate::{
    auth::Caller,
    params::Params,
    records::is_true,
    script::{self, Failure, Limits, Outcome},
    session::SignedIn,
    state::AppState,
    store::{Result, Store},
};

/// The page's address, and that of newer releases.
pub(super) const PATH: &str = "/sys.scripts.do";
pub(super) const MODERN: &str = "/sys.scripts.modern.do";
/// Where ServiceNow has it below "All".
pub(super) const MENU: &str = "System Definition > Scripts - Background";

const TITLE: &str = "Scripts - Background";
/// The one scope that there is.
const SCOPE: &str = "global";
/// The property that names the role, instead of `admin`.
const ROLE: &str = "glide.script_processor.admin";

/// Whether the user may run scripts. An administrator has every role but
/// those that are taken on for a while: such a one has to be their own.
pub(super) fn is_for(store: &Store, caller: &Caller) -> Result<bool> {
    let named = store.property(ROLE)?;
    let role = match named.trim() {
        "" => "admin",
        role => role,
    };
    let rows = store.find("sys_user_role", &[("name", role)])?;
    let is_elevated = rows.iter().any(|row| is_true(row, "elevated_privilege"));
    Ok(match is_elevated || role == "security_admin" {
        true => caller.roles.iter().any(|has| has == role),
        false => caller.has_role(role),
    })
}

/// Draws the form.
pub(super) async fn form(State(state): State<AppState>, reader: SignedIn) -> Result<Response> {
    match is_for(&state.store, &reader.caller)? {
        true => Ok(draw(&reader, "", "")),
        false => Ok(denied(&reader)),
    }
}

/// Runs the script, and answers with what it printed.
pub(super) async fn run(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    if !is_for(&state.store, &reader.caller)? {
        return Ok(denied(&reader));
    }
    let given = Params::of(&body);
    let source = given.get("script").replace("\r\n", "\n");
    if given.get("sysparm_ck") != reader.token {
        let why = "This page has been open for too long. Please try again.";
        return Ok(draw(&reader, &source, why));
    }
    if !matches!(given.get("sys_scope"), "" | SCOPE) {
        return Ok(draw(&reader, &source, "There is no such scope."));
    }
    run_for(state, reader, source).await
}

/// Runs a script on behalf of who asks for it, if they may.
pub(super) async fn run_for(state: AppState, reader: SignedIn, source: String) -> Result<Response> {
    if !is_for(&state.store, &reader.caller)? {
        return Ok(denied(&reader));
    }
    let began = Instant::now();
    let (limits, ran) = (Limits::BACKGROUND, source.clone());
    let (done, outcome) = oneshot::channel();
    // A thread of its own, which the instance does not wait for at its end.
    let script = thread::Builder::new().name("script".to_owned());
    let begun = script.spawn(move || {
        // Nobody may be waiting any more.
        let _ = done.send(script::run(&state, &reader.caller, &ran, limits));
    });
    // The engine looks at the time by itself; should it be too busy even for
    // that, nobody has to wait for it.
    let outcome = match (begun, timeout(limits.time * 2, outcome).await) {
        (Ok(_), Ok(Ok(outcome))) => outcome,
        (Ok(_), Err(_)) => Outcome {
            failure: Some(Failure::Time),
            ..Outcome::default()
        },
        _ => return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    };
    Ok(told(&source, &outcome, began))
}

fn denied(reader: &SignedIn) -> Response {
    let why = "Your roles do not let you run scripts.";
    message(StatusCode::FORBIDDEN, TITLE, why, Some(reader))
}

fn draw(reader: &SignedIn, source: &str, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    };
    let body = format!(
        r#"<p class="muted">{menu}</p><h1>{TITLE}</h1>
<section class="card">{notice}<form class="edit" method="post" action="{PATH}">
<input type="hidden" name="sysparm_ck" value="{token}">
<label for="script">Run script (JavaScript executed on server)</label><textarea id="script" name="script" rows="20" spellcheck="false">{source}</textarea>
<label for="sys_scope">in scope</label><select id="sys_scope" name="sys_scope"><option value="{SCOPE}">{SCOPE}</option></select>
<button class="primary" type="submit" name="runscript" value="Run script">Run script</button>
</form></section>"#,
        menu = escape(MENU),
        token = reader.token,
        source = escape(source),
    );
    page(Page::new(TITLE, &body).read_by(reader))
}

/// In the form that programs which run scripts by this page look for.
fn told(source: &str, outcome: &Outcome, began: Instant) -> Response {
    let mut lines = String::new();
    // Writing to a text does not fail.
    if let Some(failure) = &outcome.failure {
        let _ = write!(lines, "{}", failed(failure, source));
    }
    for line in &outcome.printed {
        let _ = write!(lines, "*** Script: {}<BR/>", escape(line));
    }
    let spent = began.elapsed();
    let (minutes, seconds) = (spent.as_secs() / 60, spent.as_secs() % 60);
    let html = format!(
        "[0:{minutes:02}:{seconds:02}.{:03}] <HTML><BODY>Script completed in scope {SCOPE}: script<HR/><PRE>{lines}</PRE><HR/></BODY></HTML>",
        spent.subsec_millis(),
    );
    let mut answer = Html(html).into_response();
    let headers = answer.headers_mut();
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

fn failed(failure: &Failure, source: &str) -> String {
    let (kind, what, line) = match failure {
        Failure::Syntax { what, line } => ("compilation", what, line),
        Failure::Thrown { what, line } => ("execution", what, line),
        Failure::Time => {
            return "Transaction cancelled: maximum execution time exceeded<BR/>".to_owned();
        }
    };
    let what = escape(what);
    format!(
        "Script {kind} error: Script Identifier: null.null.script, \
         Error Description: {what} (null.null.script; line {line}), Script ES Level: 0, \
         Interpreted Mode: true<BR/>Javascript compiler exception: {what} \
         (null.null.script; line {line}) in:\n{source}\n<BR/>",
        source = escape(source),
    )
}
