//! What a person may have meant by what they typed, and when to ask once more.

use super::InstanceUrl;
use crate::text::{has, split_at_first};

/// Where ServiceNow's own instances are; the second is for governments.
const DOMAINS: [&str; 2] = [".service-now.com", ".servicenowservices.com"];

impl InstanceUrl {
    /// The address that was meant by a text that is none: an instance's name alone, an address
    /// without its scheme, a page of the instance. `None` where that is anybody's guess. On this
    /// computer it is meant with `http:`, unless the text says `https:`.
    #[must_use]
    pub fn meant(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = split_at_first(text, "://").unwrap_or(("", text));
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        let is_name = !authority.contains('.')
            && !authority.contains(':')
            && !authority.eq_ignore_ascii_case("localhost");
        let domain = if is_name { DOMAINS[0] } else { "" };
        let of = |scheme: &str| Self::parse(&[scheme, authority, domain].concat()).ok();
        // Plain `http:` is good for this computer only, and is refused for any other host.
        let secure = scheme.eq_ignore_ascii_case("https");
        let here = (!secure).then(|| of("http://")).flatten();
        here.or_else(|| of("https://"))
    }

    /// Whether the host looks like one of ServiceNow's and is not: then it is a company's own
    /// address for its instance, or somebody else's page.
    #[must_use]
    pub fn is_look_alike(&self) -> bool {
        let host = self.host();
        let host = split_at_first(host, ":").map_or(host, |(host, _)| host);
        let plain = host.replace('0', "o").replace(['-', '.'], "");
        // What begins with `xn--` is shown with letters that may look like others.
        let is_alike = has(&plain, "servicenow") || host.split('.').any(|l| l.starts_with("xn--"));
        is_alike && !DOMAINS.iter().any(|domain| host.ends_with(domain))
    }
}
