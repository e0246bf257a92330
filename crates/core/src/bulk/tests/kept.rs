use super::{run, sent, ticket};
use crate::bulk::{KEYS, Kept, Phase, RowState, Run, Step};
use crate::date::{Date, Timestamp};
use crate::error::Kind;
use crate::ports::memory::{Memory, MemoryStore};
use crate::ports::{Clock, Store};
use crate::servicenow::Outcome;
use crate::task::Draft;
use crate::tickets::CorrelationId;

fn kept(run: Run) -> Kept {
    let today = Date::parse("2026-11-21").unwrap();
    Kept {
        common: Draft::of_person(CorrelationId::for_action("t", "a"), "megan", today),
        note: "Before \"all\"".to_owned(),
        run,
    }
}

fn again(run: Run) -> Run {
    let (store, clock) = (MemoryStore::default(), Memory::new());
    let before = kept(run);
    assert!(before.keep(&store, &clock, "tenant", "https://one.example.com"));
    let found = Kept::find(&store, &clock, "tenant", "https://one.example.com").unwrap();
    assert_eq!((&found.common, &found.note), (&before.common, &before.note));
    assert_eq!(
        Kept::find(&store, &clock, "tenant", "https://other.example.com"),
        None
    );
    Kept::forget(&store, "tenant", "https://one.example.com");
    assert!(store.keys("").is_empty());
    found.run
}

#[test]
fn a_plan_comes_back_as_it_was() {
    assert_eq!(again(run(3)), run(3));
}

#[test]
fn a_run_comes_back_stopped_with_its_results_and_what_was_on_its_way_in_doubt() {
    let mut run = run(5);
    run.go_on();
    let Step::LookUp(asked) = run.next(0) else {
        panic!("{run:?}");
    };
    let closed = (super::task(4), ticket(4, false));
    run.looked_up(&asked, Ok(vec![closed]), 0);
    for expect in 0..3 {
        assert_eq!(run.next(0), Step::Send(expect));
        run.posted(expect, 0);
    }
    run.answered(0, &Ok(sent(0, Outcome::Created)), 0);
    let refused = Kind::Forbidden {
        reason: "ACL".to_owned(),
    };
    run.answered(1, &Err(refused.into()), 0);
    let mut run = again(run);
    assert_eq!(*run.phase(), Phase::Stopped(None));
    let [made, failed, doubt, waiting, closed] = run.rows() else {
        panic!("{run:?}");
    };
    assert!(matches!(&made.state, RowState::Done(made) if made.number == "CHG0000000"));
    let RowState::Failed(error) = &failed.state else {
        panic!("{failed:?}");
    };
    assert_eq!(error.key(), "forbidden");
    assert_eq!(error.args(), [("reason", "ACL".to_owned())]);
    assert_eq!((&doubt.state, doubt.in_doubt()), (&RowState::Waiting, true));
    assert_eq!(
        (&waiting.state, waiting.in_doubt()),
        (&RowState::Waiting, false)
    );
    assert_eq!(
        closed.follows.as_ref().map(|ticket| &*ticket.name),
        Some("CHG0000004")
    );
    assert!(run.leaves_doubt());
    run.go_on();
    // What was looked up before the reload is looked up anew.
    assert_eq!(run.next(0), Step::LookUp(vec![2, 3, 4]));
    run.looked_up(&[2, 3, 4], Ok(vec![(super::task(2), ticket(2, true))]), 0);
    let found = run.rows()[2].state.clone();
    assert!(matches!(found, RowState::Done(made) if made.outcome == Outcome::FoundAfterDoubt));
}

#[test]
fn what_is_no_run_counts_as_nothing() {
    let (store, clock) = (MemoryStore::default(), Memory::new());
    kept(run(1)).keep(&store, &clock, "t", "i");
    let key = store.keys("").remove(0);
    for text in [
        "",
        "{}",
        "[1]",
        "{\"rows\":[],\"common\":\"\"}",
        "{\"rows\":1}",
    ] {
        store.set(&key, text);
        assert_eq!(Kept::find(&store, &clock, "t", "i"), None, "{text}");
    }
    assert_eq!(store.keys(KEYS), store.keys(""));
    store.close();
    assert!(!kept(run(1)).keep(&store, &clock, "t", "i"));
}

#[test]
fn a_doubt_ends_at_the_same_moment_after_a_reload_whatever_becomes_of_the_clock() {
    for (passes, clock_moves, still_looked_up_at) in [
        (60_000, 0, 239_999),
        (0, -3_600_000, 299_999),
        (400_000, 0, 0),
    ] {
        let mut run = run(1);
        run.go_on();
        assert_eq!(run.next(0), Step::LookUp(vec![0]));
        run.looked_up(&[0], Ok(Vec::new()), 0);
        assert_eq!(run.next(0), Step::Send(0));
        run.posted(0, 0);
        let (store, ports) = (MemoryStore::default(), Memory::new());
        kept(run).keep(&store, &ports, "t", "i");
        ports.advance(passes);
        ports.set_now(Timestamp(ports.now().0 + clock_moves));
        let mut run = Kept::find(&store, &ports.reload(), "t", "i").unwrap().run;
        run.go_on();
        for (now, sends) in [(still_looked_up_at, passes >= 300_000), (300_000, true)] {
            let mut run = run.clone();
            if let Step::LookUp(asked) = run.next(now) {
                run.looked_up(&asked, Ok(Vec::new()), now);
            }
            let step = run.next(now);
            assert_eq!(step == Step::Send(0), sends, "{passes} {now} {step:?}");
        }
    }
}

#[test]
fn what_stays_in_doubt_comes_back_as_it_was() {
    let mut run = run(1);
    run.go_on();
    assert_eq!(run.next(0), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(Vec::new()), 0);
    assert_eq!(run.next(0), Step::Send(0));
    run.posted(0, 0);
    run.answered(0, &Err(Kind::InDoubt.into()), 400_000);
    assert_eq!(run.next(430_000), Step::LookUp(vec![0]));
    run.looked_up(&[0], Ok(Vec::new()), 430_000);
    assert_eq!(run.counts().in_doubt, 1);
    let run = again(run);
    assert_eq!(run.rows()[0].state, RowState::InDoubt);
    assert_eq!(*run.phase(), Phase::Ended);
}
