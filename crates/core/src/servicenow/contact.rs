//! What the instance's answers say of the connection itself.

use crate::date::Timestamp;
use crate::ports::Response;

/// The last time that the instance has answered, and what it said of the number of calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// When a request last succeeded.
    pub at: Option<Timestamp>,
    /// `X-RateLimit-Limit`: how many calls an hour a rule lets through, where one counts this
    /// user's and CORS shows the header. ServiceNow does not say how many are left.
    pub limit: Option<String>,
    /// `X-RateLimit-Reset`: when it counts anew, in seconds since 1970.
    pub reset: Option<String>,
}

impl Contact {
    pub(super) fn note(&mut self, response: &Response, now: Timestamp) {
        if response.status < 400 {
            self.at = Some(now);
        }
        let header = |name| response.header(name).map(str::to_owned);
        if let Some(limit) = header("x-ratelimit-limit") {
            self.limit = Some(limit);
            self.reset = header("x-ratelimit-reset");
        }
    }

    /// Calls an hour, and when they are counted anew, as far as the instance told both.
    #[must_use]
    pub fn calls(&self) -> Option<(u64, Timestamp)> {
        let limit = self.limit.as_ref()?.trim().parse().ok()?;
        let reset: i64 = self.reset.as_ref()?.trim().parse().ok()?;
        Some((limit, Timestamp(reset.checked_mul(1000)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)]) -> Response {
        let headers = headers.iter();
        Response {
            status,
            headers: headers
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: String::new(),
        }
    }

    #[test]
    fn the_last_success_is_known_and_what_is_said_of_the_calls() {
        let mut contact = Contact::default();
        contact.note(&answer(200, &[]), Timestamp(1));
        assert_eq!((contact.at, contact.calls()), (Some(Timestamp(1)), None));
        let told = [("x-ratelimit-limit", "100"), ("x-ratelimit-reset", "1800")];
        contact.note(&answer(429, &told), Timestamp(2));
        assert_eq!(contact.at, Some(Timestamp(1)), "a refusal is no success");
        assert_eq!(contact.calls(), Some((100, Timestamp(1_800_000))));
        // Another API may be counted by no rule.
        contact.note(&answer(200, &[]), Timestamp(3));
        assert_eq!(contact.calls(), Some((100, Timestamp(1_800_000))));
        let strange = [("x-ratelimit-limit", "many"), ("x-ratelimit-reset", "x")];
        contact.note(&answer(200, &strange), Timestamp(4));
        assert_eq!(contact.calls(), None);
    }
}
