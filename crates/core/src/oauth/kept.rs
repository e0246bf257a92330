//! The session as it outlives a reload, where that is wished: in `sessionStorage`, never in
//! `localStorage`.

use std::rc::Rc;

use super::client::Connection;
use super::grant::Grant;
use super::secrets::{AccessToken, RefreshToken};
use crate::json::{self, Object, Value};
use crate::ports::{Ports, Store};

const KEY: &str = "snowline.session";

/// Keeps it in the place of any earlier one. Where the browser keeps nothing, it lasts until the
/// next reload, as it does without this.
pub(super) fn keep<P: Ports>(ports: &P, connection: &Connection, grant: &Grant) {
    let now = ports.monotonic_ms();
    let left = grant.expires_at.map(|end| end.saturating_sub(now));
    let mut kept = Object::new();
    kept.text("instance", connection.instance.as_str())
        .text("clientId", connection.client_id.as_str())
        .text("access", grant.access.secret())
        .text_if_any("refresh", grant.refresh.as_ref().map(RefreshToken::secret))
        .number("at", ports.now().0);
    if let Some(left) = left.and_then(|left| left.try_into().ok()) {
        kept.number("left", left);
    }
    if !ports.session_store().set(KEY, &kept.end()) {
        // An earlier one must not come back in its place.
        forget(ports);
    }
}

/// What was kept for that connection.
pub(super) fn load<P: Ports>(ports: &P, connection: &Connection) -> Option<Rc<Grant>> {
    let text = ports.session_store().get(KEY)?;
    let value = json::parse(&text).ok()?;
    if value.text("instance") != Some(connection.instance.as_str())
        || value.text("clientId") != Some(connection.client_id.as_str())
    {
        return None;
    }
    let left = value.get("left").and_then(Value::as_u64).map(|left| {
        // The monotonic clock began anew with the page, so the wall clock says how long the page
        // was away. One that was set meanwhile says nothing of use: then the token counts as
        // ended, and is renewed once.
        let away = ports
            .now()
            .0
            .saturating_sub(value.get("at").and_then(Value::as_i64)?);
        left.checked_sub(u64::try_from(away).ok()?)
    });
    Some(Grant::new(
        AccessToken::new(value.text("access")?.into()),
        value
            .text("refresh")
            .map(|token| RefreshToken::new(token.into())),
        left.map(Option::unwrap_or_default),
        ports.monotonic_ms(),
    ))
}

/// Forgets it.
pub(super) fn forget<P: Ports>(ports: &P) {
    ports.session_store().remove(KEY);
}
