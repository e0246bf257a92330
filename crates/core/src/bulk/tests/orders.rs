//! Whatever happens in whatever order: against an instance that makes a ticket of every POST, sooner
//! or later, as the client that looks up first would meet it.

use proptest::prelude::*;

use super::{run, sent, task, ticket};
use crate::bulk::{Kept, Phase, RowState, Run, Step};
use crate::date::Date;
use crate::error::{Error, Kind};
use crate::ports::memory::Memory;
use crate::ports::{Clock, Ports};
use crate::servicenow::Outcome;
use crate::task::Draft;

const ROWS: usize = 9;
/// No transaction of the instance takes longer.
const LONGEST_MS: u64 = 299_000;

#[derive(Clone, Debug)]
enum Happens {
    Next,
    /// Of what is under way, that one is answered.
    Answer(usize, How),
    GoOn,
    Stop,
    TryAgain,
    Reload,
    Later(u64),
}

#[derive(Clone, Copy, Debug)]
enum How {
    Well,
    LostAfter,
    LostBefore,
    /// It is lost, and the instance makes the ticket so much later, in milliseconds.
    Late(u64),
    /// The connection breaks, and the instance makes the ticket so much later, if at all.
    Breaks(Option<u64>),
    Failed,
    Refused,
    SignedOut,
    Limited,
}

fn how() -> impl Strategy<Value = How> {
    use How::*;
    let at_once = vec![
        Well, Well, LostAfter, LostBefore, Failed, Refused, SignedOut, Limited,
    ];
    prop_oneof![
        4 => prop::sample::select(at_once),
        1 => (0..LONGEST_MS).prop_map(Late),
        1 => prop::option::of(0..LONGEST_MS).prop_map(Breaks),
    ]
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        6 => Just(Happens::Next),
        6 => (0..4_usize, how()).prop_map(|(at, how)| Happens::Answer(at, how)),
        2 => Just(Happens::GoOn),
        1 => Just(Happens::Stop),
        1 => Just(Happens::TryAgain),
        1 => Just(Happens::Reload),
        2 => (0..40_000_u64).prop_map(Happens::Later),
    ]
}

/// What is under way: of the page as it is now, as its answers are dropped by a reload.
struct World {
    run: Run,
    ports: Memory,
    under_way: Vec<Flight>,
    /// The tickets of rows, and when each is made, on the wall clock.
    tickets: Vec<(usize, i64)>,
}

struct Flight {
    step: Step,
    /// Which tickets there were when it was looked up.
    known: Vec<usize>,
    /// When its POST went out, if it did, on the wall clock.
    posted: Option<i64>,
}

impl World {
    fn new() -> Self {
        Self {
            run: run(ROWS),
            ports: Memory::new(),
            under_way: Vec::new(),
            tickets: Vec::new(),
        }
    }

    fn now(&self) -> u64 {
        self.ports.monotonic_ms()
    }

    fn made(&self) -> Vec<usize> {
        let now = self.ports.now().0;
        let made = self.tickets.iter().filter(|(_, then)| *then <= now);
        made.map(|(at, _)| *at).collect()
    }

    /// The instance makes a ticket after so long, but no later than it can.
    fn make(&mut self, at: usize, posted: i64, after: u64) {
        let (after, longest) = (after.cast_signed(), LONGEST_MS.cast_signed());
        let now = self.ports.now().0;
        let then = (now + after).min(posted + longest).max(now);
        self.tickets.push((at, then));
    }

    fn next(&mut self) {
        let step = self.run.next(self.now());
        let mut flight = Flight {
            step: step.clone(),
            known: self.made(),
            posted: None,
        };
        match &step {
            Step::Send(at) => {
                let twice = self.under_way.iter().any(|other| other.step == step);
                assert!(!twice, "{at} is sent twice at once");
                assert!(*self.run.phase() == Phase::Running);
                // The client looks up before its POST.
                if !flight.known.contains(at) {
                    self.run.posted(*at, self.now());
                    flight.posted = Some(self.ports.now().0);
                }
                self.under_way.push(flight);
            }
            Step::LookUp(rows) => {
                for at in rows {
                    let sends = |other: &Flight| other.step == Step::Send(*at);
                    assert!(!self.under_way.iter().any(sends), "{at} is on its way");
                }
                self.under_way.push(flight);
            }
            Step::Wait(ms) => assert!(*ms > 0),
            Step::Nothing => {}
        }
        assert!(self.under_way.len() <= 3, "too many at once");
    }

    fn answer(&mut self, at: usize, how: How) {
        if self.under_way.is_empty() {
            return;
        }
        let flight = self.under_way.remove(at % self.under_way.len());
        let now = self.now();
        let error = |kind: Kind| Error::from(kind);
        let failure = match how {
            How::Well => None,
            How::LostAfter | How::LostBefore | How::Late(_) => Some(error(Kind::InDoubt)),
            How::Breaks(_) => Some(error(Kind::RestApiHidden {
                host: String::new(),
                origin: String::new(),
            })),
            How::Failed => Some(error(Kind::ServerFailed { status: 503 })),
            How::Refused => Some(error(Kind::NotFound)),
            How::SignedOut => Some(error(Kind::SignedOut)),
            How::Limited => Some(error(Kind::RateLimited {
                retry_after: Some(20),
            })),
        };
        match flight.step {
            Step::LookUp(rows) => {
                let found = rows.iter().filter(|at| flight.known.contains(at));
                let found = found.map(|at| (task(*at), ticket(*at, true))).collect();
                self.run
                    .looked_up(&rows, failure.map_or(Ok(found), Err), now);
            }
            Step::Send(at) => {
                if let Some(posted) = flight.posted {
                    match how {
                        How::Well | How::LostAfter => self.make(at, posted, 0),
                        How::Late(after) | How::Breaks(Some(after)) => {
                            self.make(at, posted, after);
                        }
                        _ => {}
                    }
                }
                let outcome = match flight.posted {
                    None => Outcome::AlreadyThere,
                    Some(_) => Outcome::Created,
                };
                let answer = failure.map_or(Ok(sent(at, outcome)), Err);
                self.run.answered(at, &answer, now);
            }
            Step::Wait(_) | Step::Nothing => {}
        }
    }

    fn reload(&mut self) {
        let today = Date::parse("2026-11-21").unwrap();
        let common = Draft::of_person(task(0), "", today);
        let kept = Kept {
            common,
            note: String::new(),
            run: std::mem::take(&mut self.run),
        };
        kept.keep(self.ports.session_store(), &self.ports, "t", "i");
        self.ports = self.ports.reload();
        let store = self.ports.session_store();
        self.run = Kept::find(store, &self.ports, "t", "i").unwrap().run;
        // A request that is on its way when the page goes arrives all the same, and takes its time.
        for flight in std::mem::take(&mut self.under_way) {
            if let (Step::Send(at), Some(posted)) = (flight.step, flight.posted) {
                self.make(at, posted, LONGEST_MS);
            }
        }
    }

    /// Nothing fails any more, and the person goes on until the end.
    fn finish(&mut self) {
        for _ in 0..10_000 {
            match self.run.phase() {
                Phase::Ended if self.run.counts().without_ticket() == 0 => return,
                Phase::Running => {}
                _ => self.run.try_failed_again(),
            }
            match self.under_way.is_empty() {
                true => self.next(),
                false => self.answer(0, How::Well),
            }
            self.ports.advance(1_000);
        }
        panic!("it does not end: {:?}", self.run);
    }
}

proptest! {
    #[test]
    fn no_order_of_events_sends_a_row_twice_or_loses_one(
        events in prop::collection::vec(happens(), 0..120),
    ) {
        let mut world = World::new();
        for event in events {
            match event {
                Happens::Next => world.next(),
                Happens::Answer(at, how) => world.answer(at, how),
                Happens::GoOn => world.run.go_on(),
                Happens::Stop => world.run.stop(),
                Happens::TryAgain => world.run.try_failed_again(),
                Happens::Reload => world.reload(),
                Happens::Later(ms) => world.ports.advance(ms),
            }
            prop_assert_eq!(world.run.counts().total, ROWS);
            for (at, row) in world.run.rows().iter().enumerate() {
                if let RowState::Done(_) = row.state {
                    prop_assert!(world.made().contains(&at), "{} has no ticket", at);
                }
            }
        }
        world.finish();
        let mut tickets = world.made();
        tickets.sort_unstable();
        prop_assert_eq!(tickets, (0..ROWS).collect::<Vec<_>>());
        prop_assert_eq!(world.tickets.len(), ROWS, "one comes late");
        prop_assert_eq!(world.run.counts().left(), 0);
    }
}
