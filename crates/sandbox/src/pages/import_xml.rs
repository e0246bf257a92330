//! Import XML: a file of unloaded records, by way of any list.

use axum::{
    extract::{Multipart, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use tokio::task::spawn_blocking;

use super::{Page, escape, message, page};
use crate::{
    params::{Params, encode},
    session::{SignedIn, own_path},
    state::AppState,
    store::Result,
    unload::{Report, import},
};

/// The page with the form.
pub(super) const FORM: &str = "/upload.do";
/// Where the form leads.
pub(super) const TARGET: &str = "/sys_upload.do";

const TITLE: &str = "Import XML";

/// Whether the page is for somebody with these roles.
pub(super) fn is_for(reader: &SignedIn) -> bool {
    reader.caller.has_role("admin")
}

/// What a list's header leads to.
pub(super) fn link(table: &str) -> String {
    let back = format!("{table}_list.do");
    let query = encode([("sysparm_referring_url", &*back), ("sysparm_target", table)]);
    format!(r#"<a href="{FORM}?{}">{TITLE}</a>"#, escape(&query))
}

/// Draws the form.
pub(super) async fn form(RawQuery(query): RawQuery, reader: SignedIn) -> Response {
    if !is_for(&reader) {
        return denied(&reader);
    }
    let asked = Params::of(&query.unwrap_or_default());
    let (back, target) = (
        asked.get("sysparm_referring_url"),
        asked.get("sysparm_target"),
    );
    draw(&reader, back, target, "")
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    token: String,
    back: String,
    target: String,
    file: Vec<u8>,
}

/// Takes the file.
pub(super) async fn upload(
    State(state): State<AppState>,
    reader: SignedIn,
    form: Multipart,
) -> Result<Response> {
    if !is_for(&reader) {
        return Ok(denied(&reader));
    }
    let sent = match read(form).await {
        Ok(sent) => sent,
        Err(refused) => return Ok(refused),
    };
    let again = |why: &str| draw(&reader, &sent.back, &sent.target, why);
    if sent.token != reader.token {
        return Ok(again(
            "This page has been open for too long. Please try again.",
        ));
    }
    if sent.file.is_empty() {
        return Ok(again("Choose a file first."));
    }
    let (file, by) = (sent.file, reader.caller.user_name.clone());
    // A large file takes its time, in which others are served.
    let taken = spawn_blocking(move || import(&state.store, &file, &by)).await;
    let Ok(taken) = taken else {
        return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    Ok(match taken? {
        Ok(report) => done(&reader, &sent.back, &report),
        Err(broken) => {
            let why = format!("Nothing was imported. {broken}");
            draw(&reader, &sent.back, &sent.target, &why)
        }
    })
}

async fn read(mut form: Multipart) -> std::result::Result<Sent, Response> {
    let mut sent = Sent::default();
    while let Some(part) = form
        .next_field()
        .await
        .map_err(IntoResponse::into_response)?
    {
        let name = part.name().unwrap_or_default().to_owned();
        let content = part.bytes().await.map_err(IntoResponse::into_response)?;
        let text = || String::from_utf8_lossy(&content).into_owned();
        match &*name {
            "sysparm_ck" => sent.token = text(),
            "sysparm_referring_url" => sent.back = text(),
            "sysparm_target" => sent.target = text(),
            "attachFile" => sent.file = content.to_vec(),
            _ => {}
        }
    }
    Ok(sent)
}

fn denied(reader: &SignedIn) -> Response {
    let why = "Your roles do not let you import records.";
    message(StatusCode::FORBIDDEN, TITLE, why, Some(reader))
}

fn draw(reader: &SignedIn, back: &str, target: &str, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    };
    let body = format!(
        r#"<div class="card narrow"><h1>{TITLE}</h1>
{notice}<form class="edit" method="post" action="{TARGET}" enctype="multipart/form-data">
<input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sysparm_referring_url" value="{back}"><input type="hidden" name="sysparm_target" value="{target}">
<label for="attachFile">Choose file to upload</label><input id="attachFile" name="attachFile" type="file" accept=".xml" required>
<button class="primary" type="submit">Upload</button>
</form></div>"#,
        token = reader.token,
        back = escape(back),
        target = escape(target),
    );
    page(Page::new(TITLE, &body).read_by(reader))
}

fn done(reader: &SignedIn, back: &str, report: &Report) -> Response {
    let loaded = report.loaded;
    let notes: String = report
        .notes
        .iter()
        .map(|note| format!("<li>{}</li>", escape(note)))
        .collect();
    let notes = match notes.is_empty() {
        true => notes,
        false => format!("<h2>Left out</h2><ul>{notes}</ul>"),
    };
    let back = own_path(back);
    let body = format!(
        r#"<div class="card narrow"><h1>{TITLE}</h1>
<dl><dt>Inserted</dt><dd>{inserted}</dd><dt>Updated</dt><dd>{updated}</dd><dt>Deleted</dt><dd>{deleted}</dd></dl>
{notes}<p class="muted">Business rules did not run, and the cache was not flushed: properties count after <a href="{cache}">cache.do</a>.</p>
<p><a href="{back}">Back</a></p></div>"#,
        inserted = loaded.inserted,
        updated = loaded.updated,
        deleted = loaded.deleted,
        cache = super::cache::PATH,
        back = escape(&back.unwrap_or_else(|| "/".to_owned())),
    );
    page(Page::new(TITLE, &body).read_by(reader))
}
