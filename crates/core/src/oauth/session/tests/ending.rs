//! The end of a session's tokens.

use super::*;

const KEPT: TokenStorage = TokenStorage::SessionStorage;
const REVOCATION: &str = "https://dev1.service-now.com/oauth_revoke_token.do?token=";

/// The tokens whose revocation was sent.
fn revoked(tab: &Tab) -> Vec<String> {
    let addresses = tab.memory.fired().into_iter();
    addresses
        .map(|url| url.strip_prefix(REVOCATION).unwrap().to_owned())
        .collect()
}

#[test]
fn sign_out_revokes_and_clears() {
    #[track_caller]
    fn check(answers: bool) {
        let tab = Tab::signed_in(KEPT);
        tab.memory.set_answers(answers);
        tab.memory.advance(1_770_000);
        assert!(tab.works());
        run(tab.session.start("/")).unwrap();
        assert!(!tab.memory.session().entries().is_empty());
        assert!(tab.session.holds_tokens());
        let signed_out = run(tab.session.sign_out()).unwrap();
        assert_eq!(signed_out.told, answers);
        assert_eq!(signed_out.access.secret(), "access-SECRET-5");
        assert!(!tab.session.holds_tokens());
        assert_eq!(tab.session.phase(), Phase::SignedOut);
        assert_eq!(tab.memory.session().entries(), []);
        assert_eq!(tab.memory.local().entries(), []);
        assert_eq!(revoked(&tab), ["refresh-SECRET-4", "access-SECRET-5"]);
    }
    check(true);
    check(false);
}

#[test]
fn a_sign_out_without_tokens_tells_nobody() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    let tab = tab.reloaded(TokenStorage::Memory);
    assert!(run(tab.session.sign_out()).is_none());
    assert_eq!(revoked(&tab), [""; 0]);
}

#[test]
fn a_tab_that_signs_out_with_another_revokes_what_it_has_itself() {
    let tab = Tab::signed_in(KEPT);
    tab.session.sign_out_too();
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    assert_eq!(tab.memory.session().entries(), []);
    assert_eq!(revoked(&tab), ["refresh-SECRET-2", "access-SECRET-3"]);
}

#[test]
fn the_tokens_of_the_user_before_are_revoked_when_another_has_signed_in() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    tab.sign_in();
    assert_eq!(revoked(&tab), ["refresh-SECRET-2", "access-SECRET-3"]);
    assert!(tab.works());
}

#[test]
fn the_tokens_of_the_user_before_outlive_a_sign_in_that_came_to_nothing() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    run(tab.session.start("/")).unwrap();
    tab.session.came_back();
    assert_eq!(revoked(&tab), [""; 0]);
    assert!(tab.works());
}

#[test]
fn what_is_kept_over_the_way_to_the_instance_is_revoked_after_it() {
    let tab = Tab::signed_in(KEPT);
    let url = run(tab.session.start("/home")).unwrap();
    let tab = tab.reloaded(KEPT);
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url));
    run(tab.session.finish(callback.unwrap().unwrap())).unwrap();
    assert_eq!(revoked(&tab), ["refresh-SECRET-2", "access-SECRET-3"]);
    assert!(tab.works());
}

#[test]
fn tokens_that_are_given_up_go_and_the_sign_in_goes_on() {
    let tab = Tab::signed_in(TokenStorage::Memory);
    let url = run(tab.session.start("/home")).unwrap();
    run(tab.session.give_up());
    assert_eq!(revoked(&tab), ["refresh-SECRET-2", "access-SECRET-3"]);
    assert_eq!(tab.session.phase(), Phase::SigningIn);
    // The person turns back: nobody is signed in.
    tab.session.came_back();
    assert_eq!(tab.session.phase(), Phase::SignedOut);
    // Or goes through with it.
    let tab = tab.reloaded(TokenStorage::Memory);
    let callback = take_callback(&*tab.memory, &tab.server.approve(&url));
    run(tab.session.finish(callback.unwrap().unwrap())).unwrap();
    assert!(tab.works());
}
