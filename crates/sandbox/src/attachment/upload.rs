//! `multipart/form-data`: the record's table and `sys_id`, then the file.

use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;

use super::put::{File, Target, attach, bytes};
use crate::auth::Caller;
use crate::state::AppState;
use crate::table_api::ApiError;

pub(super) async fn upload(
    caller: Caller,
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = match kind.split_once(';') {
        Some((media, rest)) if media.trim().eq_ignore_ascii_case("multipart/form-data") => {
            parameter(rest, "boundary").ok_or(ApiError::BadBody)?
        }
        _ => return Err(ApiError::NoSuchType(kind.to_owned())),
    };
    let body = bytes(&parts.headers, body).await?;
    let (mut table, mut sys_id, mut file) = (String::new(), String::new(), None);
    for part in parts_of(&body, &boundary) {
        let text = || String::from_utf8_lossy(part.content).into_owned();
        match (&part.file_name, part.name.as_str()) {
            (Some(name), _) => {
                file = Some(File {
                    name: name.clone(),
                    kind: part.kind.clone(),
                    content: part.content.to_vec(),
                });
                // It has to be the last part: what follows is not read.
                break;
            }
            (None, "table_name") => table = text(),
            (None, "table_sys_id") => sys_id = text(),
            _ => {}
        }
    }
    let target = Target {
        table: table.trim(),
        sys_id: sys_id.trim(),
    };
    attach(
        &state,
        &caller,
        &parts.headers,
        target,
        file.ok_or(ApiError::BadBody)?,
    )
}

struct Part<'a> {
    name: String,
    file_name: Option<String>,
    kind: String,
    content: &'a [u8],
}

/// The parts in their order; what is none is left out.
fn parts_of<'a>(body: &'a [u8], boundary: &str) -> Vec<Part<'a>> {
    let mark = format!("--{boundary}");
    let pieces = split(body, mark.as_bytes());
    // What stands before the first mark is for people.
    pieces.into_iter().skip(1).filter_map(part).collect()
}

fn part(piece: &[u8]) -> Option<Part<'_>> {
    // The last mark has two more dashes behind it.
    let piece = piece.strip_prefix(b"\r\n")?;
    let end = find(piece, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(piece.get(..end)?).into_owned();
    let content = piece.get(end + 4..)?;
    let content = content.strip_suffix(b"\r\n").unwrap_or(content);
    let line = |name: &str| {
        head.lines().find_map(|line| {
            let (has, value) = line.split_once(':')?;
            let is = has.trim().eq_ignore_ascii_case(name);
            is.then(|| value.trim().to_owned())
        })
    };
    let disposition = line("content-disposition")?;
    Some(Part {
        name: parameter(&disposition, "name").unwrap_or_default(),
        file_name: parameter(&disposition, "filename"),
        kind: line("content-type").unwrap_or_default(),
        content,
    })
}

/// `name="value"` in a header.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').find_map(|pair| {
        let (has, value) = pair.split_once('=')?;
        let is = has.trim().eq_ignore_ascii_case(name);
        is.then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn split<'a>(body: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let (mut pieces, mut rest) = (Vec::new(), body);
    while let Some(at) = find(rest, mark) {
        pieces.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + mark.len()..).unwrap_or_default();
    }
    pieces.push(rest);
    pieces
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    match part.is_empty() {
        true => None,
        false => text.windows(part.len()).position(|window| window == part),
    }
}
