//! The session as it outlives a reload, where that is wished: in `sessionStorage`, never in
//! `localStorage`.

use serde_json::{Value, json};

use super::client::Connection;
use super::grant::Grant;
use super::secrets::{AccessToken, RefreshToken};
use crate::ports::{Ports, Store};

const KEY: &str = "snowline.session";

/// Keeps it in the place of any earlier one. Where the browser keeps nothing, it lasts until the
/// next reload, as it does without this.
pub(super) fn keep<P: Ports>(ports: &P, connection: &Connection, grant: &Grant) {
    let now = ports.monotonic_ms();
    let left = grant.expires_at.map(|end| end.saturating_sub(now));
    let value = json!({
        "instance": connection.instance.as_str(),
        "clientId": connection.client_id.as_str(),
        "access": grant.access.secret(),
        "refresh": grant.refresh.as_ref().map(RefreshToken::secret),
        "left": left,
        "at": ports.now().0,
    });
    if !ports.session_store().set(KEY, &value.to_string()) {
        // An earlier one must not come back in its place.
        forget(ports);
    }
}

/// What was kept for that connection.
pub(super) fn load<P: Ports>(ports: &P, connection: &Connection) -> Option<Grant> {
    let text = ports.session_store().get(KEY)?;
    let value: Value = serde_json::from_str(&text).ok()?;
    let field = |name: &str| value.get(name).and_then(Value::as_str);
    if field("instance") != Some(connection.instance.as_str())
        || field("clientId") != Some(connection.client_id.as_str())
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
        AccessToken::new(field("access")?.into()),
        field("refresh").map(|token| RefreshToken::new(token.into())),
        left.map(Option::unwrap_or_default),
        ports.monotonic_ms(),
    ))
}

/// Forgets it.
pub(super) fn forget<P: Ports>(ports: &P) {
    ports.session_store().remove(KEY);
}
