//! The home page of whoever may not read all of it, or asks too often.

use pollster::block_on;
use serde_json::json;

use super::home::{cards, serve_as, single};
use super::{requests, signed_in};
use crate::ports::Clock;
use crate::ports::memory::{Memory, answer};

/// Answers to the questions for the cards, those about change requests with that status.
fn serve_changes(ports: &Memory, status: u16, with_batch: bool) {
    let answers = move |url: &str| match url.contains("/change_request?") {
        true => (status, json!({})),
        false => single(url),
    };
    serve_as(ports, answers, with_batch);
}

#[test]
fn whoever_may_not_read_one_type_has_the_card_of_the_other() {
    for (with_batch, sent) in [(true, 1), (false, 1 + 8)] {
        let (ports, client) = signed_in();
        serve_changes(&ports, 403, with_batch);
        let home = cards(&client).expect("the cards");
        assert_eq!(home.change, None);
        assert_eq!(home.incident.expect("a card").total(), 7);
        assert_eq!(requests(&ports).len(), sent, "nothing is asked twice");
    }
    let (ports, client) = signed_in();
    serve_as(&ports, |_| (403, json!({})), true);
    assert_eq!(
        cards(&client).map_err(|error| error.key()),
        Err("forbidden"),
        "whoever may read nothing is told why"
    );
}

#[test]
fn what_cannot_pass_by_asking_alone_is_not_asked_alone() {
    let (ports, client) = signed_in();
    serve_changes(&ports, 429, true);
    assert_eq!(
        cards(&client).map_err(|error| error.key()),
        Err("rateLimited")
    );
    assert_eq!(requests(&ports).len(), 1);

    let (ports, client) = signed_in();
    serve_changes(&ports, 500, true);
    assert!(cards(&client).is_err());
    assert!(requests(&ports).len() > 4, "a failure may pass");
}

#[test]
fn an_instance_that_asks_for_a_pause_is_known_to() {
    let (ports, client) = signed_in();
    ports.serve(|_| answer(429, &[("retry-after", "90")], "{}"));
    assert!(!client.is_paused());
    assert!(cards(&client).is_err());
    assert!(client.is_paused());
    block_on(Clock::sleep(&*ports, 90_000));
    assert!(!client.is_paused());
}
