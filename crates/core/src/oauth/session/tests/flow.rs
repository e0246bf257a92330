use super::*;
use crate::ports::HttpFailure;
use crate::ports::memory::{join, json, turns};

const ALMOST_DUE: u64 = 1_735_000;
const DUE: u64 = 1_770_000;

#[test]
fn a_sign_in_leads_from_the_start_to_a_token() {
    let tab = Tab::open(TokenStorage::Memory);
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    assert_eq!(*tab.token().unwrap_err().kind(), Kind::SignedOut);
    let url = run(tab.session.start("/a")).unwrap();
    assert_eq!(tab.session.phase(), Phase::SigningIn);
    assert!(
        url.contains("&redirect_uri=https%3A%2F%2Fportal.example.com%2F&"),
        "{url}"
    );
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url))
        .unwrap()
        .unwrap();
    assert_eq!(run(tab.session.finish(callback)).unwrap(), "/a");
    assert!(tab.works());
}

#[test]
fn a_request_during_the_return_waits_for_the_token() {
    let tab = Tab::open(TokenStorage::Memory);
    let url = run(tab.session.start("/")).unwrap();
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url))
        .unwrap()
        .unwrap();
    tab.memory.set_latency(3);
    let (finished, token) = run(join(
        tab.session.finish(callback),
        tab.session.access_token(),
    ));
    assert!(finished.is_ok());
    assert_eq!(token.unwrap(), tab.token().unwrap());
}

#[test]
fn a_token_is_renewed_ahead_of_its_end_by_one_request() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    let first = tab.token().unwrap();
    tab.memory.advance(ALMOST_DUE);
    assert_eq!(tab.token().unwrap(), first);
    tab.memory.advance(DUE - ALMOST_DUE);
    tab.memory.set_latency(3);
    let (one, other) = run(join(tab.session.access_token(), tab.session.access_token()));
    let one = one.unwrap();
    assert_eq!(one, other.unwrap());
    assert_ne!(one, first);
    assert_eq!(tab.server.refreshes.get(), 1);
}

#[test]
fn a_token_that_is_refused_is_replaced_once() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    let old = tab.token().unwrap();
    let new = run(tab.session.after_refusal(&old)).unwrap();
    assert_ne!(new, old);
    // A second request that was under way with the old one.
    assert_eq!(run(tab.session.after_refusal(&old)).unwrap(), new);
    assert_eq!(tab.server.refreshes.get(), 1);
}

#[test]
fn without_a_refresh_token_the_end_leads_to_a_new_sign_in() {
    let tab = Tab::open(TokenStorage::Memory);
    tab.server.gives_refresh.set(false);
    tab.sign_in();
    tab.memory.advance(DUE);
    assert!(tab.works(), "good until its very end");
    let token = tab.token().unwrap();
    let error = run(tab.session.after_refusal(&token)).unwrap_err();
    assert_eq!(
        (error.kind(), tab.session.phase()),
        (&Kind::SignedOut, Phase::Expired)
    );
    tab.sign_in();
    assert!(tab.works());
    tab.memory.advance(DUE * 2);
    assert_eq!(*tab.token().unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(tab.session.phase(), Phase::Expired);
    assert_eq!(tab.server.refreshes.get(), 0);
}

#[test]
fn a_refresh_token_that_is_not_repeated_stays_in_use() {
    let tab = Tab::open(TokenStorage::Memory);
    tab.server.rotates.set(false);
    tab.sign_in();
    for renewals in 1..4 {
        tab.memory.advance(DUE);
        assert!(tab.works());
        assert_eq!(tab.server.refreshes.get(), renewals);
    }
}

#[test]
fn a_server_that_repeats_the_access_token_is_not_asked_ever_more_often() {
    let tab = Tab::open(TokenStorage::Memory);
    tab.server.rotates.set(false);
    tab.sign_in();
    tab.server.same_token.set(true);
    tab.server.expires_in.set(59);
    tab.memory.advance(1_740_000);
    for _ in 0..58 {
        assert!(tab.works());
        tab.memory.advance(1_000);
    }
    assert_eq!(tab.server.refreshes.get(), 1);
}

#[test]
fn a_renewal_that_is_not_allowed_leaves_the_token_its_time() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    *tab.server.down.borrow_mut() = Some(json(401, r#"{"error":"unauthorized_client"}"#));
    tab.memory.advance(DUE);
    assert!(tab.token().is_ok());
    assert!(tab.token().is_ok());
    assert_eq!(
        (tab.session.phase(), tab.memory.requests().len()),
        (Phase::SignedIn, 2)
    );
    tab.memory.advance(60_000);
    assert_eq!(*tab.token().unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(tab.session.phase(), Phase::Expired);
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    let wait = crate::ports::memory::answer(429, &[("retry-after", "20")], "");
    *tab.server.down.borrow_mut() = Some(wait);
    tab.memory.advance(2 * DUE);
    for _ in 0..3 {
        assert_eq!(tab.token().unwrap_err().key(), "rateLimitedFor");
    }
    assert_eq!(tab.memory.requests().len(), 2, "the sign-in's and one more");
    *tab.server.down.borrow_mut() = None;
    tab.memory.advance(20_000);
    assert!(tab.works());
}

#[test]
fn a_sign_out_during_a_renewal_is_final() {
    let tab = Tab::signed_in(TokenStorage::SessionStorage);
    tab.memory.advance(DUE);
    tab.memory.set_latency(3);
    let sign_out = async {
        turns(2).await;
        tab.session.sign_out().await;
    };
    let (token, ()) = run(join(tab.session.access_token(), sign_out));
    assert_eq!(*token.unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(tab.server.refreshes.get(), 1);
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    assert_eq!(tab.memory.session().entries(), []);
    assert_eq!(
        tab.memory.fired().len(),
        4,
        "the old tokens, then those that came too late"
    );
}

#[test]
fn a_sign_out_while_another_tab_renews_sends_nothing_more() {
    let first = Tab::open(TokenStorage::SessionStorage);
    first.server.rotates.set(false);
    first.sign_in();
    let second = first.duplicated(TokenStorage::SessionStorage);
    first.memory.advance(DUE);
    first.memory.set_latency(5);
    let waits_and_signs_out = join(second.session.access_token(), async {
        turns(2).await;
        second.session.sign_out().await;
    });
    let (token, (other, ())) = run(join(first.session.access_token(), waits_and_signs_out));
    assert!(token.is_ok());
    assert_eq!(*other.unwrap_err().kind(), Kind::SignedOut);
    assert_eq!(
        first.memory.requests().len(),
        2,
        "the sign-in's and one renewal"
    );
}

#[test]
fn a_refused_token_that_is_given_again_ends_the_session() {
    let tab = Tab::open(TokenStorage::Memory);
    tab.server.rotates.set(false);
    tab.sign_in();
    tab.server.same_token.set(true);
    let token = tab.token().unwrap();
    let error = run(tab.session.after_refusal(&token)).unwrap_err();
    assert_eq!(
        (error.kind(), tab.session.phase()),
        (&Kind::SignedOut, Phase::Expired)
    );
    assert_eq!(tab.server.refreshes.get(), 1);
}

#[test]
fn tokens_survive_a_reload_only_where_that_is_wished() {
    #[track_caller]
    fn check(storage: TokenStorage, away_ms: u64, phase: Phase, refreshes: u32) {
        let tab = Tab::signed_in(storage);
        tab.memory.advance(away_ms);
        let tab = tab.reloaded(storage);
        assert_eq!(tab.session.phase(), phase);
        assert_eq!(tab.works(), phase == Phase::SignedIn);
        assert_eq!(tab.server.refreshes.get(), refreshes);
    }
    check(TokenStorage::Memory, 0, Phase::SignedOut, 0);
    check(TokenStorage::SessionStorage, 60_000, Phase::SignedIn, 0);
    check(TokenStorage::SessionStorage, 3_600_000, Phase::SignedIn, 1);
}

fn other_client() -> Connection {
    Connection {
        client_id: ClientId::parse("other").unwrap(),
        ..connection()
    }
}

#[test]
fn what_was_kept_for_another_connection_is_not_used() {
    let tab = Tab::signed_in(TokenStorage::SessionStorage);
    let session = Session::new(
        tab.memory.clone(),
        other_client(),
        TokenStorage::SessionStorage,
    );
    assert_eq!(session.phase(), Phase::SignedOut);
    assert_eq!(tab.memory.session().entries(), []);
}

#[test]
fn a_return_for_other_settings_redeems_nothing() {
    let tab = Tab::open(TokenStorage::Memory);
    let url = run(tab.session.start("/")).unwrap();
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url))
        .unwrap()
        .unwrap();
    let session = Session::new(tab.memory.clone(), other_client(), TokenStorage::Memory);
    assert_eq!(
        *run(session.finish(callback)).unwrap_err().kind(),
        Kind::ConnectionChanged
    );
    assert_eq!(tab.server.exchanges.get(), 0);
}

#[test]
fn a_sign_in_that_fails_says_why_and_can_be_begun_again() {
    let tab = Tab::open(TokenStorage::Memory);
    let url = run(tab.session.start("/")).unwrap();
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url))
        .unwrap()
        .unwrap();
    *tab.server.down.borrow_mut() = Some(Err(HttpFailure::Timeout));
    assert_eq!(
        run(tab.session.finish(callback)).unwrap_err().key(),
        "timeout"
    );
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    *tab.server.down.borrow_mut() = None;
    tab.sign_in();
}

#[test]
fn a_browser_that_lacks_the_means_cannot_start() {
    #[track_caller]
    fn check(spoil: impl Fn(&Memory), expected: Kind) {
        let tab = Tab::open(TokenStorage::Memory);
        spoil(&tab.memory);
        assert_eq!(*run(tab.session.start("/")).unwrap_err().kind(), expected);
        assert_eq!(tab.session.phase(), Phase::SignedOut);
    }
    check(|memory| memory.set_seed(None), Kind::NoRandomness);
    check(
        |memory| memory.set_has_digest(false),
        Kind::NotSecureContext,
    );
    check(|memory| memory.session().close(), Kind::StorageClosed);
}

#[test]
fn listeners_hear_each_change_of_the_phase_until_they_end() {
    let tab = Tab::open(TokenStorage::Memory);
    let heard = Rc::new(RefCell::new(Vec::new()));
    let subscription = tab.session.subscribe(Box::new({
        let (heard, session) = (Rc::clone(&heard), Rc::downgrade(&tab.session));
        move || heard.borrow_mut().push(session.upgrade().unwrap().phase())
    }));
    tab.sign_in();
    assert_eq!(*heard.borrow(), [Phase::SigningIn, Phase::SignedIn]);
    drop(subscription);
    run(tab.session.sign_out());
    assert_eq!(heard.borrow().len(), 2);
}
