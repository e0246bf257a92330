//! What an answer of Graph means.

use super::fault::Fault;
use crate::date::Timestamp;
use crate::error::sentence;
use crate::json::{self, Value};
use crate::ports::Response;
use crate::text::{integer, number};

/// A page of a list.
pub(super) struct Page {
    /// Its entries.
    pub(super) entries: Vec<Value>,
    /// Where the next one is.
    pub(super) next: Option<String>,
}

/// What is to be done after a refusal.
pub(super) enum Otherwise {
    /// To ask again after so many seconds, if Graph said how many.
    Again(Option<u32>, Fault),
    /// The token was refused.
    NewToken(Fault),
    /// To give up.
    Stop(Fault),
}

/// Reads an answer. `now` is for a `Retry-After` that holds a date.
pub(super) fn read(response: &Response, now: Timestamp) -> Result<Value, Otherwise> {
    let status = response.status;
    let body = json::parse(&response.body).ok();
    let reason = || reason(response, body.as_ref());
    let wait = || {
        let header = response.header("retry-after")?.trim();
        number(header)
            .and_then(|seconds| seconds.try_into().ok())
            .or_else(|| {
                let until = Timestamp::parse_http_date(header)?;
                u32::try_from((until.0 - now.0).max(0) / 1000).ok()
            })
    };
    Err(match status {
        // What has no body is answered as well: a change may have none.
        200..=299 => return Ok(body.unwrap_or(Value::Null)),
        401 => Otherwise::NewToken(Fault::TokenRefused { reason: reason() }),
        403 => Otherwise::Stop(Fault::Forbidden { reason: reason() }),
        429 => Otherwise::Again(
            wait(),
            Fault::Throttled {
                seconds: wait().unwrap_or(60),
            },
        ),
        500.. => Otherwise::Again(wait(), Fault::Failed { reason: reason() }),
        _ => Otherwise::Stop(Fault::Refused { reason: reason() }),
    })
}

/// A page of a list.
pub(super) fn page(body: Value) -> Result<Page, Fault> {
    let next = body.text("@odata.nextLink").map(str::to_owned);
    let shape = |path: &str| Fault::Shape { path: path.into() };
    let Value::Object(members) = body else {
        return Err(shape("$"));
    };
    let value = members.into_iter().find(|(name, _)| name == "value");
    match value {
        Some((_, Value::Array(entries))) => Ok(Page { entries, next }),
        _ => Err(shape("value")),
    }
}

/// `HTTP 403 Authorization_RequestDenied: Insufficient privileges (request-id 5c2f…)`: what an
/// administrator, or Microsoft's support, can begin with.
fn reason(response: &Response, body: Option<&Value>) -> String {
    let error = body.and_then(|body| body.get("error"));
    let part = |name| error.and_then(|error| error.text(name)).unwrap_or_default();
    let inner = error.and_then(|error| error.get("innerError").or(error.get("innererror")));
    let id = inner.and_then(|inner| inner.text("request-id"));
    let id = id.or_else(|| response.header("request-id"));
    let mut words = ["HTTP ", &integer(response.status)].concat();
    for (before, part) in [(" ", part("code")), (": ", part("message"))] {
        if !part.is_empty() {
            words.push_str(before);
            words.push_str(part);
        }
    }
    let mut words = sentence(&words);
    if let Some(id) = id {
        words.push_str(&[" (request-id ", &sentence(id), ")"].concat());
    }
    words
}
