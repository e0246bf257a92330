use super::*;

#[test]
fn a_secret_does_not_show_in_debug() {
    let secret = || String::from("hunter2");
    let shown = format!(
        "{:?} {:?} {:?} {:?} {:?} {:#?}",
        AccessToken::new(secret()),
        RefreshToken::new(secret()),
        AuthorizationCode::new(secret()),
        CodeVerifier::new(secret()),
        State::new(secret()),
        Some(AuthorizeUrl::new(secret())),
    );
    assert!(!shown.contains("hunter2"));
    assert_eq!(shown.matches("[redacted]").count(), 6);
}
