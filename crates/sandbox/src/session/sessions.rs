//! The sessions themselves, in memory: a restart signs people out of the
//! pages, though not their programs, whose tokens are records.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

use crate::store::{Result, new_id};

/// How long a session lives without a request.
const IDLE: Duration = Duration::minutes(30);

/// Anybody can begin sessions, so there is an end to their number.
const MOST: usize = 10_000;

/// One browser's session.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) token: String,
    /// The `sys_id` of who is signed in.
    pub(super) user: Option<String>,
    seen: OffsetDateTime,
    /// When it ends whatever happens.
    ends: Option<OffsetDateTime>,
}

impl Session {
    fn lasts_at(&self, now: OffsetDateTime) -> bool {
        now - self.seen < IDLE && self.ends.is_none_or(|ends| now < ends)
    }
}

/// All sessions by the value of their cookie.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<String, Session>>);

impl Sessions {
    /// Begins a session and returns the value of its cookie. Signing in begins
    /// a new one, so that nobody can plant a cookie known to them.
    pub(super) fn begin(
        &self,
        user: Option<String>,
        now: OffsetDateTime,
        ends: Option<OffsetDateTime>,
    ) -> Result<(String, Session)> {
        let id = new_id()? + &new_id()?;
        let session = Session {
            token: new_id()? + &new_id()?,
            user,
            seen: now,
            ends,
        };
        let mut sessions = self.lock();
        if sessions.len() >= MOST {
            sessions.retain(|_, session| session.lasts_at(now));
        }
        if sessions.len() >= MOST {
            let oldest = sessions.iter().min_by_key(|(_, session)| session.seen);
            if let Some(oldest) = oldest.map(|(id, _)| id.clone()) {
                sessions.remove(&oldest);
            }
        }
        sessions.insert(id.clone(), session.clone());
        Ok((id, session))
    }

    /// The session of this cookie, which lives on from now.
    pub(super) fn get(&self, id: &str, now: OffsetDateTime) -> Option<Session> {
        let mut sessions = self.lock();
        let session = sessions.get_mut(id)?;
        if !session.lasts_at(now) {
            sessions.remove(id);
            return None;
        }
        session.seen = now;
        Some(session.clone())
    }

    /// Ends one session.
    pub(super) fn end(&self, id: &str) {
        self.lock().remove(id);
    }

    /// Ends every session.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_session_ends_half_an_hour_after_its_last_request() {
        let sessions = Sessions::default();
        let begin = datetime!(2026-11-21 12:00 UTC);
        let (id, _) = sessions.begin(None, begin, None).unwrap();
        assert!(sessions.get(&id, begin + Duration::minutes(29)).is_some());
        assert!(sessions.get(&id, begin + Duration::minutes(58)).is_some());
        assert!(sessions.get(&id, begin + Duration::minutes(88)).is_none());
    }

    #[test]
    fn a_session_with_an_end_ends_then() {
        let sessions = Sessions::default();
        let begin = datetime!(2026-11-21 12:00 UTC);
        let end = begin + Duration::minutes(5);
        let (id, _) = sessions.begin(None, begin, Some(end)).unwrap();
        assert!(sessions.get(&id, begin + Duration::minutes(4)).is_some());
        assert!(sessions.get(&id, end).is_none());
    }

    #[test]
    fn the_oldest_session_makes_room() {
        let sessions = Sessions::default();
        let begin = datetime!(2026-11-21 12:00 UTC);
        let (first, _) = sessions.begin(None, begin, None).unwrap();
        let later = begin + Duration::seconds(1);
        for _ in 0..MOST {
            sessions.begin(None, later, None).unwrap();
        }
        assert!(sessions.get(&first, later).is_none());
        assert_eq!(sessions.lock().len(), MOST);
    }
}
