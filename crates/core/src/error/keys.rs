//! The names of the messages.

use super::{ClientIdProblem, Kind, UrlProblem};

/// Gives every kind its key, and `Kind::ALL_KEYS` from the same list, so that neither can lack one.
macro_rules! keys {
    ($($kind:pat => $key:literal,)*) => {
        impl Kind {
            /// Every key there is: what a language file must hold.
            pub const ALL_KEYS: &'static [&'static str] = &[$($key),*];

            /// The middle of the names of its messages.
            #[must_use]
            pub fn key(&self) -> &'static str {
                match self {
                    $($kind => $key,)*
                    Self::Told(told) => told.key,
                }
            }
        }
    };
}

impl Kind {
    /// The names of the values that [`Error::args`](super::Error::args) gives besides those of a
    /// [`Told`](super::Told), for who reads kept ones.
    pub const ARGS: &'static [&'static str] = &[
        "address",
        "column",
        "expected",
        "found",
        "host",
        "instance",
        "issuer",
        "line",
        "origin",
        "path",
        "reason",
        "redirectUri",
        "seconds",
        "status",
        "url",
    ];
}

keys! {
    Kind::Offline => "offline",
    Kind::Unreachable { .. } => "unreachable",
    Kind::PolicyForbids { .. } => "policyForbids",
    Kind::HostSilent { .. } => "hostSilent",
    Kind::TokenEndpointHidden { .. } => "tokenEndpointHidden",
    Kind::RestApiHidden { .. } => "restApiHidden",
    Kind::Timeout { .. } => "timeout",
    Kind::NotJson { .. } => "notJson",
    Kind::Hibernating { .. } => "hibernating",
    Kind::UnexpectedShape { .. } => "unexpectedShape",
    Kind::SignedOut => "signedOut",
    Kind::UserRefused => "userRefused",
    Kind::InstanceUrl(UrlProblem::Empty) => "instanceUrlEmpty",
    Kind::InstanceUrl(UrlProblem::NotHttps) => "instanceUrlNotHttps",
    Kind::InstanceUrl(UrlProblem::UserInfo) => "instanceUrlUserInfo",
    Kind::InstanceUrl(UrlProblem::Path) => "instanceUrlPath",
    Kind::InstanceUrl(UrlProblem::Query) => "instanceUrlQuery",
    Kind::InstanceUrl(UrlProblem::Fragment) => "instanceUrlFragment",
    Kind::InstanceUrl(UrlProblem::Host) => "instanceUrlHost",
    Kind::InstanceUrl(UrlProblem::Port) => "instanceUrlPort",
    Kind::InstanceUrl(UrlProblem::IpAddress) => "instanceUrlIpAddress",
    Kind::InstanceUrl(UrlProblem::OtherLetters) => "instanceUrlOtherLetters",
    Kind::ClientId(ClientIdProblem::Empty) => "clientIdEmpty",
    Kind::ClientId(ClientIdProblem::Characters) => "clientIdCharacters",
    Kind::NotSecureContext => "notSecureContext",
    Kind::NoRandomness => "noRandomness",
    Kind::StorageClosed => "storageClosed",
    Kind::ReturnsElsewhere { .. } => "returnsElsewhere",
    Kind::SignInTooOld => "signInTooOld",
    Kind::SignInDenied => "signInDenied",
    Kind::SignInRefused { .. } => "signInRefused",
    Kind::SignInIncomplete => "signInIncomplete",
    Kind::SignInNotOurs => "signInNotOurs",
    Kind::WrongIssuer { .. } => "wrongIssuer",
    Kind::ConnectionChanged => "connectionChanged",
    Kind::UnknownClient { .. } => "unknownClient",
    Kind::TokenRefused { .. } => "tokenRefused",
    Kind::NoProxy { .. } => "noProxy",
    Kind::HostTokenFailed { .. } => "hostTokenFailed",
    Kind::HostTokenUnusable => "hostTokenUnusable",
    Kind::HostTokenRefused => "hostTokenRefused",
    Kind::NoUserToken => "noUserToken",
    Kind::SignInWindowBlocked => "signInWindowBlocked",
    Kind::SignInWindowGone => "signInWindowGone",
    Kind::Forbidden { .. } => "forbidden",
    Kind::NotFound => "notFound",
    Kind::RateLimited { retry_after: None } => "rateLimited",
    Kind::RateLimited { retry_after: Some(_) } => "rateLimitedFor",
    Kind::ServerFailed { .. } => "serverFailed",
    Kind::Refused { .. } => "refused",
    Kind::FilterIgnored => "filterIgnored",
    Kind::TicketHidden => "ticketHidden",
    Kind::InDoubt => "inDoubt",
    Kind::WriteInDoubt => "writeInDoubt",
    Kind::NotReopened => "notReopened",
    Kind::FileUnreadable => "fileUnreadable",
    Kind::FileNotLoaded { .. } => "fileNotLoaded",
    Kind::OtherVersion => "otherVersion",
    Kind::FileNotJson { .. } => "fileNotJson",
    Kind::FileShape { .. } => "fileShape",
    Kind::FileFieldMissing { .. } => "fileFieldMissing",
}
