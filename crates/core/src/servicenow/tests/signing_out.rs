//! Signing out, and what is known of the tokens then.

use std::rc::Rc;

use pollster::block_on;

use super::{header, requests, session};
use crate::ports::HttpFailure;
use crate::ports::memory::{Answer, Memory, json};
use crate::servicenow::{Revocation, sign_out};

const REFUSED: &str = r#"{"error":{"message":"User Not Authenticated","detail":null}}"#;

#[test]
fn whether_the_tokens_have_ended_is_asked_with_them() {
    #[track_caller]
    fn check(answer: Answer, expected: Revocation) {
        let ports = Rc::new(Memory::new());
        let session = block_on(session(&ports)).unwrap();
        ports.set_answers(true);
        ports.expect(answer);
        assert_eq!(block_on(sign_out(&*ports, &session)), expected);
        assert_eq!(ports.fired().len(), 2);
        let sent = requests(&ports);
        let [request] = sent.as_slice() else {
            panic!("one request")
        };
        assert_eq!(header(request, "Authorization"), Some("Bearer first-token"));
    }
    check(json(401, REFUSED), Revocation::Ended);
    check(json(401, ""), Revocation::Ended);
    check(json(200, r#"{"result":[]}"#), Revocation::StillGood);
    check(json(403, REFUSED), Revocation::StillGood);
    check(json(200, "<html>asleep"), Revocation::Unconfirmed);
    check(json(403, "<html>blocked"), Revocation::Unconfirmed);
    check(json(404, ""), Revocation::Unconfirmed);
    check(json(429, ""), Revocation::Unconfirmed);
    check(json(503, ""), Revocation::Unconfirmed);
    check(Err(HttpFailure::Network), Revocation::Unconfirmed);
    check(Err(HttpFailure::Timeout), Revocation::Unconfirmed);
}

#[test]
fn an_instance_that_was_not_reached_is_not_asked_again() {
    let ports = Rc::new(Memory::new());
    let session = block_on(session(&ports)).unwrap();
    ports.set_answers(false);
    assert_eq!(
        block_on(sign_out(&*ports, &session)),
        Revocation::Unconfirmed
    );
    assert!(requests(&ports).is_empty());
}

#[test]
fn without_tokens_nobody_is_asked() {
    let ports = Rc::new(Memory::new());
    let session = block_on(session(&ports)).unwrap();
    block_on(session.give_up());
    let told = ports.fired().len();
    assert_eq!(block_on(sign_out(&*ports, &session)), Revocation::Nothing);
    assert_eq!((ports.fired().len(), requests(&ports).len()), (told, 0));
}
