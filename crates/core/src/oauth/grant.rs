//! What the token endpoint granted, and how long it is good for.

use std::rc::Rc;

use super::secrets::{AccessToken, RefreshToken};

/// How long before its end an access token is replaced, at most.
const AHEAD_MS: u64 = 60_000;
/// How long to leave the token endpoint alone after it failed.
const RETRY_MS: u64 = 10_000;
/// However long the instance asks to wait: nobody waits for longer in front of a page.
const LONGEST_WAIT_MS: u64 = 300_000;

/// An access token and what is known of its life. All times are milliseconds of the monotonic
/// clock: a wall clock may be off by days, or be set right in between. It never changes and is
/// shared, not copied, by all who hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The token for REST calls.
    pub access: AccessToken,
    /// What it is renewed with. A public client may not get one.
    pub refresh: Option<RefreshToken>,
    /// When it ends. Unknown when the instance did not say: then its refusal tells.
    pub expires_at: Option<u64>,
    /// From when on it is renewed, if it can be: ahead of its end, or when a failed renewal may
    /// be tried again.
    pub due_at: Option<u64>,
}

impl Grant {
    /// A grant received at `now` that is good for `lifetime_ms`.
    #[must_use]
    pub fn new(
        access: AccessToken,
        refresh: Option<RefreshToken>,
        lifetime_ms: Option<u64>,
        now: u64,
    ) -> Rc<Self> {
        let ends = |lifetime: u64| now.saturating_add(lifetime);
        Rc::new(Self {
            access,
            refresh,
            expires_at: lifetime_ms.map(ends),
            due_at: lifetime_ms
                .map(|lifetime| ends(lifetime.saturating_sub(AHEAD_MS.min(lifetime / 4)))),
        })
    }

    /// Whether it has ended.
    #[must_use]
    pub fn is_expired(&self, now: u64) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether it is time to renew it.
    #[must_use]
    pub fn is_due(&self, now: u64) -> bool {
        self.due_at.is_some_and(|due| due <= now)
    }

    /// Whether it has a token in common with another: to revoke one would spoil the other. While
    /// an access token lasts, ServiceNow gives the same one to the same user and client again.
    #[must_use]
    pub fn shares_with(&self, other: &Self) -> bool {
        self.access == other.access || self.refresh.is_some() && self.refresh == other.refresh
    }

    /// What holds after a renewal. A refresh token that is not repeated stays good (RFC 6749, 6).
    pub(super) fn renewed(&self, new: &Self) -> Rc<Self> {
        let same = new.access == self.access;
        Rc::new(Self {
            access: new.access.clone(),
            refresh: new.refresh.as_ref().or(self.refresh.as_ref()).cloned(),
            expires_at: new.expires_at,
            // ServiceNow gives the same access token until its end. Asking ahead is useless then,
            // and asking ever more often as the end comes near would be worse.
            due_at: if same { new.expires_at } else { new.due_at },
        })
    }

    /// What holds after the refresh token was refused ahead of the access token's end.
    pub(super) fn without_refresh(&self) -> Rc<Self> {
        Rc::new(Self {
            refresh: None,
            ..self.clone()
        })
    }

    /// What holds after a renewal that failed. Ahead of its end there is time; at its end every
    /// request tries again, unless the instance asked to wait. A token that was refused has
    /// reached its end.
    pub(super) fn postponed(&self, now: u64, wait: Option<u64>, refused: bool) -> Rc<Self> {
        let mut grant = self.clone();
        if refused {
            grant.expires_at = Some(now);
        }
        let own_wait = if grant.is_expired(now) { 0 } else { RETRY_MS };
        let wait = wait.unwrap_or(own_wait).min(LONGEST_WAIT_MS);
        grant.due_at = Some(now.saturating_add(wait));
        Rc::new(grant)
    }
}
