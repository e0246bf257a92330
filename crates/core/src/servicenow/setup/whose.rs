//! Whose answer it is: the instance's, or that of something on the way to it.

use super::{Observed, Seen};
use crate::json;
use crate::text::has;

/// Whether it has the shape of an answer of ServiceNow's REST APIs: a result, or an error that is
/// an object with a message.
pub(super) fn is_api(seen: &Seen) -> bool {
    let Seen::Read(_, body) = seen else {
        return false;
    };
    json::parse(body).is_ok_and(|answer| {
        let error = answer.get("error");
        let explained = error.is_some_and(|error| error.text("message").is_some());
        explained || answer.get("result").is_some()
    })
}

/// The error in an answer of a token endpoint (RFC 6749, 5.2): a word of small letters. A server
/// that does not know the path says 404 or 405, which no token endpoint does.
pub(super) fn token_error(seen: &Seen) -> Option<String> {
    let Seen::Read(status, body) = seen else {
        return None;
    };
    if is_missing(*status) {
        return None;
    }
    let answer = json::parse(body).ok()?;
    let error = answer.text("error")?;
    let is_code = error.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_code.then(|| error.to_owned())
}

/// A page instead of data, with those words on it.
pub(super) fn is_page(seen: &Seen, words: &str) -> bool {
    matches!(seen, Seen::Read(_, body) if json::parse(body).is_err() && has(body, words))
}

/// Everything that was asked for. Who is not known is refused with a 401, never with a 403.
pub(super) fn all(seen: &Observed) -> impl Iterator<Item = &Seen> {
    std::iter::once(&seen.token).chain(&seen.rest)
}

/// Whether ServiceNow has said anything at all.
pub(super) fn is_servicenow(seen: &Observed) -> bool {
    token_error(&seen.token).is_some() || seen.rest.iter().any(is_api)
}

/// Whether requests that were to go through a proxy are answered by the portal's own server: as it
/// answers at an address that nobody has, or that there is nothing at that path.
pub(super) fn is_portals_own(seen: &Observed) -> bool {
    if seen.through.is_none() || is_servicenow(seen) {
        return false;
    }
    let missing = |seen: &Seen| matches!(seen, Seen::Read(status, _) if is_missing(*status));
    let first = seen.rest.first();
    let alike = match (&seen.beside, first) {
        (Some(Seen::Read(at, page)), Some(Seen::Read(status, body))) => {
            at == status && (*at != 200 || page == body)
        }
        // It leads both to a sign-in of the portal's own.
        (Some(Seen::Hidden), Some(Seen::Hidden)) => true,
        _ => false,
    };
    alike || all(seen).any(missing)
}

fn is_missing(status: u16) -> bool {
    matches!(status, 404 | 405)
}
