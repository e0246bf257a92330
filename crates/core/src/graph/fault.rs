//! What fails with Graph.

use crate::error::{Error, Kind, Told};

/// Why there is no score from Graph, or no decision in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing came back: no network, or the page's policy does not let it ask there.
    Unreachable {
        /// The host that was asked.
        host: String,
    },
    /// The host page's function that gives tokens has failed.
    TokenFailed {
        /// What it said.
        reason: String,
    },
    /// That function gave something that is no token.
    TokenUnusable,
    /// Graph takes none of the tokens that it is given: HTTP 401 twice.
    TokenRefused {
        /// Graph's words.
        reason: String,
    },
    /// HTTP 403: the permission is missing, or the person has no role that may read it.
    Forbidden {
        /// Graph's words.
        reason: String,
    },
    /// HTTP 429 for longer than anybody waits.
    Throttled {
        /// Seconds until it is worth trying again.
        seconds: u32,
    },
    /// HTTP 5xx, several times.
    Failed {
        /// Graph's words.
        reason: String,
    },
    /// Any other refusal.
    Refused {
        /// Graph's words.
        reason: String,
    },
    /// An answer that is not as Graph's documentation has it.
    Shape {
        /// The field, as a path; `$` is the whole answer.
        path: String,
    },
    /// The next page is said to be elsewhere: no token goes there.
    StrangeLink {
        /// Where.
        address: String,
    },
    /// One page names the next, and there is no end.
    Endless {
        /// So many were read.
        pages: usize,
    },
    /// There is no score of this tenant yet.
    NoScore,
    /// HTTP 403 for a change: the permission to write is missing, or a role that may.
    MayNotDecide {
        /// Graph's words.
        reason: String,
    },
    /// HTTP 400 for a change that is as the documentation has it.
    DecisionRefused {
        /// Graph's words.
        reason: String,
    },
    /// Graph said that it had made a change, and has not.
    DecisionIgnored {
        /// The state that the profile has, in Graph's word.
        state: String,
    },
}

impl Fault {
    /// Every key that [`Fault::key`] can give.
    pub const ALL_KEYS: &'static [&'static str] = &[
        "graphUnreachable",
        "graphTokenFailed",
        "graphTokenUnusable",
        "graphTokenRefused",
        "graphForbidden",
        "graphThrottled",
        "graphFailed",
        "graphRefused",
        "graphShape",
        "graphStrangeLink",
        "graphEndless",
        "graphNoScore",
        "graphMayNotDecide",
        "graphDecisionRefused",
        "graphDecisionIgnored",
    ];

    /// The middle of the names of its messages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "graphUnreachable",
            Self::TokenFailed { .. } => "graphTokenFailed",
            Self::TokenUnusable => "graphTokenUnusable",
            Self::TokenRefused { .. } => "graphTokenRefused",
            Self::Forbidden { .. } => "graphForbidden",
            Self::Throttled { .. } => "graphThrottled",
            Self::Failed { .. } => "graphFailed",
            Self::Refused { .. } => "graphRefused",
            Self::Shape { .. } => "graphShape",
            Self::StrangeLink { .. } => "graphStrangeLink",
            Self::Endless { .. } => "graphEndless",
            Self::NoScore => "graphNoScore",
            Self::MayNotDecide { .. } => "graphMayNotDecide",
            Self::DecisionRefused { .. } => "graphDecisionRefused",
            Self::DecisionIgnored { .. } => "graphDecisionIgnored",
        }
    }

    fn arg(self) -> Option<(&'static str, String)> {
        Some(match self {
            Self::Unreachable { host } => ("host", host),
            Self::TokenFailed { reason }
            | Self::TokenRefused { reason }
            | Self::Forbidden { reason }
            | Self::Failed { reason }
            | Self::Refused { reason }
            | Self::MayNotDecide { reason }
            | Self::DecisionRefused { reason } => ("reason", reason),
            Self::DecisionIgnored { state } => ("state", state),
            Self::Throttled { seconds } => ("seconds", seconds.to_string()),
            Self::Shape { path } => ("path", path),
            Self::StrangeLink { address } => ("address", address),
            Self::Endless { pages } => ("pages", pages.to_string()),
            Self::TokenUnusable | Self::NoScore => return None,
        })
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let key = fault.key();
        let passes = matches!(
            fault,
            Fault::Unreachable { .. }
                | Fault::Throttled { .. }
                | Fault::Failed { .. }
                | Fault::DecisionIgnored { .. }
        );
        let args = fault.arg().into_iter().collect();
        Kind::Told(Told { key, args, passes }).into()
    }
}
