use proptest::prelude::*;

use super::*;

#[test]
fn a_number_is_digits_alone() {
    #[track_caller]
    fn check(text: &str, expect: Option<u64>) {
        assert_eq!(number(text), expect, "{text:?}");
    }
    check("0", Some(0));
    check("007", Some(7));
    check("18446744073709551615", Some(u64::MAX));
    check("18446744073709551616", None);
    check("184467440737095516150", None);
    check("", None);
    check("+1", None);
    check("-1", None);
    check(" 1", None);
    check("1x", None);
    check("١", None);
}

#[test]
fn line_ends_of_every_system_are_one() {
    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(with_line_ends(text, '|'), expect, "{text:?}");
    }
    check("a\nb\rc\r\nd", "a|b|c|d");
    check("\n\r\n\r", "|||");
    check("\r\r\n", "||");
    check("é\n", "é|");
}

#[test]
fn short_numbers_get_zeros_in_front() {
    let mut text = String::new();
    push_padded(&mut text, 7, 2);
    push_padded(&mut text, 2026, 4);
    push_padded(&mut text, 123, 2);
    assert_eq!(text, "072026123");
}

proptest! {
    #[test]
    fn texts_are_split_as_by_the_library(text in "[abé]{0,12}", part in "[abé]{1,3}") {
        prop_assert_eq!(split_at_first(&text, &part), text.split_once(part.as_str()));
        prop_assert_eq!(has(&text, &part), text.contains(part.as_str()));
    }

    #[test]
    fn integers_are_written_as_by_the_library(number: i64) {
        prop_assert_eq!(integer(number), number.to_string());
    }

    #[test]
    fn hexadecimal_is_the_librarys(number: u64) {
        prop_assert_eq!(hex(&number.to_be_bytes()), format!("{number:016x}"));
    }
}
