//! Rows of which it is not known whether a ticket came of them.

use super::{run, sent, states, task, ticket};
use crate::bulk::{Phase, RowState, Run, Step};
use crate::error::Kind;
use crate::servicenow::Outcome;

const FIVE_MINUTES: u64 = 300_000;

/// A run of so many rows, of which the first was sent at 0 and answered so.
fn first_answered(count: usize, kind: Kind) -> Run {
    let mut run = run(count);
    run.go_on();
    if let Step::LookUp(asked) = run.next(0) {
        run.looked_up(&asked, Ok(Vec::new()), 0);
    }
    assert_eq!(run.next(0), Step::Send(0));
    run.posted(0, 0);
    run.answered(0, &Err(kind.into()), 0);
    run
}

/// Looks the first row up until something else is to be done; gives that, when, and how often.
fn looked_up_until(run: &mut Run, mut now: u64) -> (Step, u64, usize) {
    let mut times = 0;
    loop {
        match run.next(now) {
            Step::Wait(ms) => now += u64::from(ms),
            Step::LookUp(asked) => {
                assert_eq!(asked, [0]);
                times += 1;
                run.looked_up(&asked, Ok(Vec::new()), now);
            }
            step => return (step, now, times),
        }
    }
}

fn broken() -> Kind {
    Kind::RestApiHidden {
        host: "dev1.service-now.com".to_owned(),
        origin: "https://portal.example.com".to_owned(),
    }
}

#[test]
fn what_a_slow_instance_may_yet_make_is_only_looked_up_and_then_left_to_the_person() {
    let mut run = first_answered(1, Kind::InDoubt);
    assert_eq!(run.counts().looked_for, 1);
    let (step, now, times) = looked_up_until(&mut run, 0);
    assert_eq!((step, now), (Step::Nothing, FIVE_MINUTES));
    assert!((10..20).contains(&times), "{times} look-ups");
    assert_eq!(states(&run), [&RowState::InDoubt]);
    let counts = run.counts();
    assert_eq!((counts.in_doubt, counts.failed, counts.left()), (1, 0, 0));
    assert_eq!((run.phase(), run.leaves_doubt()), (&Phase::Ended, true));

    run.go_on();
    assert_eq!(run.next(now), Step::Nothing, "nobody wants it sent again");
    run.try_failed_again();
    assert_eq!(run.next(now), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(Vec::new()), now);
    assert_eq!(run.next(now), Step::Send(0));
}

#[test]
fn what_comes_late_is_found() {
    let mut run = first_answered(1, Kind::InDoubt);
    assert_eq!(run.next(2_000), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(vec![(task(0), ticket(0, true))]), 2_000);
    let found = run.rows()[0].made().map(|made| made.outcome);
    assert_eq!(found, Some(Outcome::FoundAfterDoubt));
    assert!(!run.leaves_doubt());
}

#[test]
fn what_a_broken_connection_may_have_carried_is_sent_again_when_nothing_comes_of_it() {
    let mut run = first_answered(1, broken());
    let (step, now, _) = looked_up_until(&mut run, 0);
    assert_eq!((step, now), (Step::Send(0), FIVE_MINUTES));
}

#[test]
fn what_the_instance_has_answered_is_not_in_doubt() {
    for kind in [
        Kind::ServerFailed { status: 503 },
        Kind::RateLimited { retry_after: None },
        Kind::SignedOut,
    ] {
        let run = first_answered(1, kind.clone());
        assert!(!run.leaves_doubt(), "{kind:?}");
    }
}

#[test]
fn a_row_that_was_not_posted_is_not_in_doubt() {
    let mut run = run(1);
    run.go_on();
    assert_eq!(run.next(0), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(Vec::new()), 0);
    assert_eq!(run.next(0), Step::Send(0));
    run.answered(0, &Err(broken().into()), 0);
    assert!(!run.leaves_doubt());
    assert_eq!(run.next(1_000), Step::Send(0));
}

#[test]
fn others_are_sent_while_a_row_is_in_doubt() {
    let mut run = first_answered(2, Kind::InDoubt);
    assert_eq!(run.next(0), Step::Send(1));
    run.answered(1, &Ok(sent(1, Outcome::Created)), 0);
    assert_eq!(run.next(0), Step::Wait(1_000));
}

#[test]
fn stopping_and_going_on_shortens_no_doubt() {
    let mut run = first_answered(1, Kind::InDoubt);
    run.stop();
    run.try_failed_again();
    assert_eq!(
        run.next(10),
        Step::LookUp(vec![0]),
        "it is looked up at once"
    );
    run.looked_up(&[0], Ok(Vec::new()), 10);
    let (_, now, _) = looked_up_until(&mut run, 10);
    assert_eq!(now, FIVE_MINUTES);
}

#[test]
fn what_is_forgotten_is_not_what_is_in_doubt() {
    let mut run = first_answered(3, Kind::InDoubt);
    run.stop();
    run.retain(|_| false);
    assert_eq!(run.counts().total, 1);
    run.forget_settled();
    assert_eq!((run.counts().total, run.leaves_doubt()), (1, true));
}
