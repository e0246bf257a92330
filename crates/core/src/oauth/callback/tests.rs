use proptest::prelude::*;

use super::*;
use crate::date::Timestamp;
use crate::oauth::{ClientId, InstanceUrl};
use crate::ports::memory::Memory;
use crate::ports::{Clock as _, Store as _};

const STATE: &str = "00112233445566778899aabbccddeeff";
const PAGE: &str = "https://portal.example.com/tickets/";

/// A tab that has left for a sign-in with [`STATE`].
fn away() -> Memory {
    let memory = Memory::new();
    let connection = Connection {
        instance: InstanceUrl::parse("https://dev1.service-now.com").unwrap(),
        client_id: ClientId::parse("client").unwrap(),
        redirect_uri: PAGE.into(),
        endpoints: None,
    };
    let verifier = CodeVerifier::new("verifier".into());
    let pending = Pending::new(&memory, connection, verifier, "/incidents?page=2");
    assert!(pending.keep(&memory, &State::new(STATE.into())));
    memory
}

fn query(rest: &str) -> String {
    ["?state=", STATE, rest].concat()
}

#[test]
fn a_return_with_a_code_brings_back_what_was_kept() {
    let memory = away();
    let callback = take_callback(&memory, &query("&code=a%2Fb"))
        .unwrap()
        .unwrap();
    assert_eq!(callback.code.secret(), "a/b");
    assert_eq!(callback.verifier.secret(), "verifier");
    assert_eq!(callback.return_to(), "/incidents?page=2");
    assert_eq!(callback.connection().redirect_uri, PAGE);
    assert_eq!(memory.session().entries(), []);
}

#[test]
fn what_the_page_has_in_its_query_stays_when_the_answer_goes() {
    #[track_caller]
    fn check(query: &str, expected: &str) {
        assert_eq!(without_callback(query), expected, "{query}");
    }
    check("", "");
    check("code=c&state=s", "");
    check("tab=tickets&code=c&state=s", "tab=tickets");
    check("code=c&tab=a%20b+c&state=s&iss=i&flag", "tab=a%20b+c&flag");
    check(
        "error=e&error_description=d&error_uri=u&session_state=x",
        "",
    );
    check("codes=1&code=c&mystate=2", "codes=1&mystate=2");
}

#[test]
fn the_back_button_replays_no_code() {
    let memory = away();
    let url = query("&code=c");
    assert!(has_callback(&memory, &url));
    assert!(take_callback(&memory, &url).is_some());
    assert!(!has_callback(&memory, &url));
    assert!(take_callback(&memory, &url).is_none());
}

#[test]
fn another_apps_code_is_not_ours() {
    #[track_caller]
    fn check(url: &str) {
        let memory = away();
        assert!(take_callback(&memory, url).is_none(), "{url}");
        assert!(
            has_callback(&memory, &query("")),
            "ours is still awaited after {url}"
        );
    }
    check("");
    check("?");
    check("?code=theirs");
    check("?code=theirs&state=");
    check("?code=theirs&state=theirs");
    check("?code=theirs&state=00000000000000000000000000000000");
    check(&["?code=c&state=", &STATE.to_uppercase()].concat());
    check(&["#state=", STATE, "&code=c"].concat());
    // The pointer to the latest sign-in is no sign-in.
    check("?code=c&state=sign-in");
}

#[test]
fn only_the_page_that_was_registered_takes_the_return() {
    #[track_caller]
    fn check(page: &str, ours: bool) {
        let memory = away();
        let url = [page, &query("&code=c"), "#x"].concat();
        assert_eq!(take_callback(&memory, &url).is_some(), ours, "{page}");
    }
    check("", true);
    check(PAGE, true);
    check("https://portal.example.com/tickets", true);
    check("https://portal.example.com/", false);
    check("https://portal.example.com/tickets/other", false);
}

#[test]
fn the_return_is_checked_in_the_order_state_issuer_error_code() {
    #[track_caller]
    fn check(rest: &str, expected: Kind) {
        let error = take_callback(&away(), &query(rest)).unwrap().unwrap_err();
        assert_eq!(*error.kind(), expected, "{rest}");
    }
    let issuer = |issuer: &str| Kind::WrongIssuer {
        issuer: issuer.into(),
    };
    check(
        "&iss=https://evil.example&error=access_denied&code=c",
        issuer("https://evil.example"),
    );
    check(
        "&iss=https%3A%2F%2Fdev1.service-now.com%2F&code=c",
        issuer("https://dev1.service-now.com/"),
    );
    check("&iss=&code=c", issuer(""));
    check("&error=access_denied&code=c", Kind::SignInDenied);
    let reason = "server_error try again".into();
    check(
        "&error=server_error&error_description=try%0Aagain&code=c",
        Kind::SignInRefused { reason },
    );
    check("", Kind::SignInIncomplete);
    check("&code=", Kind::SignInIncomplete);
}

#[test]
fn the_instances_own_issuer_is_accepted() {
    let url = query("&iss=https%3A%2F%2Fdev1.service-now.com&code=c");
    assert!(take_callback(&away(), &url).unwrap().is_ok());
}

#[test]
fn a_sign_in_is_void_after_fifteen_minutes() {
    #[track_caller]
    fn check(ms: i64, valid: bool) {
        let memory = away();
        memory.set_now(Timestamp(memory.now().0 + ms));
        let taken = take_callback(&memory, &query("&code=c")).unwrap();
        match taken {
            Ok(_) => assert!(valid, "{ms}"),
            Err(error) => assert_eq!((valid, error.kind()), (false, &Kind::SignInTooOld), "{ms}"),
        }
        assert_eq!(memory.session().entries(), []);
    }
    check(0, true);
    check(15 * 60_000, true);
    check(15 * 60_000 + 1, false);
    // Set back by a moment, and by a day.
    check(-2_000, true);
    check(-86_400_000, false);
}

#[test]
fn what_was_kept_and_cannot_be_read_is_used_up_too() {
    let memory = away();
    let key = ["snowline.sign-in.", STATE].concat();
    for kept in ["", "{}", "null", r#"{"instance":"http://evil.example"}"#] {
        memory.session().set(&key, kept);
        let error = take_callback(&memory, &query("&code=c"))
            .unwrap()
            .unwrap_err();
        assert_eq!(*error.kind(), Kind::SignInIncomplete);
        assert_eq!(memory.session().get(&key), None);
    }
}

#[test]
fn a_later_sign_in_takes_the_place_of_an_earlier_one() {
    let memory = away();
    let pending = pending::find(&memory, STATE).unwrap().unwrap();
    let later = "ffeeddccbbaa99887766554433221100";
    assert!(pending.keep(&memory, &State::new(later.into())));
    assert!(!has_callback(&memory, &query("&code=c")));
    assert!(has_callback(&memory, &["?code=c&state=", later].concat()));
}

proptest! {
    #[test]
    fn no_address_makes_it_panic_or_takes_what_is_not_its_own(url in any::<String>()) {
        let memory = away();
        prop_assert!(take_callback(&memory, &url).is_none());
        prop_assert!(has_callback(&memory, &query("")));
    }

    #[test]
    fn our_state_is_used_up_once_whatever_comes_with_it(rest in any::<String>()) {
        let memory = away();
        let url = query(&["&x=", &rest].concat());
        prop_assert!(take_callback(&memory, &url).is_some());
        prop_assert!(take_callback(&memory, &url).is_none());
        prop_assert_eq!(memory.session().entries(), []);
    }
}
