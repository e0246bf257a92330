//! The Table and Aggregate APIs in XML: bodies that come in are made JSON,
//! answers that go out are made XML of it.

use std::fmt::Write;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::ApiError;
use super::error::MAX_BODY;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const XML: HeaderValue = HeaderValue::from_static("application/xml;charset=UTF-8");

/// Translates for callers who want XML or send it.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let wants = wants_xml(request.headers());
    let answer = match made_json(request, wants).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    match wants {
        true => made_xml(answer).await,
        false => answer,
    }
}

/// Whether the first type that can be served is XML.
fn wants_xml(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok());
    let mut kinds = accept.unwrap_or_default().split(',').map(|range| {
        let kind = range.split(';').next().unwrap_or_default();
        kind.trim().to_ascii_lowercase()
    });
    kinds
        .find_map(|kind| match kind.as_str() {
            "application/xml" | "text/xml" => Some(true),
            "application/json" | "application/*" | "*/*" => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

async fn made_json(mut request: Request, wants: bool) -> Result<Request, ApiError> {
    if wants {
        request.headers_mut().insert(header::ACCEPT, JSON);
    }
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let media = kind.split(';').next().unwrap_or_default().trim();
    if !matches!(media, "application/xml" | "text/xml") {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, MAX_BODY)
        .await
        .map_err(|_| ApiError::LargeBody {
            length: MAX_BODY as u64 + 1,
            max: MAX_BODY,
        })?;
    let json = match bytes.is_empty() {
        true => Bytes::new(),
        false => {
            let text = std::str::from_utf8(&bytes).map_err(|_| ApiError::BadBody)?;
            let read = read(text).ok_or(ApiError::BadBody)?;
            Bytes::from(Value::Object(read).to_string())
        }
    };
    parts.headers.insert(header::CONTENT_TYPE, JSON);
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Request::from_parts(parts, Body::from(json)))
}

async fn made_xml(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let Ok(value) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let mut xml = r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned();
    write(&mut xml, "response", &value);
    parts.headers.insert(header::CONTENT_TYPE, XML);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(xml))
}

/// A list is its element once for each.
fn write(xml: &mut String, name: &str, value: &Value) {
    // Writing to a text does not fail.
    let _ = match value {
        Value::Array(values) => {
            for value in values {
                write(xml, name, value);
            }
            Ok(())
        }
        Value::Object(members) => {
            let _ = write!(xml, "<{name}>");
            for (name, value) in members {
                write(xml, name, value);
            }
            write!(xml, "</{name}>")
        }
        Value::Null => write!(xml, "<{name}/>"),
        Value::String(text) => write!(xml, "<{name}>{}</{name}>", escaped(text)),
        other => write!(xml, "<{name}>{other}</{name}>"),
    };
}

/// What XML cannot hold at all is left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// `<request><entry><state>1</state></entry></request>`: what the columns are
/// set to. Anything but elements with texts in them is not understood.
fn read(text: &str) -> Option<Map<String, Value>> {
    let mut rest = text.trim_start_matches('\u{feff}').trim();
    if let Some(declared) = rest.strip_prefix("<?xml") {
        rest = declared.split_once("?>")?.1.trim_start();
    }
    rest = rest.strip_prefix("<request>")?.trim_start();
    rest = rest.strip_prefix("<entry>")?.trim_start();
    let mut columns = Map::new();
    loop {
        if let Some(end) = rest.strip_prefix("</entry>") {
            return (end.trim() == "</request>").then_some(columns);
        }
        let (name, behind) = rest.strip_prefix('<')?.split_once('>')?;
        let (value, behind) = match name.strip_suffix('/') {
            Some(_) => (String::new(), behind),
            None => {
                let (value, behind) = behind.split_once("</")?;
                let behind = behind.strip_prefix(name)?.strip_prefix('>')?;
                (unescaped(value)?, behind)
            }
        };
        let name = name.trim_end_matches('/').trim();
        if name.is_empty() || name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
            return None;
        }
        columns.insert(name.to_owned(), Value::String(value));
        rest = behind.trim_start();
    }
}

fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('&');
    let mut read = parts.next()?.to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';')?;
        let number = match entity.strip_prefix("#x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => entity
                .strip_prefix('#')
                .and_then(|digits| digits.parse().ok()),
        };
        read.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => char::from_u32(number?)?,
        });
        read.push_str(rest);
    }
    // A tag where a text is to be is more than is understood here.
    (!text.contains('<')).then_some(read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<Value>) {
        assert_eq!(read(text).map(Value::Object), expect, "{text}");
    }

    #[test]
    fn entries_are_read() {
        check(
            "<?xml version=\"1.0\"?>\n<request>\n <entry>\n  <state>1</state> <a/>\n </entry>\n</request>\n",
            Some(json!({ "state": "1", "a": "" })),
        );
        check(
            "<request><entry><a>R&amp;D &lt;&#228;&#xe4;&quot;</a></entry></request>",
            Some(json!({ "a": "R&D <\u{e4}\u{e4}\"" })),
        );
        for text in [
            "",
            "<request/>",
            "<!DOCTYPE x><request><entry></entry></request>",
            "<request><entry><a>1</b></entry></request>",
            "<request><entry><a><b>1</b></a></entry></request>",
            "<request><entry><a>&nbsp;</a></entry></request>",
            "<request><entry><a b=\"c\">1</a></entry></request>",
            "<request><entry></entry></request>x",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[^\\x00-\\x1f\\u{fffe}\\u{ffff}]{0,20}") {
            let mut xml = String::new();
            write(&mut xml, "request", &json!({ "entry": { "a": text } }));
            prop_assert_eq!(read(&xml).map(|read| read["a"].clone()), Some(json!(text)));
        }

        #[test]
        fn no_text_breaks_it(text in "(<request>|<entry>|<a>|</a>|&|;|<|/|>|</entry></request>|\\PC){0,12}") {
            read(&text);
        }
    }
}
