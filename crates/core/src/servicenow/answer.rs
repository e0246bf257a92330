//! What an answer means.

use crate::date::Timestamp;
use crate::error::{Kind, Result, sentence};
use crate::json::{self, Value};
use crate::ports::Response;
use crate::text::{has, number};

/// A successful answer.
pub(super) struct Answer {
    /// The body.
    pub(super) json: Value,
    /// `X-Total-Count`, where CORS shows it.
    pub(super) total: Option<u64>,
}

/// Reads an answer of a REST API. `now` is for a `Retry-After` that holds a date.
pub(super) fn read(response: &Response, host: &str, now: Timestamp) -> Result<Answer> {
    let status = response.status;
    let json = json::parse(&response.body).ok();
    // A hibernating developer instance says 200 to everything, in HTML. A ticket may say the same
    // words in JSON.
    if json.is_none()
        && (has(&response.body, "nstance is hibernating")
            || has(&response.body, "Instance Hibernating page"))
    {
        return Err(Kind::Hibernating {
            host: host.to_owned(),
        }
        .into());
    }
    let reason = json.as_ref().and_then(refusal);
    let failure = match (status, json) {
        (200..=299, Some(json)) if reason.is_none() => {
            let total = response
                .header("x-total-count")
                .and_then(|count| number(count.trim()));
            return Ok(Answer { json, total });
        }
        (401, _) => Kind::SignedOut,
        (429, _) => Kind::RateLimited {
            retry_after: response
                .header("retry-after")
                .and_then(|wait| seconds_to_wait(wait, now)),
        },
        (500..=599, _) => Kind::ServerFailed { status },
        (_, None) => Kind::NotJson { status },
        (403, _) => Kind::Forbidden {
            reason: reason.unwrap_or_default(),
        },
        (404, _) => Kind::NotFound,
        _ => Kind::Refused {
            status,
            reason: reason.unwrap_or_default(),
        },
    };
    Err(failure.into())
}

/// Whether records were left out of a list because the user may not read them: rights do not
/// change how many there are said to be. `total` is without those before the page.
pub(super) fn hides(shown: usize, total: Option<u64>, limit: usize) -> bool {
    let there = total.unwrap_or(0).min(limit as u64);
    (shown as u64) < there
}

/// ServiceNow's words for a refusal. A transaction that was cancelled half-way carries them
/// under the status 200.
fn refusal(json: &Value) -> Option<String> {
    let error = json.get("error")?;
    let part = |name| error.text(name).unwrap_or_default().trim();
    let words = match (part("message"), part("detail")) {
        ("", "") => error.as_str().unwrap_or_default().to_owned(),
        (message, "") => message.to_owned(),
        ("", detail) => detail.to_owned(),
        (message, detail) => [message, ": ", detail].concat(),
    };
    Some(sentence(&words))
}

/// `Retry-After` holds seconds or a date.
fn seconds_to_wait(header: &str, now: Timestamp) -> Option<u32> {
    let header = header.trim();
    if let Some(seconds) = number(header) {
        return seconds.try_into().ok();
    }
    let until = Timestamp::parse_http_date(header)?;
    u32::try_from((until.0 - now.0).max(0) / 1000).ok()
}
