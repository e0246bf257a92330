//! The only addresses that become links.

use std::fmt;
use std::rc::Rc;

/// Longer addresses are no links that a person would follow.
const MAX_LENGTH: usize = 2048;

/// An `https:` address with a host and without credentials.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HttpsUrl(Rc<str>);

impl HttpsUrl {
    /// Accepts `https:` addresses only. A name or password before the host is refused, because
    /// `https://microsoft.com@example.org` reads like the wrong site; so are hosts that are not
    /// plain ASCII, for the same reason.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme = text.get(..8)?;
        let rest = text.get(8..)?;
        if !scheme.eq_ignore_ascii_case("https://") || text.len() > MAX_LENGTH {
            return None;
        }
        let authority = rest.split(['/', '?', '#']).next()?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if !authority.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !authority.chars().all(plain)
            || rest.chars().any(char::is_control)
        {
            return None;
        }
        let mut url = String::from("https://");
        for c in rest.chars() {
            match c {
                ' ' => url.push_str("%20"),
                _ => url.push(c),
            }
        }
        Some(Self(url.into()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HttpsUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
