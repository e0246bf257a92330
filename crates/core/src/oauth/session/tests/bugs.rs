//! The bugs that this field has had, each as a test of its name.

use super::*;
use crate::date::Timestamp;
use crate::oauth::has_callback;
use crate::ports::memory::{Answer, join, json};
use crate::ports::{Clock as _, HttpFailure};

const KEPT: TokenStorage = TokenStorage::SessionStorage;
const HALF_HOUR: u64 = 1_800_000;

#[test]
fn two_tabs_refresh_at_once_and_log_each_other_out() {
    let first = Tab::signed_in(KEPT);
    let second = first.duplicated(KEPT);
    first.memory.advance(HALF_HOUR - 30_000);
    first.memory.set_latency(5);
    let (one, other) = run(join(
        first.session.access_token(),
        second.session.access_token(),
    ));
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(
        (first.server.refreshes.get(), first.server.reuses.get()),
        (1, 0)
    );
    // The copy in the second tab ends by itself; it harms nobody and a sign-in mends it.
    first.memory.advance(HALF_HOUR);
    assert_eq!(*second.token().unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(second.session.phase(), Phase::Expired);
    assert!(first.works());
    second.sign_in();
    assert!(first.works() && second.works());
    assert_eq!(first.server.reuses.get(), 0);
}

#[test]
fn two_frames_of_a_tab_refresh_at_once() {
    let first = Tab::signed_in(KEPT);
    // A frame of the same origin shares the tab's sessionStorage.
    let session = Session::new(Rc::clone(&first.memory), connection(), KEPT);
    first.memory.advance(HALF_HOUR);
    first.memory.set_latency(5);
    let (one, other) = run(join(first.session.access_token(), session.access_token()));
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(
        (first.server.refreshes.get(), first.server.reuses.get()),
        (1, 0)
    );
}

#[test]
fn the_back_button_replays_the_code() {
    let tab = Tab::open(KEPT);
    let url = run(tab.session.start("/")).unwrap();
    let back = tab.server.approve(&url);
    let callback = take_callback(&*tab.memory, &back).unwrap().unwrap();
    run(tab.session.finish(callback)).unwrap();
    // The address again: by the back button, in a reloaded page, in a duplicated tab.
    for tab in [tab.reloaded(KEPT), tab.duplicated(KEPT), tab] {
        assert!(take_callback(&*tab.memory, &back).is_none());
        assert!(tab.works(), "and nothing alarming happens");
        assert_eq!(
            (tab.server.exchanges.get(), tab.server.replays.get()),
            (1, 0)
        );
    }
}

#[test]
fn bfcache_leaves_sign_in_in_progress_stuck() {
    let tab = Tab::open(TokenStorage::Memory);
    run(tab.session.start("/")).unwrap();
    assert_eq!(tab.session.phase(), Phase::SigningIn);
    tab.session.came_back();
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    tab.sign_in();
    // Signed in, on the way to sign in as somebody else, and back.
    run(tab.session.start("/")).unwrap();
    tab.session.came_back();
    assert_eq!(tab.session.phase(), Phase::SignedIn);
    assert!(tab.works());
}

#[test]
fn a_double_click_starts_two_sign_ins() {
    let tab = Tab::open(TokenStorage::Memory);
    let (one, other) = run(join(tab.session.start("/a"), tab.session.start("/b")));
    let url = one.unwrap();
    assert_eq!(url, other.unwrap());
    assert_eq!(url, run(tab.session.start("/c")).unwrap());
    // A sign-in that has returned, or that is old, is not entered again.
    let back = tab.server.approve(&url);
    take_callback(&*tab.memory, &back).unwrap().unwrap();
    let second = run(tab.session.start("/")).unwrap();
    assert_ne!(url, second);
    tab.memory.advance(61_000);
    assert_ne!(second, run(tab.session.start("/")).unwrap());
}

#[test]
fn state_lost_between_http_https_or_hosts_gives_a_blank_page() {
    #[track_caller]
    fn check(redirect_uri: &str, starts: bool) {
        let connection = Connection {
            redirect_uri: redirect_uri.into(),
            ..connection()
        };
        let session = Session::new(Rc::new(Memory::new()), connection, TokenStorage::Memory);
        match run(session.start("/")) {
            Ok(_) => assert!(starts, "{redirect_uri}"),
            Err(error) => assert_eq!((starts, error.key()), (false, "returnsElsewhere")),
        }
    }
    check("https://portal.example.com", true);
    check("https://portal.example.com/a", true);
    check("https://portal.example.com?a", true);
    check("http://portal.example.com/", false);
    check("https://www.portal.example.com/", false);
    check("https://portal.example.com:8443/", false);
    check("https://portal.example.com.evil.example/", false);
    check("/", false);

    // Should it come to it, the page shows as it does without a return.
    let tab = Tab::open(TokenStorage::Memory);
    let url = run(tab.session.start("/")).unwrap();
    let back = tab.server.approve(&url);
    let elsewhere = Memory::new();
    assert!(!has_callback(&elsewhere, &back));
    assert!(take_callback(&elsewhere, &back).is_none());
}

#[test]
fn a_clock_off_by_a_day_loops_the_refresh() {
    #[track_caller]
    fn check(days: i64) {
        let tab = Tab::signed_in(KEPT);
        let set = || {
            let now = tab.memory.now().0 + days * 86_400_000;
            tab.memory.set_now(Timestamp(now));
        };
        set();
        for _ in 0..10 {
            assert!(tab.works());
        }
        assert_eq!(
            tab.server.refreshes.get(),
            0,
            "the clock that was set is not asked"
        );
        set();
        let tab = tab.reloaded(KEPT);
        for _ in 0..10 {
            assert!(tab.works());
        }
        assert!(
            tab.server.refreshes.get() <= 1,
            "at most once after a reload"
        );
    }
    check(1);
    check(-1);
}

#[test]
fn a_token_that_never_lives_long_loops_the_refresh() {
    for expires_in in [0, 1, 30] {
        let tab = Tab::open(TokenStorage::Memory);
        tab.server.expires_in.set(expires_in);
        tab.sign_in();
        for _ in 0..10 {
            assert!(tab.works());
        }
        assert_eq!(tab.server.refreshes.get(), 0);
    }
}

#[test]
fn the_answer_to_a_refresh_is_lost_in_sleep() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    tab.server.rotates.set(false);
    tab.memory.advance(HALF_HOUR);
    tab.server.loses_answers.set(true);
    assert_eq!(tab.token().unwrap_err().key(), "unreachable");
    assert_eq!(
        tab.session.phase(),
        Phase::SignedIn,
        "a lost answer refuses nothing"
    );
    tab.server.loses_answers.set(false);
    assert!(tab.works());
    assert_eq!(tab.server.refreshes.get(), 2);
}

#[test]
fn the_answer_with_a_rotated_token_is_lost_in_sleep() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    tab.memory.advance(HALF_HOUR);
    tab.server.loses_answers.set(true);
    assert!(tab.token().is_err());
    tab.server.loses_answers.set(false);
    // The next token went down with the answer: only a sign-in helps, and it does.
    assert_eq!(*tab.token().unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(tab.session.phase(), Phase::Expired);
    tab.sign_in();
    assert!(tab.works());
}

#[test]
fn the_end_of_a_token_is_slept_through() {
    // The monotonic clock of some browsers stands still in sleep, so a dead token looks alive.
    let tab = Tab::signed_in(TokenStorage::Memory);
    let token = tab.token().unwrap();
    assert_eq!(run(tab.session.access_token()).unwrap(), token);
    let new = run(tab.session.after_refusal(&token)).unwrap();
    assert!(tab.server.accepts(new.secret()));
    assert_eq!(tab.server.refreshes.get(), 1);
}

#[test]
fn a_renewal_that_is_given_up_half_way_leaves_others_waiting() {
    let tab = Tab::open(TokenStorage::Memory);
    tab.server.rotates.set(false);
    tab.sign_in();
    tab.memory.advance(HALF_HOUR);
    tab.memory.set_latency(3);
    {
        let mut given_up = std::pin::pin!(tab.session.access_token());
        let mut context = std::task::Context::from_waker(Waker::noop());
        assert!(given_up.as_mut().poll(&mut context).is_pending());
    }
    assert!(tab.works());
    assert_eq!(tab.server.refreshes.get(), 2);
}

#[test]
fn the_first_refresh_after_a_reload_fails_with_503_and_signs_the_person_out() {
    #[track_caller]
    fn check(down: Answer, key: &str) {
        let tab = Tab::signed_in(KEPT);
        tab.memory.advance(HALF_HOUR * 2);
        let tab = tab.reloaded(KEPT);
        *tab.server.down.borrow_mut() = Some(down);
        assert_eq!(tab.token().unwrap_err().key(), key);
        assert_eq!(tab.session.phase(), Phase::SignedIn);
        *tab.server.down.borrow_mut() = None;
        assert!(tab.reloaded(KEPT).works(), "what was kept is still there");
    }
    check(json(503, "{}"), "serverFailed");
    check(json(502, "<html>"), "serverFailed");
    check(json(429, "{}"), "rateLimited");
    check(json(200, "<html>hibernating</html>"), "hibernating");
    check(json(403, "<html>"), "notJson");
    check(Err(HttpFailure::Network), "unreachable");
    check(Err(HttpFailure::Timeout), "timeout");
}

#[test]
fn the_old_refresh_token_is_used_after_rotation() {
    for storage in [TokenStorage::Memory, KEPT] {
        let mut tab = Tab::signed_in(storage);
        for renewals in 1..6 {
            tab.memory.advance(HALF_HOUR);
            if storage == KEPT {
                tab = tab.reloaded(storage);
            }
            assert!(tab.works());
            assert_eq!(
                (tab.server.refreshes.get(), tab.server.reuses.get()),
                (renewals, 0)
            );
        }
    }
}

#[test]
fn a_token_shows_up_in_a_log_url_storage_or_error() {
    let shown = |text: &str| text.contains("SECRET");
    let tab = Tab::signed_in(TokenStorage::Memory);
    tab.memory.advance(HALF_HOUR);
    let token = tab.token().unwrap();
    assert!(
        shown(token.secret()),
        "what is looked for is what secrets hold"
    );

    let stored = [tab.memory.session().entries(), tab.memory.local().entries()].concat();
    assert!(!stored.iter().any(|(key, value)| shown(key) || shown(value)));
    assert!(
        !tab.memory
            .requests()
            .iter()
            .any(|request| shown(&request.url))
    );
    assert!(!shown(&format!("{:?}", tab.session.machine.borrow())));
    tab.server.revoke_all();
    let error = run(tab.session.after_refusal(&token)).unwrap_err();
    assert!(!shown(&format!("{error:?} {:?}", error.args())));

    // With the opt-in: in sessionStorage, and still not in localStorage.
    let tab = Tab::signed_in(KEPT);
    tab.memory.advance(HALF_HOUR);
    assert!(tab.works());
    assert!(
        tab.memory
            .session()
            .entries()
            .iter()
            .any(|(_, value)| shown(value))
    );
    assert!(!tab.memory.local().entries().is_empty(), "a note was left");
    assert!(
        !tab.memory
            .local()
            .entries()
            .iter()
            .any(|(_, value)| shown(value))
    );
}
