//! How far a run has come, and what is done next: a pure state machine.

use std::rc::Rc;

use super::row::{Row, RowState};
use super::verdict::{Verdict, asked_for_ms, pause_ms};
use crate::error::{Error, Kind, Result};
use crate::servicenow::Sent;
use crate::task::Reference;
use crate::tickets::{CorrelationId, Ticket};

/// So many rows are on their way at once: enough not to wait for each answer, too few to be a burden.
pub(super) const AT_ONCE: usize = 3;
/// So many rows are looked up together, shortly before they are sent.
const TOGETHER: usize = 50;
/// A row, or a look-up, is tried so often before it counts as failed.
const TRIES: u32 = 8;
/// So many failures that may pass, with nothing between them that went well, are no accident.
const FAILURES_IN_A_ROW: u32 = 12;
/// So many refusals of the same kind, likewise.
const REFUSALS_IN_A_ROW: u32 = 3;
/// A longer pause than this is the person's to decide about.
const LONGEST_WAIT_MS: u64 = 120_000;

/// Many tasks on their way to their tickets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    rows: Vec<Rc<Row>>,
    phase: Phase,
    /// Nothing is asked of the instance before this moment, on the monotonic clock.
    not_before: u64,
    /// How often the look-up has failed since it last went well.
    look_ups_failed: u32,
    /// How often something has failed since anything went well.
    failed: u32,
    /// What was refused last, and how often since anything went well.
    refused: Option<(&'static str, u32)>,
}

/// Where the run stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing was sent yet.
    #[default]
    Planned,
    /// It goes on by itself.
    Running,
    /// It waits for the person: they stopped it, or something concerns all rows.
    Stopped(Option<Error>),
    /// Every row has its ticket or failed.
    Ended,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Look up the tickets of those rows; [`Run::looked_up`] takes the answer.
    LookUp(Vec<usize>),
    /// Send that row; [`Run::answered`] takes the answer.
    Send(usize),
    /// Ask again in so many milliseconds.
    Wait(u32),
    /// Nothing, until an answer comes or the person does something.
    Nothing,
}

/// How many rows have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Those for which a ticket was made.
    pub made: usize,
    /// Those that had an open one.
    pub there: usize,
    /// Those that failed.
    pub failed: usize,
    /// Those that are on their way.
    pub under_way: usize,
}

impl Counts {
    /// Those that are done with.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.made + self.there + self.failed
    }

    /// Those that are still to be sent or on their way.
    #[must_use]
    pub fn left(&self) -> usize {
        self.total.saturating_sub(self.settled())
    }
}

impl Run {
    /// Those rows, of which nothing was sent yet.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        Self {
            rows: rows.into_iter().map(Rc::new).collect(),
            ..Self::default()
        }
    }

    pub(super) fn restored(rows: Vec<Row>, begun: bool) -> Self {
        let mut run = Self::new(rows);
        if begun {
            run.phase = Phase::Stopped(None);
            run.end();
        }
        run
    }

    /// The rows, in their order. One that has not changed is the same one as before.
    #[must_use]
    pub fn rows(&self) -> &[Rc<Row>] {
        &self.rows
    }

    /// Where it stands.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Whether anything was sent, or tried to be.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.phase != Phase::Planned
    }

    /// Whether the form must stay as it is: it goes on, or something is still on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.phase == Phase::Running || self.rows.iter().any(|row| is_under_way(row))
    }

    /// Whether it is not known of a row whether a ticket came of it. Then only the table that it was
    /// sent to tells.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        self.rows.iter().any(|row| row.in_doubt)
    }

    /// How long the instance has asked to wait, in milliseconds.
    #[must_use]
    pub fn waits_ms(&self, now: u64) -> u64 {
        match self.phase {
            Phase::Running => self.not_before.saturating_sub(now),
            _ => 0,
        }
    }

    /// How many rows have come how far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            total: self.rows.len(),
            ..Counts::default()
        };
        for row in &self.rows {
            match &row.state {
                RowState::Done(made) if made.was_there() => counts.there += 1,
                RowState::Done(_) => counts.made += 1,
                RowState::Failed(_) => counts.failed += 1,
                RowState::Sending | RowState::LookingUp => counts.under_way += 1,
                RowState::Waiting => {}
            }
        }
        counts
    }

    /// Adds a row, unless its task is among them.
    pub fn add(&mut self, row: Row) {
        let known = |known: &Rc<Row>| known.correlation.is_same_task(&row.correlation);
        if self.rows.iter().any(known) {
            return;
        }
        self.rows.push(Rc::new(row));
        if self.phase == Phase::Ended {
            self.phase = Phase::Stopped(None);
        }
    }

    /// Keeps those rows only, and whatever is done with. Not while anything is under way: an answer
    /// would find another row in its place.
    pub fn retain(&mut self, keeps: impl Fn(&Row) -> bool) {
        if !self.is_busy() {
            self.rows.retain(|row| row.is_settled() || keeps(row));
            self.end();
        }
    }

    /// Begins, or goes on after it was stopped. What was looked up before may have changed.
    pub fn go_on(&mut self) {
        if self.phase == Phase::Running {
            return;
        }
        for row in &mut self.rows {
            if row.state == RowState::Waiting {
                Rc::make_mut(row).begin_again();
            }
        }
        self.look_ups_failed = 0;
        self.failed = 0;
        self.refused = None;
        self.phase = Phase::Running;
        self.end();
    }

    /// Goes on with the rows that failed as well.
    pub fn try_failed_again(&mut self) {
        if self.phase == Phase::Running {
            return;
        }
        for row in &mut self.rows {
            if matches!(row.state, RowState::Failed(_)) {
                let row = Rc::make_mut(row);
                row.failed = None;
                row.begin_again();
            }
        }
        self.go_on();
    }

    /// Begins nothing more. What is under way comes to its end.
    pub fn stop(&mut self) {
        if self.phase == Phase::Running {
            self.phase = Phase::Stopped(None);
        }
    }

    /// What is to be done now; it counts as begun.
    pub fn next(&mut self, now: u64) -> Step {
        if self.phase != Phase::Running {
            return Step::Nothing;
        }
        let is_looking = |row: &Rc<Row>| row.state == RowState::LookingUp;
        let looks_up = self.rows.iter().any(is_looking);
        let sending = |row: &&Rc<Row>| row.state == RowState::Sending;
        let sending = self.rows.iter().filter(sending).count();
        if sending + usize::from(looks_up) >= AT_ONCE {
            return Step::Nothing;
        }
        if now < self.not_before {
            return wait(self.not_before - now);
        }
        let may = |row: &Row| row.state == RowState::Waiting && row.not_before <= now;
        let ready = self.rows.iter().position(|row| may(row) && row.looked_up);
        if let Some(at) = ready {
            self.change(at, |row| row.state = RowState::Sending);
            return Step::Send(at);
        }
        if !looks_up {
            let mut asked = Vec::new();
            for (at, row) in self.rows.iter_mut().enumerate() {
                if may(row) && asked.len() < TOGETHER {
                    Rc::make_mut(row).state = RowState::LookingUp;
                    asked.push(at);
                }
            }
            if !asked.is_empty() {
                return Step::LookUp(asked);
            }
        }
        let waiting = self
            .rows
            .iter()
            .filter(|row| row.state == RowState::Waiting && (row.looked_up || !looks_up));
        match waiting.map(|row| row.not_before).min() {
            Some(then) => wait(then.saturating_sub(now).max(1)),
            None => Step::Nothing,
        }
    }

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
                for at in asked {
                    self.change_if(*at, &RowState::LookingUp, |row| learn(row, &found));
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
        let in_doubt = *error.kind() == Kind::InDoubt;
        self.change(at, |row| {
            row.state = RowState::Waiting;
            row.in_doubt |= in_doubt;
            row.failed = Some(error.clone());
            row.tries += 1;
            row.not_before = now.saturating_add(pause_ms(row.tries));
        });
        let tries = self.rows.get(at).map_or(0, |row| row.tries);
        match Verdict::of(error) {
            Verdict::Passes => {
                self.pause(error, 0, now);
                self.failed += 1;
                if tries >= TRIES {
                    self.give_up(at, error);
                }
                if self.failed >= FAILURES_IN_A_ROW {
                    self.halt(error.clone());
                }
            }
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
        self.not_before = self.not_before.max(until);
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

    /// Ends where nothing is left.
    fn end(&mut self) {
        let is_begun = self.is_begun();
        if is_begun && self.rows.iter().all(|row| row.is_settled()) {
            // Why it was stopped is still to be read while rows have failed of it.
            let told = matches!(self.phase, Phase::Stopped(Some(_)));
            if !told || self.counts().failed == 0 {
                self.phase = Phase::Ended;
            }
        }
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.get_mut(at) {
            change(Rc::make_mut(row));
        }
    }

    fn change_if(&mut self, at: usize, state: &RowState, change: impl FnOnce(&mut Row)) {
        if self.rows.get(at).is_some_and(|row| row.state == *state) {
            self.change(at, change);
        }
    }
}

fn is_under_way(row: &Row) -> bool {
    matches!(row.state, RowState::Sending | RowState::LookingUp)
}

/// What the look-up says of a row: an open ticket is its ticket, a closed one is followed.
fn learn(row: &mut Row, found: &[(CorrelationId, Ticket)]) {
    let mut found = found.iter();
    let found = found.find(|(task, _)| task.is_same_task(&row.correlation));
    row.state = RowState::Waiting;
    row.looked_up = true;
    match found {
        Some((_, ticket)) if ticket.open => row.is_there(ticket),
        Some((_, ticket)) => row.follows = Reference::new(&ticket.sys_id, &ticket.number),
        None => row.follows = None,
    }
}

fn wait(ms: u64) -> Step {
    Step::Wait(u32::try_from(ms).unwrap_or(u32::MAX))
}
