//! What an answer means for its row and for the run.

use super::doubt::Doubt;
use super::fault::Fault;
use super::row::{Row, RowState};
use super::run::{Phase, Run};
use super::verdict::{Verdict, asked_for_ms, pause_ms};
use crate::error::{Error, Kind, Result};
use crate::servicenow::Sent;
use crate::task::Reference;
use crate::tickets::{CorrelationId, Ticket};

/// A row, or a look-up, is tried so often before it counts as failed.
const TRIES: u32 = 8;
/// So many failures that may pass, with nothing between them that went well, are no accident.
const FAILURES_IN_A_ROW: u32 = 12;
/// So many refusals of the same kind, likewise.
const REFUSALS_IN_A_ROW: u32 = 3;
/// A longer pause than this is the person's to decide about.
const LONGEST_WAIT_MS: u64 = 120_000;

impl Run {
    /// Takes the tickets that were found of the rows of [`Step::LookUp`].
    pub fn looked_up(
        &mut self,
        asked: &[usize],
        answer: Result<Vec<(CorrelationId, Ticket)>>,
        now: u64,
    ) {
        match answer {
            Ok(found) => {
                self.went_well();
                self.look_ups_failed = 0;
                let since = self.looks_since;
                for at in asked {
                    self.change_if(*at, &RowState::LookingUp, |row| {
                        learn(row, &found, since, now);
                    });
                }
            }
            Err(error) => {
                for at in asked {
                    self.change_if(*at, &RowState::LookingUp, |row| {
                        row.state = RowState::Waiting;
                    });
                }
                self.look_ups_failed += 1;
                let fails = self.look_ups_failed >= TRIES;
                match Verdict::of(&error) {
                    Verdict::Passes if !fails => self.pause(&error, self.look_ups_failed, now),
                    // Without a look-up no row can be sent.
                    _ => self.halt(error),
                }
            }
        }
        self.end();
    }

    /// Takes what came of the row of [`Step::Send`].
    pub fn answered(&mut self, at: usize, answer: &Result<Sent>, now: u64) {
        let Some(row) = self.rows.get(at) else {
            return;
        };
        if row.state != RowState::Sending {
            return;
        }
        match answer {
            Ok(sent) => {
                self.went_well();
                self.change(at, |row| row.is_sent(sent));
            }
            Err(error) => self.failed(at, error, now),
        }
        self.end();
    }

    /// The row of [`Step::Send`] cannot be sent with what stands in the form.
    pub fn put_back(&mut self, at: usize) {
        self.change_if(at, &RowState::Sending, |row| row.state = RowState::Waiting);
        self.stop();
    }

    fn failed(&mut self, at: usize, error: &Error, now: u64) {
        let (mut tries, mut in_doubt) = (0, false);
        self.change(at, |row| {
            row.state = RowState::Waiting;
            row.failed = Some(error.clone());
            row.tries += 1;
            row.not_before = now.saturating_add(pause_ms(row.tries));
            row.doubt = doubt_after(row, error, now);
            if let Some(doubt) = row.doubt {
                row.looked_up = false;
                row.not_before = doubt.next_look(now).max(row.not_before);
            }
            (tries, in_doubt) = (row.tries, row.in_doubt());
        });
        match Verdict::of(error) {
            Verdict::Passes => {
                self.pause(error, 0, now);
                self.failed += 1;
                if tries >= TRIES && !in_doubt {
                    self.give_up(at, error);
                }
                if self.failed >= FAILURES_IN_A_ROW {
                    self.halt(told(error));
                }
            }
            // That one action is gone says nothing of the others.
            Verdict::Stays if error.key() == Fault::ActionGone.key() => self.give_up(at, error),
            Verdict::Stays => {
                self.give_up(at, error);
                let before = self.refused.filter(|(key, _)| *key == error.key());
                let times = before.map_or(0, |(_, times)| times) + 1;
                self.refused = Some((error.key(), times));
                if times >= REFUSALS_IN_A_ROW {
                    self.halt(error.clone());
                }
            }
            Verdict::ConcernsAll => self.halt(error.clone()),
        }
    }

    fn give_up(&mut self, at: usize, error: &Error) {
        self.change(at, |row| {
            row.failed = None;
            row.doubt = None;
            row.state = RowState::Failed(error.clone());
        });
    }

    /// Waits as long as the instance asks for, or after a failed look-up.
    fn pause(&mut self, error: &Error, failed: u32, now: u64) {
        let asked_for = asked_for_ms(error);
        if asked_for > LONGEST_WAIT_MS {
            return self.halt(error.clone());
        }
        let own = if failed > 0 { pause_ms(failed) } else { 0 };
        let until = now.saturating_add(own.max(asked_for));
        if until > self.not_before {
            self.not_before = until;
            self.asked_to_wait = asked_for >= own;
        }
    }

    /// Waits for the person. What they did before goes first.
    fn halt(&mut self, error: Error) {
        if self.phase == Phase::Running {
            self.phase = Phase::Stopped(Some(error));
        }
    }

    fn went_well(&mut self) {
        self.failed = 0;
        self.refused = None;
    }
}

/// What is known after a failure of whether a ticket may come of what was sent.
fn doubt_after(row: &Row, error: &Error, now: u64) -> Option<Doubt> {
    let again = row.tries < TRIES;
    match error.kind() {
        Kind::InDoubt => {
            let begun = row.doubt.unwrap_or_else(|| Doubt::begin(now));
            Some(Doubt {
                again: false,
                ..begun
            })
        }
        // The instance has ended the transaction, and its ticket was looked up since.
        Kind::ServerFailed { .. } => None,
        // The connection broke; what was sent may have arrived.
        _ if error.leaves_doubt() => row.doubt.map(|doubt| Doubt { again, ..doubt }),
        // It was not carried out.
        _ => None,
    }
}

/// What a person is told of it who sees many rows.
fn told(error: &Error) -> Error {
    match error.kind() {
        Kind::InDoubt => Fault::InDoubt.into(),
        _ => error.clone(),
    }
}

/// What the look-up that began `since` says of a row: an open ticket is its ticket, a closed one is
/// followed. Where there is none, one may still come of what was sent before.
fn learn(row: &mut Row, found: &[(CorrelationId, Ticket)], since: u64, now: u64) {
    let mut found = found.iter();
    let found = found.find(|(task, _)| task.is_same_task(&row.correlation));
    row.state = RowState::Waiting;
    if let Some((_, ticket)) = found
        && ticket.open
    {
        return row.is_there(ticket);
    }
    match row.doubt {
        Some(doubt) if !doubt.is_over(since) => {
            row.not_before = doubt.next_look(now).max(now.saturating_add(1));
            return;
        }
        Some(Doubt { again: false, .. }) => {
            row.failed = None;
            row.state = RowState::InDoubt;
            return;
        }
        _ => row.looked_up = true,
    }
    match found {
        Some((_, ticket)) => row.follows = Reference::new(&ticket.sys_id, &ticket.number),
        None => row.follows = None,
    }
}
