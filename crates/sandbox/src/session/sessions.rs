//! The sessions themselves, in memory: a restart signs people out of the
//! pages, though not their programs, whose tokens are records.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

use crate::store::{Result, new_id};

/// How long a session lives without a request.
const IDLE: Duration = Duration::minutes(30);

/// Anybody can begin sessions, so there is an end to their number.
const MOST: usize = 10_000;

/// Programs that keep no cookies begin one with each call: they make room for
/// each other, and sign no person out.
const MOST_OF_PROGRAMS: usize = 1_000;

/// Whose a session is, and what it is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// The `sys_id` of who is signed in.
    pub(super) user: Option<String>,
    /// The `sys_id` of who has given a password and still owes the second
    /// factor.
    pub(super) owes_code: Option<String>,
    /// The scope of the token that the session began with.
    pub(super) scope: Option<String>,
    /// Begun by a call of an API: good for calls, and opens no page.
    pub(super) of_program: bool,
    /// When it ends whatever happens.
    pub(super) ends: Option<OffsetDateTime>,
}

/// One browser's, or program's, session.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) token: String,
    pub(super) whose: Whose,
    seen: OffsetDateTime,
}

impl Session {
    fn lasts_at(&self, now: OffsetDateTime) -> bool {
        now - self.seen < IDLE && self.whose.ends.is_none_or(|ends| now < ends)
    }
}

/// All sessions by the value of their cookie.
#[derive(Default)]
pub struct Sessions(Mutex<All>);

#[derive(Default)]
struct All {
    by_cookie: HashMap<String, Session>,
    /// The cookies of programs, the oldest first.
    of_programs: VecDeque<String>,
}

impl Sessions {
    /// Begins a session and returns the value of its cookie. Signing in begins
    /// a new one, so that nobody can plant a cookie known to them.
    pub(super) fn begin(&self, whose: Whose, now: OffsetDateTime) -> Result<(String, Session)> {
        let id = new_id()? + &new_id()?;
        let session = Session {
            token: new_id()? + &new_id()?,
            whose,
            seen: now,
        };
        let mut all = self.lock();
        match session.whose.of_program {
            true => all.make_room_for_program(&id),
            false => all.make_room(now),
        }
        all.by_cookie.insert(id.clone(), session.clone());
        Ok((id, session))
    }

    /// The session of this cookie, which lives on from now.
    pub(super) fn get(&self, id: &str, now: OffsetDateTime) -> Option<Session> {
        let mut all = self.lock();
        let session = all.by_cookie.get_mut(id)?;
        if !session.lasts_at(now) {
            all.by_cookie.remove(id);
            return None;
        }
        session.seen = now;
        Some(session.clone())
    }

    /// Ends one session.
    pub(super) fn end(&self, id: &str) {
        self.lock().by_cookie.remove(id);
    }

    /// Ends every session.
    pub fn clear(&self) {
        *self.lock() = All::default();
    }

    fn lock(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl All {
    fn make_room_for_program(&mut self, id: &str) {
        if self.of_programs.len() >= MOST_OF_PROGRAMS
            && let Some(oldest) = self.of_programs.pop_front()
        {
            self.by_cookie.remove(&oldest);
        }
        self.of_programs.push_back(id.to_owned());
    }

    fn make_room(&mut self, now: OffsetDateTime) {
        if self.by_cookie.len() >= MOST {
            self.by_cookie.retain(|_, session| session.lasts_at(now));
        }
        if self.by_cookie.len() >= MOST {
            let oldest = self.by_cookie.iter().min_by_key(|(_, it)| it.seen);
            if let Some(oldest) = oldest.map(|(id, _)| id.clone()) {
                self.by_cookie.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const BEGIN: OffsetDateTime = datetime!(2026-11-21 12:00 UTC);

    #[test]
    fn a_session_ends_half_an_hour_after_its_last_request() {
        let sessions = Sessions::default();
        let (id, _) = sessions.begin(Whose::default(), BEGIN).unwrap();
        assert!(sessions.get(&id, BEGIN + Duration::minutes(29)).is_some());
        assert!(sessions.get(&id, BEGIN + Duration::minutes(58)).is_some());
        assert!(sessions.get(&id, BEGIN + Duration::minutes(88)).is_none());
    }

    #[test]
    fn a_session_with_an_end_ends_then() {
        let sessions = Sessions::default();
        let end = BEGIN + Duration::minutes(5);
        let whose = Whose {
            ends: Some(end),
            ..Whose::default()
        };
        let (id, _) = sessions.begin(whose, BEGIN).unwrap();
        assert!(sessions.get(&id, BEGIN + Duration::minutes(4)).is_some());
        assert!(sessions.get(&id, end).is_none());
    }

    #[test]
    fn the_oldest_session_makes_room() {
        let sessions = Sessions::default();
        let (first, _) = sessions.begin(Whose::default(), BEGIN).unwrap();
        let later = BEGIN + Duration::seconds(1);
        for _ in 0..MOST {
            sessions.begin(Whose::default(), later).unwrap();
        }
        assert!(sessions.get(&first, later).is_none());
        assert_eq!(sessions.lock().by_cookie.len(), MOST);
    }

    #[test]
    fn programs_sign_no_person_out() {
        let sessions = Sessions::default();
        let (person, _) = sessions.begin(Whose::default(), BEGIN).unwrap();
        let program = || Whose {
            of_program: true,
            ..Whose::default()
        };
        let (first, _) = sessions.begin(program(), BEGIN).unwrap();
        for _ in 0..2 * MOST_OF_PROGRAMS {
            sessions.begin(program(), BEGIN).unwrap();
        }
        assert!(sessions.get(&person, BEGIN).is_some());
        assert!(sessions.get(&first, BEGIN).is_none());
        assert_eq!(sessions.lock().by_cookie.len(), MOST_OF_PROGRAMS + 1);
    }
}
