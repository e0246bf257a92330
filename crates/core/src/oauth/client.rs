//! Where to sign in, and as which client.

mod hint;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::error::{Error, Kind, Result};
use crate::text::{integer, number, split_at_first};

/// What is wrong with the address of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlProblem {
    /// Nothing was given.
    Empty,
    /// Not `https:`, and not `http:` on this computer either.
    NotHttps,
    /// A user name or password before the host.
    UserInfo,
    /// More than the host: a path.
    Path,
    /// More than the host: a query.
    Query,
    /// More than the host: a fragment.
    Fragment,
    /// No host, or one that cannot be.
    Host,
    /// A port that cannot be.
    Port,
    /// An IP address other than this computer's: nobody could show a certificate for it.
    IpAddress,
    /// Letters that a host's name has only in disguise, as `xn--…`: they may look like others.
    OtherLetters,
}

/// What is wrong with a client ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientIdProblem {
    /// Nothing was given.
    Empty,
    /// Spaces, control characters, or others than ASCII's.
    Characters,
}

/// The address of a ServiceNow instance: scheme, host and port, as an origin is written; and where
/// requests to it go, if not straight there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceUrl {
    own: String,
    through: Option<String>,
}

impl InstanceUrl {
    /// Reads what a person typed. Spaces around it and one slash at its end do not matter.
    ///
    /// # Errors
    /// [`Kind::InstanceUrl`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self> {
        parse_origin(text.trim())
            .map(|own| Self { own, through: None })
            .map_err(|problem| Kind::InstanceUrl(problem).into())
    }

    /// The same instance, with requests going through a proxy: an absolute URL without a slash at
    /// its end, `https://portal.example.com/servicenow`. People's own way, to its pages, stays.
    #[must_use]
    pub fn through(self, proxy: Option<String>) -> Self {
        Self {
            through: proxy,
            ..self
        }
    }

    /// The proxy, if requests go through one.
    #[must_use]
    pub fn proxy(&self) -> Option<&str> {
        self.through.as_deref()
    }

    /// `https://example.service-now.com`
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.own
    }

    /// `example.service-now.com`, with its port if that is not the scheme's own.
    #[must_use]
    pub fn host(&self) -> &str {
        split_at_first(&self.own, "://").map_or("", |(_, host)| host)
    }

    /// The URL of a page on the instance; `path` begins with a slash.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        [&self.own, path].concat()
    }

    /// The URL that a request is sent to; `path` begins with a slash.
    #[must_use]
    pub fn request_url(&self, path: &str) -> String {
        [self.through.as_ref().unwrap_or(&self.own), path].concat()
    }
}

fn parse_origin(text: &str) -> std::result::Result<String, UrlProblem> {
    if text.is_empty() {
        return Err(UrlProblem::Empty);
    }
    let (scheme, rest) = split_at_first(text, "://").ok_or(UrlProblem::NotHttps)?;
    let secure = scheme.eq_ignore_ascii_case("https");
    if !secure && !scheme.eq_ignore_ascii_case("http") {
        return Err(UrlProblem::NotHttps);
    }
    // By bytes, here and below: the searchers of texts weigh more than all of this.
    if rest.as_bytes().contains(&b'#') {
        return Err(UrlProblem::Fragment);
    }
    if rest.as_bytes().contains(&b'?') {
        return Err(UrlProblem::Query);
    }
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    // Before the path: a password may hold a slash, and it must not end in a message.
    if authority.as_bytes().contains(&b'@') {
        return Err(UrlProblem::UserInfo);
    }
    let slash = |byte| matches!(byte, b'/' | b'\\');
    if authority.bytes().any(slash) {
        return Err(UrlProblem::Path);
    }
    let (host, port) = split_port(authority)?;
    let host = host.to_ascii_lowercase();
    let is_here = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    if !host.is_ascii() {
        return Err(UrlProblem::OtherLetters);
    }
    if !is_here && is_ip_address(&host) {
        return Err(UrlProblem::IpAddress);
    }
    if !is_host(&host) {
        return Err(UrlProblem::Host);
    }
    if !secure && !is_here {
        return Err(UrlProblem::NotHttps);
    }
    let scheme = if secure { "https://" } else { "http://" };
    let own_port = if secure { 443 } else { 80 };
    Ok(match port {
        Some(port) if port != own_port => [scheme, &host, ":", &integer(port)].concat(),
        _ => [scheme, &host].concat(),
    })
}

/// The host, and the port if one is given. An IPv6 address has colons of its own.
fn split_port(authority: &str) -> std::result::Result<(&str, Option<u16>), UrlProblem> {
    let host_end = authority.find(']').map_or(0, |at| at + 1);
    let Some((_, port)) = authority
        .get(host_end..)
        .and_then(|rest| rest.split_once(':'))
    else {
        return Ok((authority, None));
    };
    let host = authority
        .get(..authority.len() - port.len() - 1)
        .unwrap_or_default();
    if port.is_empty() {
        return Ok((host, None));
    }
    match number(port).and_then(|number| number.try_into().ok()) {
        Some(number) if number > 0 => Ok((host, Some(number))),
        _ => Err(UrlProblem::Port),
    }
}

/// Whether a browser would take it for an IP address: its last label is a number (the URL
/// standard's "ends in a number"), or it is one in brackets.
fn is_ip_address(host: &str) -> bool {
    let host = host.as_bytes();
    let last = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let is_number = match last.strip_prefix(b"0x") {
        Some(digits) => digits.iter().all(u8::is_ascii_hexdigit),
        None => last.iter().all(u8::is_ascii_digit),
    };
    host.starts_with(b"[") && host.ends_with(b"]") || !last.is_empty() && is_number
}

/// A DNS name or an IPv4 address (in lower case), or the one IPv6 address that can be of use.
fn is_host(host: &str) -> bool {
    host == "[::1]"
        || host.len() <= 253
            && host.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
}

/// The name by which the instance knows this product (RFC 6749, 2.2). It is not a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

impl ClientId {
    /// Reads what a person typed. Spaces around it do not matter.
    ///
    /// # Errors
    /// [`Kind::ClientId`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Kind::ClientId(ClientIdProblem::Empty).into());
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::new(Kind::ClientId(ClientIdProblem::Characters)));
        }
        Ok(Self(text.into()))
    }

    /// The ID.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where another server than a ServiceNow instance has its endpoints, below its address, and what
/// it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// The authorization endpoint's path.
    pub authorize: String,
    /// The token endpoint's path.
    pub token: String,
    /// The scopes, with spaces between.
    pub scope: String,
}

/// All that a sign-in depends upon. Two connections that differ in anything are two sign-ins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The instance.
    pub instance: InstanceUrl,
    /// The client's registration there.
    pub client_id: ClientId,
    /// The page that the instance sends the person back to, exactly as it is registered.
    pub redirect_uri: String,
    /// The endpoints, where the server is not an instance of ServiceNow.
    pub endpoints: Option<Rc<Endpoints>>,
}

impl Connection {
    /// Whether the server is an instance of ServiceNow.
    #[must_use]
    pub fn is_servicenow(&self) -> bool {
        self.endpoints.is_none()
    }

    /// The authorization endpoint's path.
    pub(super) fn authorize_path(&self) -> &str {
        let own = self.endpoints.as_ref();
        own.map_or("/oauth_auth.do", |own| &own.authorize)
    }

    /// The token endpoint's path.
    pub(super) fn token_path(&self) -> &str {
        let own = self.endpoints.as_ref();
        own.map_or("/oauth_token.do", |own| &own.token)
    }
}
