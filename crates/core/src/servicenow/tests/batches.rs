use proptest::prelude::*;

use super::home::base64;
use crate::servicenow::base64::decode;

#[test]
fn base64_is_read_or_refused() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            decode(text).as_deref(),
            expected.map(str::as_bytes),
            "{text:?}"
        );
    }
    check("", Some(""));
    check("Zg==", Some("f"));
    check("Zm8=", Some("fo"));
    check("Zm9v", Some("foo"));
    check("Zm9v\r\nYmFy\r\n", Some("foobar"));
    check("Zm8", Some("fo"));
    check("Z", None);
    check("Zm9vY", None);
    check("Zm 9v", None);
    check("Zm-_", None);
}

proptest! {
    #[test]
    fn base64_survives(text in "\\PC{0,60}") {
        let decoded = decode(&base64(&text)).and_then(|bytes| String::from_utf8(bytes).ok());
        prop_assert_eq!(decoded, Some(text));
    }

    #[test]
    fn no_text_is_too_odd_for_base64(text in "[A-Za-z0-9+/=\\r\\n]{0,30}|\\PC{0,30}") {
        let _ = decode(&text);
    }
}
