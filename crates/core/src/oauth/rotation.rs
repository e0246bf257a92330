//! Refresh tokens that were replaced, so that no other tab uses one again.
//!
//! A duplicated tab has a copy of `sessionStorage`, so two tabs may hold one refresh token. A
//! server that rotates them takes the second use for theft and ends the session in both tabs
//! ([RFC 9700, 4.14.2](https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2)). The tab that
//! was first leaves a note for the other in `localStorage`: half of the token's SHA-256, from
//! which nobody gets the token.

use super::secrets::RefreshToken;
use crate::ports::{Ports, Store};
use crate::text::hex;

const KEY: &str = "snowline.replaced";
/// More than that many renewals ago, the server has forgotten the token too.
const KEPT: usize = 16;

/// Whether some tab has replaced it.
pub(super) async fn is_replaced<P: Ports>(ports: &P, token: &RefreshToken) -> bool {
    let Some(notes) = ports.local_store().get(KEY) else {
        return false;
    };
    let note = note(ports, token).await;
    note.is_some_and(|note| notes.split(' ').any(|known| known == note))
}

/// Notes that it has been replaced.
pub(super) async fn set_replaced<P: Ports>(ports: &P, token: &RefreshToken) {
    let Some(mut notes) = note(ports, token).await else {
        return;
    };
    if let Some(earlier) = ports.local_store().get(KEY) {
        for note in earlier.split(' ').take(KEPT - 1) {
            notes.push(' ');
            notes.push_str(note);
        }
    }
    ports.local_store().set(KEY, &notes);
}

/// Forgets all notes: after a sign-out no token is good that they could speak of.
pub(super) fn forget<P: Ports>(ports: &P) {
    ports.local_store().remove(KEY);
}

async fn note<P: Ports>(ports: &P, token: &RefreshToken) -> Option<String> {
    let digest = ports.sha256(token.secret().as_bytes()).await?;
    digest.get(..16).map(hex)
}
