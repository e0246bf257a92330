use super::*;
use crate::ports::memory::Memory;

#[test]
fn the_challenge_is_that_of_rfc_7636_appendix_b() {
    let verifier = CodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into());
    let challenge = pollster::block_on(challenge(&Memory::new(), &verifier)).unwrap();
    assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn base64url_is_that_of_rfc_4648_without_padding() {
    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(base64url(bytes), expected);
    }
    check(b"", "");
    check(b"f", "Zg");
    check(b"fo", "Zm8");
    check(b"foo", "Zm9v");
    check(b"foobar", "Zm9vYmFy");
    check(&[0xfb, 0xff], "-_8");
}

#[test]
fn a_verifier_holds_256_random_bits_and_a_state_128_in_hexadecimal() {
    let memory = Memory::new();
    let (first, second) = (
        new_verifier(&memory).unwrap(),
        new_verifier(&memory).unwrap(),
    );
    assert_eq!(first.secret().len(), 43);
    assert_ne!(first.secret(), second.secret());
    let (first, second) = (new_state(&memory).unwrap(), new_state(&memory).unwrap());
    assert_eq!(first.secret().len(), 32);
    assert!(first.secret().bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(first.secret(), second.secret());
    assert_eq!(hex(&[0, 0x0f, 0xa5]), "000fa5");
}

#[test]
fn a_browser_without_the_means_says_so() {
    let memory = Memory::new();
    memory.set_seed(None);
    assert_eq!(
        *new_verifier(&memory).unwrap_err().kind(),
        Kind::NoRandomness
    );
    assert_eq!(*new_state(&memory).unwrap_err().kind(), Kind::NoRandomness);
    memory.set_has_digest(false);
    let error = pollster::block_on(challenge(&memory, &CodeVerifier::new("x".into())));
    assert_eq!(*error.unwrap_err().kind(), Kind::NotSecureContext);
}
