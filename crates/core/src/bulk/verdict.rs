//! What a failure means for the rest of a run.

use crate::error::{Error, Kind};

/// What becomes of a row that failed, and of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may pass: the row is tried again.
    Passes,
    /// It stays: the row is not tried again by itself.
    Stays,
    /// It concerns all rows: the run waits for the person.
    ConcernsAll,
}

impl Verdict {
    pub(super) fn of(error: &Error) -> Self {
        match error.kind() {
            Kind::Offline
            | Kind::Hibernating { .. }
            | Kind::SignedOut
            | Kind::UserRefused
            | Kind::TokenEndpointHidden { .. }
            | Kind::TokenRefused { .. }
            | Kind::UnknownClient { .. }
            | Kind::NoProxy { .. }
            | Kind::NoUserToken
            | Kind::HostTokenFailed { .. }
            | Kind::HostTokenUnusable
            | Kind::HostTokenRefused
            // What was looked up cannot be relied on.
            | Kind::FilterIgnored
            | Kind::TicketHidden => Self::ConcernsAll,
            // To a browser, a connection that was cut looks like an API that is closed to it.
            Kind::RestApiHidden { .. } | Kind::NotJson { .. } | Kind::InDoubt => Self::Passes,
            _ if error.may_retry() => Self::Passes,
            _ => Self::Stays,
        }
    }
}

const FIRST_PAUSE_MS: u64 = 1_000;
const LONGEST_PAUSE_MS: u64 = 30_000;

/// How long to wait after that many failures in a row.
pub(super) fn pause_ms(failed: u32) -> u64 {
    (FIRST_PAUSE_MS << failed.saturating_sub(1).min(8)).min(LONGEST_PAUSE_MS)
}

/// How long the instance asks everybody to wait.
pub(super) fn asked_for_ms(error: &Error) -> u64 {
    match error.kind() {
        Kind::RateLimited {
            retry_after: Some(seconds),
        } => u64::from(*seconds).saturating_mul(1_000),
        _ => 0,
    }
}
