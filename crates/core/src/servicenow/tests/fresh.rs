use crate::error::{Error, Kind};
use crate::servicenow::Pace;

fn limited(retry_after: Option<u32>) -> Option<Error> {
    Some(Error::new(Kind::RateLimited { retry_after }))
}

fn failed() -> Option<Error> {
    Some(Error::new(Kind::ServerFailed { status: 503 }))
}

/// What is answered, one after the other, and the pauses after each, in seconds.
#[track_caller]
fn check(answers: &[Option<Error>], pauses: &[u32]) {
    let mut pace = Pace::default();
    let mut found = Vec::new();
    for answer in answers {
        pace = pace.after(answer.as_ref());
        found.push(pace.pause_ms() / 1000);
    }
    assert_eq!(found, pauses);
}

#[test]
fn every_minute_while_all_is_well() {
    assert_eq!(Pace::default().pause_ms(), 60_000);
    check(&[None, None, None], &[60, 60, 60]);
}

#[test]
fn failures_double_the_pause_up_to_a_quarter_of_an_hour() {
    let answers = vec![failed(); 6];
    check(&answers, &[120, 240, 480, 900, 900, 900]);
    check(&vec![limited(None); 5], &[120, 240, 480, 900, 900]);
}

#[test]
fn an_answer_brings_the_minute_back() {
    check(
        &[failed(), failed(), None, failed(), None],
        &[120, 240, 60, 120, 60],
    );
}

#[test]
fn nobody_asks_sooner_than_the_instance_wants() {
    check(&[limited(Some(30))], &[120]);
    check(&[limited(Some(300)), None], &[300, 60]);
    check(&[limited(Some(3600)), limited(Some(5))], &[3600, 240]);
    check(&[limited(Some(3600)), failed()], &[3600, 240]);
    let forever = Pace::default().after(limited(Some(u32::MAX)).as_ref());
    assert_eq!(forever.pause_ms(), u32::MAX);
}

#[test]
fn however_often_it_fails_there_is_a_pause() {
    let mut pace = Pace::default();
    for _ in 0..1000 {
        pace = pace.after(failed().as_ref());
        assert!((60_000..=900_000).contains(&pace.pause_ms()));
    }
}
