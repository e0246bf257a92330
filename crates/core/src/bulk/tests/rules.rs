use super::{run, sent, states, task, ticket};
use crate::bulk::{Fault, Phase, Row, RowState, Run, Step};
use crate::error::{Error, Kind};
use crate::servicenow::Outcome;

/// A run that has begun, with all rows looked up and no ticket found.
fn begun(count: usize) -> Run {
    let mut run = run(count);
    run.go_on();
    if let Step::LookUp(asked) = run.next(0) {
        run.looked_up(&asked, Ok(Vec::new()), 0);
    }
    run
}

fn fails(run: &mut Run, kind: Kind, now: u64) {
    match run.next(now) {
        Step::Send(at) => run.answered(at, &Err(kind.into()), now),
        step => panic!("{step:?} instead of a row to send"),
    }
}

fn busy() -> Kind {
    Kind::ServerFailed { status: 503 }
}

fn forbidden(reason: &str) -> Kind {
    Kind::Forbidden {
        reason: reason.to_owned(),
    }
}

#[test]
fn what_has_a_ticket_is_not_sent_and_a_closed_one_is_followed() {
    let mut run = run(3);
    assert_eq!(run.next(0), Step::Nothing, "not begun");
    run.go_on();
    assert_eq!(run.next(0), Step::LookUp(vec![0, 1, 2]));
    let found = vec![(task(0), ticket(0, true)), (task(1), ticket(1, false))];
    run.looked_up(&[0, 1, 2], Ok(found), 0);
    assert!(matches!(states(&run)[0], RowState::Done(made) if made.was_there()));
    let follows = run.rows()[1].follows.as_ref();
    assert_eq!(follows.map(|ticket| &*ticket.name), Some("CHG0000001"));
    assert_eq!((run.next(0), run.next(0)), (Step::Send(1), Step::Send(2)));
    assert_eq!(run.next(0), Step::Nothing);
    run.answered(1, &Ok(sent(1, Outcome::Created)), 0);
    run.answered(2, &Ok(sent(2, Outcome::FoundAfterDoubt)), 0);
    let counts = run.counts();
    assert_eq!((counts.made, counts.there, counts.left()), (2, 1, 0));
    assert_eq!(*run.phase(), Phase::Ended);
}

#[test]
fn a_few_are_on_their_way_at_once_and_many_are_looked_up_together() {
    let mut run = run(120);
    run.go_on();
    let Step::LookUp(asked) = run.next(0) else {
        panic!("{run:?}");
    };
    assert_eq!(asked.len(), 50);
    assert_eq!(run.next(0), Step::Nothing, "one look-up at a time");
    run.looked_up(&asked, Ok(Vec::new()), 0);
    for _ in 0..3 {
        assert!(matches!(run.next(0), Step::Send(_)));
    }
    assert_eq!(run.next(0), Step::Nothing);
    assert_eq!(run.counts().under_way, 3);
}

#[test]
fn what_passes_is_tried_again_after_longer_and_longer_pauses_and_not_for_ever() {
    let mut run = begun(2);
    let mut now = 0;
    let mut pauses = Vec::new();
    for at in 0..7 {
        if at == 0 {
            assert_eq!(run.next(now), Step::Send(0));
            run.answered(0, &Err(busy().into()), now);
            assert_eq!(run.next(now), Step::Send(1), "the others go on meanwhile");
            run.answered(1, &Ok(sent(1, Outcome::Created)), now);
        } else {
            fails(&mut run, busy(), now);
        }
        let Step::Wait(pause) = run.next(now) else {
            panic!("{run:?}");
        };
        pauses.push(pause);
        now += u64::from(pause);
    }
    assert_eq!(pauses, [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    fails(&mut run, busy(), now);
    assert_eq!(*states(&run)[0], RowState::Failed(busy().into()));
    assert_eq!(*run.phase(), Phase::Ended);
    run.try_failed_again();
    assert_eq!(run.next(now), Step::LookUp(vec![0]));
}

#[test]
fn everybody_waits_as_long_as_the_instance_asks_for() {
    let mut run = begun(2);
    let limited = |seconds| Kind::RateLimited {
        retry_after: Some(seconds),
    };
    fails(&mut run, limited(7), 100);
    assert_eq!(run.next(100), Step::Wait(7000));
    assert_eq!((run.waits_ms(100), run.is_asked_to_wait()), (7000, true));
    fails(&mut run, limited(1800), 7100);
    assert_eq!(*run.phase(), Phase::Stopped(Some(limited(1800).into())));
}

#[test]
fn what_stays_stops_its_row_and_three_of_a_kind_stop_the_run() {
    let mut run = begun(6);
    fails(&mut run, forbidden("a"), 0);
    fails(&mut run, forbidden("b"), 0);
    assert_eq!(run.next(0), Step::Send(2));
    run.answered(2, &Ok(sent(2, Outcome::Created)), 0);
    fails(&mut run, forbidden("c"), 0);
    fails(&mut run, forbidden("d"), 0);
    assert_eq!(*run.phase(), Phase::Running);
    fails(&mut run, forbidden("e"), 0);
    let failed = states(&run);
    let failed = failed
        .iter()
        .filter(|state| matches!(state, RowState::Failed(_)));
    assert_eq!(failed.count(), 5);
    assert_eq!(*run.phase(), Phase::Stopped(Some(forbidden("e").into())));
}

#[test]
fn what_concerns_all_rows_stops_the_run_and_no_row_is_lost() {
    for kind in [
        Kind::SignedOut,
        Kind::Offline,
        Kind::TicketHidden,
        Kind::Hibernating {
            host: "dev1.service-now.com".to_owned(),
        },
    ] {
        let error = Error::from(kind.clone());
        let mut run = begun(4);
        fails(&mut run, kind, 0);
        assert_eq!(
            *run.phase(),
            Phase::Stopped(Some(error.clone())),
            "{error:?}"
        );
        assert_eq!((run.counts().left(), run.next(0)), (4, Step::Nothing));
        run.go_on();
        assert_eq!(run.next(0), Step::LookUp(vec![0, 1, 2, 3]));
    }
}

#[test]
fn an_instance_that_fails_every_time_stops_the_run() {
    let mut run = begun(40);
    for _ in 0..11 {
        fails(&mut run, busy(), 0);
    }
    assert_eq!(*run.phase(), Phase::Running);
    fails(&mut run, busy(), 0);
    assert_eq!(*run.phase(), Phase::Stopped(Some(busy().into())));
}

#[test]
fn a_look_up_that_fails_is_tried_again_and_then_stops_the_run() {
    let mut run = run(2);
    run.go_on();
    let mut now = 0;
    for _ in 0..7 {
        assert_eq!(run.next(now), Step::LookUp(vec![0, 1]));
        run.looked_up(&[0, 1], Err(busy().into()), now);
        assert!(run.waits_ms(now) > 0 && !run.is_asked_to_wait());
        let Step::Wait(pause) = run.next(now) else {
            panic!("{run:?}");
        };
        now += u64::from(pause);
    }
    assert_eq!(run.next(now), Step::LookUp(vec![0, 1]));
    run.looked_up(&[0, 1], Err(busy().into()), now);
    assert_eq!(*run.phase(), Phase::Stopped(Some(busy().into())));
}

#[test]
fn stopping_finishes_what_is_under_way() {
    let mut run = begun(5);
    assert_eq!((run.next(0), run.next(0)), (Step::Send(0), Step::Send(1)));
    run.stop();
    assert_eq!((run.next(0), run.is_busy()), (Step::Nothing, true));
    run.answered(0, &Ok(sent(0, Outcome::Created)), 0);
    run.answered(1, &Err(Kind::InDoubt.into()), 0);
    assert_eq!((run.counts().made, run.is_busy()), (1, false));
    assert!(run.leaves_doubt());
    run.retain(|row| row.action_id != "Action4");
    assert_eq!(run.counts().total, 4);
    run.go_on();
    assert_eq!(run.next(0), Step::LookUp(vec![1, 2, 3]));
}

#[test]
fn of_rows_that_nobody_wants_any_more_those_that_failed_go_too() {
    let mut run = begun(4);
    fails(&mut run, forbidden("a"), 0);
    assert_eq!(run.next(0), Step::Send(1));
    run.answered(1, &Ok(sent(1, Outcome::Created)), 0);
    run.stop();
    run.retain(|row| row.action_id == "Action3");
    let left: Vec<_> = run.rows().iter().map(|row| &*row.action_id).collect();
    assert_eq!(left, ["Action1", "Action3"]);
    run.retain(|_| false);
    assert_eq!(*run.phase(), Phase::Ended);
}

#[test]
fn actions_that_are_gone_stop_their_own_rows_only() {
    let mut run = begun(8);
    for at in 0..5 {
        assert_eq!(run.next(0), Step::Send(at));
        run.answered(at, &Err(Fault::ActionGone.into()), 0);
    }
    let failed = RowState::Failed(Fault::ActionGone.into());
    assert_eq!(states(&run)[..5], [&failed; 5]);
    assert_eq!((run.phase(), run.counts().failed), (&Phase::Running, 5));
}

#[test]
fn rows_are_added_once_and_a_run_that_had_ended_goes_on_with_them() {
    let mut run = run(1);
    run.add(Row::new("Action0", "again", task(0)));
    assert_eq!(run.counts().total, 1);
    run.go_on();
    run.looked_up(&[0], Ok(Vec::new()), 0);
    assert_eq!(run.next(0), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(vec![(task(0), ticket(0, true))]), 0);
    assert_eq!(*run.phase(), Phase::Ended);
    run.add(Row::new("Action1", "new", task(1)));
    assert_eq!(*run.phase(), Phase::Stopped(None));
    run.go_on();
    assert_eq!(run.next(0), Step::LookUp(vec![1]));
}

#[test]
fn answers_that_nobody_waits_for_change_nothing() {
    let mut run = begun(2);
    let before = run.clone();
    run.answered(0, &Ok(sent(0, Outcome::Created)), 0);
    run.answered(9, &Ok(sent(9, Outcome::Created)), 0);
    assert_eq!(run.rows(), before.rows());
}
