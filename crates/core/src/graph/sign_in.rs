//! Graph's tokens by a sign-in of our own at Microsoft Entra: the same session as ServiceNow's, at
//! another server. Its redirect URI has to be of the type "Single-page application" there.

use std::rc::Rc;

use super::fault::Fault;
use crate::access::{Access, Proof, Proving};
use crate::error::{Error, Kind, Result, Told};
use crate::listeners::Subscription;
use crate::oauth::form::encoded;
use crate::oauth::{ClientId, Connection, Endpoints, InstanceUrl, Phase, Session};
use crate::ports::{Ports, Response};
use crate::text::{has, split_at_first};

/// Where people sign in, unless somebody says otherwise: the global cloud.
pub const AUTHORITY: &str = "https://login.microsoftonline.com";
/// The tenant that people sign in at: whichever they are of.
pub const TENANT: &str = "organizations";
/// What is asked for, below Graph's address: to read, or to write as well.
const SCOPES: [&str; 2] = [
    "/SecurityEvents.Read.All offline_access",
    "/SecurityEvents.ReadWrite.All offline_access",
];

/// Why nobody is signed in at Microsoft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInFault {
    /// The sign-in has ended. A page's lasts a day at most.
    Ended,
    /// The redirect URI is registered as another type (AADSTS9002326).
    NotSpa {
        /// It.
        redirect_uri: String,
    },
    /// Nobody has consented, or somebody declined to (AADSTS65001, 65004, 90094).
    NoConsent {
        /// Entra's words.
        reason: String,
    },
    /// There is no such registration.
    UnknownClient {
        /// Its client ID.
        client_id: String,
    },
    /// Any other refusal.
    Refused {
        /// Entra's words.
        reason: String,
    },
    /// The window was blocked, or closed.
    Window,
}

impl SignInFault {
    /// Every key that [`SignInFault::key`] can give.
    pub const ALL_KEYS: &'static [&'static str] = &[
        "graphSignedOut",
        "entraNotSpa",
        "entraNoConsent",
        "entraUnknownClient",
        "entraRefused",
        "entraWindow",
    ];

    /// The middle of the names of its messages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Ended => "graphSignedOut",
            Self::NotSpa { .. } => "entraNotSpa",
            Self::NoConsent { .. } => "entraNoConsent",
            Self::UnknownClient { .. } => "entraUnknownClient",
            Self::Refused { .. } => "entraRefused",
            Self::Window => "entraWindow",
        }
    }

    fn of_words(reason: &str, connection: &Connection) -> Self {
        let reason = reason.to_owned();
        if has(&reason, "AADSTS9002326") {
            let redirect_uri = connection.redirect_uri.clone();
            return Self::NotSpa { redirect_uri };
        }
        let of_consent = ["AADSTS65001", "AADSTS65004", "AADSTS90094"];
        if of_consent.iter().any(|number| has(&reason, number)) {
            return Self::NoConsent { reason };
        }
        Self::Refused { reason }
    }
}

impl From<SignInFault> for Error {
    fn from(fault: SignInFault) -> Self {
        let key = fault.key();
        let args = match fault {
            SignInFault::NotSpa { redirect_uri } => vec![("redirectUri", redirect_uri)],
            SignInFault::NoConsent { reason } | SignInFault::Refused { reason } => {
                vec![("reason", reason)]
            }
            SignInFault::UnknownClient { client_id } => vec![("clientId", client_id)],
            SignInFault::Ended | SignInFault::Window => Vec::new(),
        };
        let passes = false;
        Kind::Told(Told { key, args, passes }).into()
    }
}

/// What a sign-in for that Graph depends upon; `writes` asks for leave to write, too.
#[must_use]
pub fn connection(
    authority: InstanceUrl,
    tenant: &str,
    client_id: ClientId,
    redirect_uri: String,
    (graph, writes): (&InstanceUrl, bool),
) -> Connection {
    let [reads, both] = SCOPES;
    let scope = if writes { both } else { reads };
    let below = ["/", &encoded(tenant), "/oauth2/v2.0/"].concat();
    Connection {
        instance: authority,
        client_id,
        redirect_uri,
        endpoints: Some(Rc::new(Endpoints {
            authorize: [&below, "authorize"].concat(),
            token: [&below, "token"].concat(),
            scope: [graph.as_str(), scope].concat(),
        })),
    }
}

/// What the session says of ServiceNow, said of Microsoft.
#[must_use]
pub fn told(error: Error, connection: &Connection) -> Error {
    match error.kind() {
        Kind::SignedOut | Kind::UserRefused => SignInFault::Ended.into(),
        Kind::SignInDenied => {
            let reason = "access_denied".to_owned();
            SignInFault::NoConsent { reason }.into()
        }
        Kind::SignInRefused { reason } | Kind::TokenRefused { reason } => {
            SignInFault::of_words(reason, connection).into()
        }
        Kind::UnknownClient { .. } => {
            let client_id = connection.client_id.as_str().to_owned();
            SignInFault::UnknownClient { client_id }.into()
        }
        Kind::Unreachable { host }
        | Kind::TokenEndpointHidden { host, .. }
        | Kind::Timeout { host } => {
            let host = host.clone();
            Fault::Unreachable { host }.into()
        }
        Kind::PolicyForbids { instance } => {
            let host = split_at_first(instance, "://").map_or("", |(_, host)| host);
            let host = host.to_owned();
            Fault::Unreachable { host }.into()
        }
        _ => error,
    }
}

/// Access to Graph by that sign-in.
pub struct SignedIn<P: Ports> {
    graph: InstanceUrl,
    session: Rc<Session<P>>,
}

impl<P: Ports> SignedIn<P> {
    /// Access to that Graph.
    #[must_use]
    pub fn new(graph: InstanceUrl, session: Rc<Session<P>>) -> Self {
        Self { graph, session }
    }

    fn told(&self, answer: Result<Proof>) -> Result<Proof> {
        answer.map_err(|error| told(error, self.session.connection()))
    }
}

impl<P: Ports> Access for SignedIn<P> {
    fn instance(&self) -> &InstanceUrl {
        &self.graph
    }

    fn phase(&self) -> Phase {
        self.session.phase()
    }

    fn subscribe(&self, listener: Box<dyn Fn()>) -> Subscription {
        self.session.subscribe(listener)
    }

    fn proof(&self) -> Proving<'_> {
        Box::pin(async { self.told(Access::proof(&*self.session).await) })
    }

    fn after_refusal<'a>(&'a self, refused: &'a Proof, answer: &'a Response) -> Proving<'a> {
        Box::pin(
            async move { self.told(Access::after_refusal(&*self.session, refused, answer).await) },
        )
    }

    fn refused_twice(&self) -> Error {
        SignInFault::Ended.into()
    }
}
