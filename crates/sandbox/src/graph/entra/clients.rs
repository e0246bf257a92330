//! The registrations that there are.

use crate::state::AppState;

/// A page, whose redirect URIs are of the type "SPA".
pub const SPA: &str = "6f1d2c3b-0a94-4e58-9b7d-21c84fd0a7e3";
/// The same page with redirect URIs of the type "Web".
pub const WEB: &str = "a83e5b90-7c21-4f6d-8d14-5b0f9c62e7d8";
/// A program with a secret.
pub const PROGRAM: &str = "c27b4e61-95d8-43fa-a0e6-3d7f18b25c94";
/// Its secret.
pub const PROGRAM_SECRET: &str = "snowline-program-secret";

/// What a client is registered as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Spa,
    Web,
    Program,
}

pub(super) fn kind(client_id: &str) -> Option<Kind> {
    match client_id {
        SPA => Some(Kind::Spa),
        WEB => Some(Kind::Web),
        PROGRAM => Some(Kind::Program),
        _ => None,
    }
}

/// Whether the address is registered: the portal's page, and the page that
/// windows of a sign-in come back to.
pub(super) fn is_registered(state: &AppState, address: &str) -> bool {
    let portal = state.config.portal.as_deref().unwrap_or_default();
    ["/", "/oauth-callback.html"]
        .iter()
        .any(|path| address.strip_prefix(portal) == Some(path))
}
