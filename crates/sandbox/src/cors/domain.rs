//! The Domain field of a CORS rule, and the origins it stands for.

use std::net::Ipv4Addr;

/// The value of a rule's Domain field: an origin, or all hosts below a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    scheme: String,
    /// What follows `*.` when there is a wildcard, the whole host otherwise.
    host: String,
    port: Option<u16>,
    wildcard: bool,
}

impl Domain {
    /// Reads the field; `None` when ServiceNow would not take the value.
    ///
    /// A wildcard stands alone, right after the scheme. The documentation asks
    /// for a dot in every host, yet rules for `http://localhost:3000` are in
    /// use, so `localhost` is taken too.
    pub fn parse(field: &str) -> Option<Self> {
        let (scheme, rest) = field.split_once("://")?;
        if scheme != "http" && scheme != "https" {
            return None;
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (rest, None),
        };
        let host = host.to_ascii_lowercase();
        let (host, wildcard) = match host.strip_prefix("*.") {
            Some(below) => (below.to_owned(), true),
            None => (host, false),
        };
        let fits = if ends_in_a_number(&host) {
            !wildcard && host.parse::<Ipv4Addr>().is_ok()
        } else {
            is_name(&host) && (wildcard || host.contains('.') || host == "localhost")
        };
        fits.then(|| Self {
            scheme: scheme.to_owned(),
            host,
            port,
            wildcard,
        })
    }

    /// Whether this is a pattern rather than one origin.
    pub fn is_wildcard(&self) -> bool {
        self.wildcard
    }

    /// How closely the origin is matched, larger being closer; `None` when it
    /// is not. One origin beats every pattern, a longer pattern a shorter one.
    ///
    /// That `*.ms.net` covers `a.b.ms.net` but not `ms.net` itself is an
    /// assumption.
    pub fn closeness(&self, origin: &str) -> Option<usize> {
        let (scheme, rest) = origin.split_once("://")?;
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (rest, None),
        };
        if scheme != self.scheme || port != self.port {
            return None;
        }
        let host = host.to_ascii_lowercase();
        if self.wildcard {
            let below = host.strip_suffix(&self.host)?.strip_suffix('.')?;
            is_name(below).then_some(self.host.len())
        } else {
            (host == self.host).then_some(usize::MAX)
        }
    }
}

fn is_name(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    }) && host.ends_with(|last: char| last.is_ascii_alphanumeric())
}

fn ends_in_a_number(host: &str) -> bool {
    host.rsplit('.')
        .next()
        .is_some_and(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_field(field: &str, valid: bool) {
        assert_eq!(Domain::parse(field).is_some(), valid, "{field}");
    }

    #[test]
    fn the_field_takes_what_the_documentation_calls_valid() {
        for field in [
            "http://*.ms.net",
            "https://*.ms.com",
            "https://*.com.au",
            "http://192.168.1.1",
            "http://*.service-now.com",
            "http://*.com",
            "http://localhost:3000",
            "https://portal.example",
        ] {
            check_field(field, true);
        }
    }

    #[test]
    fn the_field_refuses_what_the_documentation_calls_invalid() {
        for field in [
            "*",
            "*.*",
            "https://*",
            "https://*.*",
            "https://*com",
            "http://*..com",
            "http://192.168.1.*",
            "http://*.168.1.126",
            "http://blog.*.service-now.com",
            "http://*com",
            "ftp://portal.example",
            "portal.example",
            "https://portal.example/",
            "https://portal.example/app",
            "https://portal.example:port",
            "https://portal",
            "https://portal.example.",
            "https://portal.example-",
            "http://999.168.1.1",
            "",
        ] {
            check_field(field, false);
        }
    }

    #[track_caller]
    fn check_match(field: &str, origin: &str, matches: bool) {
        let domain = Domain::parse(field).unwrap();
        assert_eq!(
            domain.closeness(origin).is_some(),
            matches,
            "{field} {origin}"
        );
    }

    #[test]
    fn an_origin_matches_by_scheme_host_and_port() {
        check_match("http://localhost:8180", "http://localhost:8180", true);
        check_match("http://localhost:8180", "http://localhost:8181", false);
        check_match("http://localhost:8180", "http://localhost", false);
        check_match("http://localhost:8180", "https://localhost:8180", false);
        check_match("https://Portal.Example", "https://portal.example", true);
        check_match("https://portal.example", "https://a.portal.example", false);
        check_match("https://portal.example", "null", false);
    }

    #[test]
    fn a_wildcard_matches_every_host_below_and_no_other() {
        check_match("https://*.ms.net", "https://a.ms.net", true);
        check_match("https://*.ms.net", "https://a.b.ms.net", true);
        check_match("https://*.ms.net", "https://ms.net", false);
        check_match("https://*.ms.net", "https://evilms.net", false);
        check_match("https://*.ms.net", "https://.ms.net", false);
        check_match("https://*.ms.net", "https://a.ms.net.evil.example", false);
        check_match("https://*.ms.net", "https://evil.example/.ms.net", false);
    }

    #[test]
    fn the_closest_rule_wins() {
        let closeness = |field| {
            let domain: Domain = Domain::parse(field).unwrap();
            domain.closeness("https://a.b.example.com")
        };
        assert!(closeness("https://a.b.example.com") > closeness("https://*.b.example.com"));
        assert!(closeness("https://*.b.example.com") > closeness("https://*.com"));
    }
}
