//! What has been given out.

use time::OffsetDateTime;

/// What a code stands for.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Login {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) scope: String,
    pub(super) person: &'static str,
    pub(super) at: OffsetDateTime,
}

/// What an access token opens.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Grant {
    /// Permissions of Graph, without its address.
    pub(in crate::graph) scopes: Vec<String>,
    /// Whether the person's role lets them read Secure Score.
    pub(in crate::graph) may_read_security: bool,
    pub(in crate::graph) ends: OffsetDateTime,
}

/// What a refresh token renews.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Renewal {
    pub(super) client_id: String,
    pub(super) scope: String,
    pub(super) person: &'static str,
    /// Fixed at the sign-in: renewing does not prolong it.
    pub(super) ends: OffsetDateTime,
}
