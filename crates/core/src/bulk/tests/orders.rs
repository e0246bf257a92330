//! Whatever happens in whatever order: against an instance that makes a ticket of every POST, as the
//! client that looks up first would meet it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{run, sent, task, ticket};
use crate::bulk::{Kept, Phase, RowState, Run, Step};
use crate::date::Date;
use crate::error::{Error, Kind};
use crate::ports::memory::MemoryStore;
use crate::servicenow::Outcome;
use crate::task::Draft;

const ROWS: usize = 9;

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
    Refused,
    SignedOut,
    Limited,
}

fn how() -> impl Strategy<Value = How> {
    use How::*;
    prop::sample::select(vec![
        Well, Well, LostAfter, LostBefore, Refused, SignedOut, Limited,
    ])
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
#[derive(Default)]
struct World {
    run: Run,
    now: u64,
    under_way: Vec<Step>,
    /// How many tickets each row has.
    tickets: BTreeMap<usize, usize>,
}

impl World {
    fn next(&mut self) {
        let step = self.run.next(self.now);
        match &step {
            Step::Send(at) => {
                let twice = self.under_way.contains(&step);
                assert!(!twice, "{at} is sent twice at once");
                assert!(*self.run.phase() == Phase::Running);
                self.under_way.push(step);
            }
            Step::LookUp(rows) => {
                for at in rows {
                    assert!(
                        !self.under_way.contains(&Step::Send(*at)),
                        "{at} is on its way"
                    );
                }
                self.under_way.push(step);
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
        let step = self.under_way.remove(at % self.under_way.len());
        let error = |kind: Kind| Error::from(kind);
        let failure = match how {
            How::Well => None,
            How::LostAfter | How::LostBefore => Some(error(Kind::InDoubt)),
            How::Refused => Some(error(Kind::NotFound)),
            How::SignedOut => Some(error(Kind::SignedOut)),
            How::Limited => Some(error(Kind::RateLimited {
                retry_after: Some(20),
            })),
        };
        match step {
            Step::LookUp(rows) => {
                let has = |at: &&usize| self.tickets.contains_key(*at);
                let found = rows.iter().filter(has);
                let found = found.map(|at| (task(*at), ticket(*at, true))).collect();
                self.run
                    .looked_up(&rows, failure.map_or(Ok(found), Err), self.now);
            }
            Step::Send(at) => {
                // The client looks up before its POST.
                let known = self.tickets.contains_key(&at);
                if !known && matches!(how, How::Well | How::LostAfter) {
                    *self.tickets.entry(at).or_default() += 1;
                }
                let outcome = match known {
                    true => Outcome::AlreadyThere,
                    false => Outcome::Created,
                };
                let answer = failure.map_or(Ok(sent(at, outcome)), Err);
                self.run.answered(at, &answer, self.now);
            }
            Step::Wait(_) | Step::Nothing => {}
        }
    }

    fn reload(&mut self) {
        let store = MemoryStore::default();
        let today = Date::parse("2026-11-21").unwrap();
        let common = Draft::of_person(task(0), "", today);
        let kept = Kept {
            common,
            note: String::new(),
            run: std::mem::take(&mut self.run),
        };
        kept.keep(&store, "t", "i");
        self.run = Kept::find(&store, "t", "i").unwrap().run;
        // A request that is on its way when the page goes arrives all the same.
        for step in std::mem::take(&mut self.under_way) {
            if let Step::Send(at) = step
                && !self.tickets.contains_key(&at)
            {
                self.tickets.insert(at, 1);
            }
        }
        self.now = 0;
    }

    /// Nothing fails any more, and the person goes on until the end.
    fn finish(&mut self) {
        for _ in 0..10_000 {
            match self.run.phase() {
                Phase::Ended if self.run.counts().failed == 0 => return,
                Phase::Running => {}
                _ => self.run.try_failed_again(),
            }
            match self.under_way.is_empty() {
                true => self.next(),
                false => self.answer(0, How::Well),
            }
            self.now += 1_000;
        }
        panic!("it does not end: {:?}", self.run);
    }
}

proptest! {
    #[test]
    fn no_order_of_events_sends_a_row_twice_or_loses_one(
        events in prop::collection::vec(happens(), 0..120),
    ) {
        let mut world = World { run: run(ROWS), ..World::default() };
        for event in events {
            match event {
                Happens::Next => world.next(),
                Happens::Answer(at, how) => world.answer(at, how),
                Happens::GoOn => world.run.go_on(),
                Happens::Stop => world.run.stop(),
                Happens::TryAgain => world.run.try_failed_again(),
                Happens::Reload => world.reload(),
                Happens::Later(ms) => world.now += ms,
            }
            prop_assert_eq!(world.run.counts().total, ROWS);
            for (at, row) in world.run.rows().iter().enumerate() {
                if let RowState::Done(_) = row.state {
                    prop_assert_eq!(world.tickets.get(&at), Some(&1), "{} has no ticket", at);
                }
            }
        }
        world.finish();
        prop_assert_eq!(world.tickets.len(), ROWS);
        prop_assert!(world.tickets.values().all(|count| *count == 1));
        prop_assert_eq!(world.run.counts().left(), 0);
    }
}
