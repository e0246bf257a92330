//! A failure to cause.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

use super::pattern::Pattern;

/// What goes wrong, with which requests, how often.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) pattern: Pattern,
    pub(super) kind: Kind,
    pub(super) times: u64,
    /// Of so many requests that fit, the last one goes wrong.
    pub(super) every: u64,
    /// How many have fitted since one went wrong.
    pub(super) spared: u64,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Another answer than the request's own.
    Status(Answer),
    /// The answer takes its time.
    Latency(Duration),
    /// The connection ends before anything is done.
    DropBefore,
    /// The request is carried out, then the connection ends.
    DropAfterCommit,
    /// The answer breaks off in the middle of its body.
    Truncate,
    /// The answer is complete, and no JSON though it says so.
    Malformed,
    /// A page where data is expected.
    Html,
    /// The page of an instance that sleeps, whatever is asked.
    Hibernating,
    /// The page of an instance that is offline, whatever is asked.
    Offline,
    /// The answer without its CORS headers.
    NoCors,
    /// Too many requests; the value is that of `Retry-After`.
    RateLimit(String),
    /// Every access token runs out first.
    ExpireTokens,
    /// The session is over: the identity provider at this address is to
    /// make another.
    RedirectToIdp(String),
    /// The network is not let in.
    IpBlocked,
}

/// An answer that a test has made up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Value>,
}

/// Where people sign in when their organisation does it for the instance.
const IDP: &str = "https://login.idp.example/saml2?SAMLRequest=fZBNa8MwDIb";

impl Fault {
    /// Reads what a test has sent, or says what is wrong with it.
    pub(super) fn read(sent: &Value) -> Result<Self, String> {
        let sent = sent.as_object().ok_or("an object was expected")?;
        let pattern = text(sent, "match")?.ok_or("match is missing")?;
        Ok(Self {
            pattern: Pattern::read(pattern)?,
            kind: kind(sent)?,
            times: number(sent, "times")?.unwrap_or(1),
            every: every(sent)?,
            spared: 0,
        })
    }

    /// Whether it goes wrong with a request that fits; it is used up by one.
    pub(super) fn strikes(&mut self) -> bool {
        if self.times == 0 {
            return false;
        }
        self.spared += 1;
        let strikes = self.spared >= self.every;
        if strikes {
            self.spared = 0;
            self.times -= 1;
        }
        strikes
    }
}

fn every(sent: &Map<String, Value>) -> Result<u64, String> {
    match number(sent, "every")? {
        Some(0) => Err("every must be at least 1".to_owned()),
        every => Ok(every.unwrap_or(1)),
    }
}

impl Kind {
    /// The name that tests call it by.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Latency(_) => "latency",
            Self::DropBefore => "drop_before",
            Self::DropAfterCommit => "drop_after_commit",
            Self::Truncate => "truncate",
            Self::Malformed => "malformed",
            Self::Html => "html",
            Self::Hibernating => "hibernating",
            Self::Offline => "offline",
            Self::NoCors => "no_cors",
            Self::RateLimit(_) => "rate_limit",
            Self::ExpireTokens => "expire_tokens",
            Self::RedirectToIdp(_) => "redirect_to_idp",
            Self::IpBlocked => "ip_blocked",
        }
    }
}

fn kind(sent: &Map<String, Value>) -> Result<Kind, String> {
    Ok(match text(sent, "kind")?.ok_or("kind is missing")? {
        "status" => Kind::Status(answer(sent)?),
        "latency" => {
            let wait = number(sent, "ms")?.ok_or("ms is missing")?;
            Kind::Latency(Duration::from_millis(wait))
        }
        "drop_before" => Kind::DropBefore,
        "drop_after_commit" => Kind::DropAfterCommit,
        "truncate" => Kind::Truncate,
        "malformed" => Kind::Malformed,
        "html" => Kind::Html,
        "hibernating" => Kind::Hibernating,
        "offline" => Kind::Offline,
        "no_cors" => Kind::NoCors,
        "rate_limit" => Kind::RateLimit(match sent.get("retry_after") {
            None => "2".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        }),
        "expire_tokens" => Kind::ExpireTokens,
        "redirect_to_idp" => {
            let to = text(sent, "location")?.unwrap_or(IDP);
            HeaderValue::from_str(to).map_err(|_| "location is no address")?;
            Kind::RedirectToIdp(to.to_owned())
        }
        "ip_blocked" => Kind::IpBlocked,
        other => return Err(format!("there is no kind {other}")),
    })
}

fn answer(sent: &Map<String, Value>) -> Result<Answer, String> {
    let code = number(sent, "status")?.ok_or("status is missing")?;
    // Those below 200 are no answers yet.
    let status = u16::try_from(code).ok().filter(|code| *code >= 200);
    let status = status.and_then(|code| StatusCode::from_u16(code).ok());
    Ok(Answer {
        status: status.ok_or_else(|| format!("{code} is no status"))?,
        headers: headers(sent)?,
        body: sent.get("body").cloned(),
    })
}

fn headers(sent: &Map<String, Value>) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let given = match sent.get("headers") {
        None => return Ok(headers),
        Some(Value::Object(given)) => given,
        Some(_) => return Err("headers must be an object".to_owned()),
    };
    for (name, value) in given {
        let value = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let is_framing = ["content-length", "transfer-encoding", "connection"]
            .iter()
            .any(|framing| name.eq_ignore_ascii_case(framing));
        let parsed = name.parse::<HeaderName>().ok();
        match (parsed, HeaderValue::from_str(&value)) {
            (Some(name), Ok(value)) if !is_framing => headers.append(name, value),
            _ => return Err(format!("{name} cannot be set")),
        };
    }
    Ok(headers)
}

fn text<'a>(sent: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, String> {
    match sent.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("{name} must be a text")),
    }
}

fn number(sent: &Map<String, Value>, name: &str) -> Result<Option<u64>, String> {
    match sent.get(name) {
        None => Ok(None),
        Some(value) => match value.as_u64() {
            Some(number) => Ok(Some(number)),
            None => Err(format!("{name} must be a whole number")),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(sent: Value, kind: Kind) {
        let fault = Fault::read(&sent).unwrap();
        assert_eq!(fault.kind, kind);
        assert_eq!(Some(kind.name()), sent["kind"].as_str());
    }

    #[test]
    fn every_kind_is_read() {
        let fault = |kind: &str| json!({"match": "*", "kind": kind});
        check(
            json!({"match": "*", "kind": "status", "status": 503}),
            Kind::Status(Answer {
                status: StatusCode::SERVICE_UNAVAILABLE,
                headers: HeaderMap::new(),
                body: None,
            }),
        );
        check(
            json!({
                "match": "*",
                "kind": "status",
                "status": 200,
                "headers": {"X-Total-Count": 0},
                "body": {"result": []},
            }),
            Kind::Status(Answer {
                status: StatusCode::OK,
                headers: HeaderMap::from_iter([(
                    HeaderName::from_static("x-total-count"),
                    HeaderValue::from_static("0"),
                )]),
                body: Some(json!({"result": []})),
            }),
        );
        check(
            json!({"match": "*", "kind": "latency", "ms": 600}),
            Kind::Latency(Duration::from_millis(600)),
        );
        check(
            json!({"match": "*", "kind": "rate_limit", "retry_after": 7}),
            Kind::RateLimit("7".into()),
        );
        check(fault("drop_before"), Kind::DropBefore);
        check(fault("drop_after_commit"), Kind::DropAfterCommit);
        check(fault("truncate"), Kind::Truncate);
        check(fault("malformed"), Kind::Malformed);
        check(fault("html"), Kind::Html);
        check(fault("hibernating"), Kind::Hibernating);
        check(fault("offline"), Kind::Offline);
        check(fault("no_cors"), Kind::NoCors);
        check(fault("expire_tokens"), Kind::ExpireTokens);
        check(
            fault("redirect_to_idp"),
            Kind::RedirectToIdp(IDP.to_owned()),
        );
        check(
            json!({"match": "*", "kind": "redirect_to_idp", "location": "/login.do"}),
            Kind::RedirectToIdp("/login.do".to_owned()),
        );
        check(fault("ip_blocked"), Kind::IpBlocked);
    }

    #[test]
    fn a_fault_strikes_once_unless_told() {
        let times = |sent: Value| Fault::read(&sent).unwrap().times;
        assert_eq!(times(json!({"match": "*", "kind": "html"})), 1);
        assert_eq!(times(json!({"match": "*", "kind": "html", "times": 3})), 3);
    }

    #[test]
    fn a_fault_strikes_one_request_in_so_many() {
        let strikes = |sent: Value| {
            let mut fault = Fault::read(&sent).unwrap();
            (0..7).map(|_| fault.strikes()).collect::<Vec<_>>()
        };
        let third = json!({"match": "*", "kind": "html", "every": 3, "times": 9});
        assert_eq!(
            strikes(third),
            [false, false, true, false, false, true, false]
        );
        let once = json!({"match": "*", "kind": "html", "every": 2});
        assert_eq!(
            strikes(once),
            [false, true, false, false, false, false, false]
        );
    }

    #[track_caller]
    fn check_refused(sent: Value, why: &str) {
        assert_eq!(Fault::read(&sent).unwrap_err(), why);
    }

    #[test]
    fn a_mistake_is_named() {
        check_refused(json!([]), "an object was expected");
        check_refused(json!({"kind": "html"}), "match is missing");
        check_refused(json!({"match": 1, "kind": "html"}), "match must be a text");
        check_refused(json!({"match": "*"}), "kind is missing");
        check_refused(json!({"match": "*", "kind": "x"}), "there is no kind x");
        check_refused(json!({"match": "*", "kind": "status"}), "status is missing");
        check_refused(
            json!({"match": "*", "kind": "status", "status": 99}),
            "99 is no status",
        );
        check_refused(json!({"match": "*", "kind": "latency"}), "ms is missing");
        let with = |headers: Value| json!({"match": "*", "kind": "status", "status": 503, "headers": headers});
        check_refused(with(json!([])), "headers must be an object");
        check_refused(with(json!({"a b": "1"})), "a b cannot be set");
        check_refused(with(json!({"a": "1\n2"})), "a cannot be set");
        check_refused(
            with(json!({"Content-Length": 1})),
            "Content-Length cannot be set",
        );
        check_refused(
            json!({"match": "*", "kind": "redirect_to_idp", "location": "a\n"}),
            "location is no address",
        );
        check_refused(
            json!({"match": "*", "kind": "html", "times": -1}),
            "times must be a whole number",
        );
        check_refused(
            json!({"match": "*", "kind": "html", "every": 0}),
            "every must be at least 1",
        );
    }
}
