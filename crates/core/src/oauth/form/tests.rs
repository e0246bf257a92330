use proptest::prelude::*;

use super::*;

#[test]
fn only_unreserved_characters_stand_for_themselves() {
    assert_eq!(encoded("AZaz09-._~"), "AZaz09-._~");
    assert_eq!(encoded("a b&c=d+e%f/g"), "a%20b%26c%3Dd%2Be%25f%2Fg");
    assert_eq!(encoded("é\n"), "%C3%A9%0A");
    assert_eq!(encode(&[("a", "1 2"), ("b&", "")]), "a=1%202&b%26=");
}

#[test]
fn what_is_no_escape_stands_for_itself() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(decoded(text), expected);
    }
    check("a+b%20c", "a b c");
    check("%C3%A9", "é");
    check("%c3%a9", "é");
    check("100%", "100%");
    check("%4", "%4");
    check("%zz%41", "%zzA");
    check("%é", "%é");
    check("%FF", "\u{fffd}");
}

#[test]
fn pairs_keep_their_order_and_may_lack_a_value() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [
        pair("b", "1=2"),
        pair("a", ""),
        pair("", "x"),
        pair("b", "3"),
    ];
    assert_eq!(decode("&b=1=2&a&&=x&b=3"), expected);
    assert_eq!(decode(""), []);
}

proptest! {
    #[test]
    fn what_was_encoded_decodes_to_itself(pairs in prop::collection::vec((any::<String>(), any::<String>()), 0..5)) {
        let borrowed: Vec<_> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        prop_assert_eq!(decode(&encode(&borrowed)), pairs);
    }

    #[test]
    fn decoding_never_panics(text in any::<String>()) {
        let _ = decode(&text);
    }
}
