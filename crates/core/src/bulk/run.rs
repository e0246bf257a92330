//! How far a run has come, and what is done next: a pure state machine.

use std::rc::Rc;

use super::counts::Counts;
use super::doubt::Doubt;
use super::row::{Row, RowState};
use crate::error::Error;

/// So many rows are on their way at once: enough not to wait for each answer, too few to be a burden.
const AT_ONCE: usize = 3;
/// So many rows are looked up together, shortly before they are sent.
const TOGETHER: usize = 50;

/// Many tasks on their way to their tickets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub(super) rows: Vec<Rc<Row>>,
    pub(super) phase: Phase,
    /// Nothing is asked of the instance before this moment, on the monotonic clock.
    pub(super) not_before: u64,
    /// Whether that is what the instance has asked for.
    pub(super) asked_to_wait: bool,
    /// When the look-up that is under way began, on the monotonic clock.
    pub(super) looks_since: u64,
    /// How often the look-up has failed since it last went well.
    pub(super) look_ups_failed: u32,
    /// How often something has failed since anything went well.
    pub(super) failed: u32,
    /// What was refused last, and how often since anything went well.
    pub(super) refused: Option<(&'static str, u32)>,
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
    /// Every row has its ticket, failed or stayed in doubt.
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
        self.rows.iter().any(|row| row.in_doubt())
    }

    /// How long nothing is asked of the instance, in milliseconds.
    #[must_use]
    pub fn waits_ms(&self, now: u64) -> u64 {
        match self.phase {
            Phase::Running => self.not_before.saturating_sub(now),
            _ => 0,
        }
    }

    /// Whether the instance has asked for that, or it is a pause after a failure.
    #[must_use]
    pub fn is_asked_to_wait(&self) -> bool {
        self.asked_to_wait
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
                RowState::InDoubt => counts.in_doubt += 1,
                RowState::Sending | RowState::LookingUp => counts.under_way += 1,
                RowState::Waiting => {}
            }
            if row.in_doubt() && matches!(row.state, RowState::Waiting | RowState::LookingUp) {
                counts.looked_for += 1;
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

    /// Keeps those rows only, and those with a ticket or in doubt. Not while anything is under way: an
    /// answer would find another row in its place.
    pub fn retain(&mut self, keeps: impl Fn(&Row) -> bool) {
        if !self.is_busy() {
            self.rows
                .retain(|row| row.made().is_some() || row.in_doubt() || keeps(row));
            self.end();
        }
    }

    /// Keeps only the rows in doubt: what is known of them is not known anywhere else.
    pub fn forget_settled(&mut self) {
        if !self.is_busy() {
            self.rows.retain(|row| row.in_doubt());
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

    /// Goes on with the rows that failed or stayed in doubt as well.
    pub fn try_failed_again(&mut self) {
        if self.phase == Phase::Running {
            return;
        }
        for row in &mut self.rows {
            if matches!(row.state, RowState::Failed(_) | RowState::InDoubt) {
                let row = Rc::make_mut(row);
                row.failed = None;
                if let Some(doubt) = &mut row.doubt {
                    doubt.again = true;
                }
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

    /// The POST of the row of [`Step::Send`] goes out: from now on a ticket may come of it.
    pub fn posted(&mut self, at: usize, now: u64) {
        self.change_if(at, &RowState::Sending, |row| {
            row.doubt = Some(Doubt::begin(now));
        });
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
                self.looks_since = now;
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

    /// Ends where nothing is left.
    pub(super) fn end(&mut self) {
        let is_begun = self.is_begun();
        if is_begun && self.rows.iter().all(|row| row.is_settled()) {
            // Why it was stopped is still to be read while rows have failed of it.
            let told = matches!(self.phase, Phase::Stopped(Some(_)));
            let counts = self.counts();
            if !told || counts.failed + counts.in_doubt == 0 {
                self.phase = Phase::Ended;
            }
        }
    }

    pub(super) fn change(&mut self, at: usize, change: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.get_mut(at) {
            change(Rc::make_mut(row));
        }
    }

    pub(super) fn change_if(&mut self, at: usize, state: &RowState, change: impl FnOnce(&mut Row)) {
        if self.rows.get(at).is_some_and(|row| row.state == *state) {
            self.change(at, change);
        }
    }
}

fn is_under_way(row: &Row) -> bool {
    matches!(row.state, RowState::Sending | RowState::LookingUp)
}

fn wait(ms: u64) -> Step {
    Step::Wait(u32::try_from(ms).unwrap_or(u32::MAX))
}
