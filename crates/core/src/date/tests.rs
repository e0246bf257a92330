use super::*;
use proptest::prelude::*;

fn day(year: u16, month: u8, day: u8) -> Date {
    Date::new(year, month, day).expect("a real day")
}

#[test]
fn only_real_days_are_dates() {
    #[track_caller]
    fn check(text: &str, expected: Option<(u16, u8, u8)>) {
        let expected = expected.map(|(year, month, day)| Date { year, month, day });
        assert_eq!(Date::parse(text), expected, "{text:?}");
    }
    check("2026-11-21", Some((2026, 11, 21)));
    check("2024-02-29", Some((2024, 2, 29)));
    check("2000-02-29", Some((2000, 2, 29)));
    check("1900-02-29", None);
    check("2026-02-29", None);
    check("2026-04-31", None);
    check("2026-13-01", None);
    check("2026-00-10", None);
    check("0000-01-01", None);
    check("9999-12-31", Some((9999, 12, 31)));
    check("10000-01-01", None);
    check("2026-1-01", None);
    check("+026-01-01", None);
    check("2026-01-01 ", None);
    check("21/11/2026", None);
    check("২০২৬-১১-২১", None);
    check("é026-01-1", None);
    check("", None);
}

#[test]
fn servicenow_times_are_utc() {
    #[track_caller]
    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(
            Timestamp::parse_servicenow(text),
            expected.map(Timestamp),
            "{text:?}"
        );
    }
    check("1970-01-01 00:00:00", Some(0));
    check("2026-11-21 23:59:59", Some(1_795_305_599_000));
    check("1969-12-31 23:59:59", Some(-1000));
    check("2026-11-21 24:00:00", None);
    check("2026-11-21 23:60:00", None);
    check("2026-11-21 23:59:60", None);
    check("2026-11-21", None);
    check("2026-11-21T23:59:59", None);
    check("11/21/2026 23:59:59", None);
    check("UNKNOWN", None);
    check("", None);
}

#[test]
fn rfc3339_knows_fractions_and_offsets() {
    #[track_caller]
    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(
            Timestamp::parse_rfc3339(text),
            expected.map(Timestamp),
            "{text:?}"
        );
    }
    check("1970-01-01T00:00:00Z", Some(0));
    check("1970-01-01T00:00:00.5Z", Some(500));
    check("1970-01-01T00:00:00.1234567Z", Some(123));
    check("1970-01-01T01:00:00+01:00", Some(0));
    check("1970-01-01T00:00:00-00:30", Some(1_800_000));
    check("1970-01-01T00:00:00", None);
    check("1970-01-01T00:00:00.Z", None);
    check("1970-01-01T00:00:00.1.2Z", None);
    check("1970-01-01T00:00:00+25:00", None);
    check("1970-01-01T00:00:00Zulu", None);
    check("0001-01-01T00:00:00Z", Some(-62_135_596_800_000));
}

#[test]
fn http_dates_are_read() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = Timestamp::parse_http_date(text).and_then(Timestamp::to_servicenow);
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }
    check("Sun, 06 Nov 1994 08:49:37 GMT", Some("1994-11-06 08:49:37"));
    check("Sun, 06 Nov 1994 08:49:37 CET", None);
    check("Sun, 06 Nov 1994 08:49:37 GMT now", None);
    check("Sunday, 06-Nov-94 08:49:37 GMT", None);
    check("Sun Nov  6 08:49:37 1994", None);
    check("120", None);
}

#[test]
fn days_are_counted_over_month_and_year_ends() {
    assert_eq!(day(2026, 12, 31).plus_days(1), Some(day(2027, 1, 1)));
    assert_eq!(day(2024, 3, 1).plus_days(-1), Some(day(2024, 2, 29)));
    assert_eq!(day(9999, 12, 31).plus_days(1), None);
    assert_eq!(day(1, 1, 1).plus_days(-1), None);
    assert_eq!(day(2026, 1, 1).plus_days(i64::MAX), None);
    assert_eq!(Timestamp(i64::MAX).to_servicenow(), None);
    assert_eq!(Timestamp(i64::MIN).to_servicenow(), None);
}

fn any_day() -> impl Strategy<Value = Date> {
    (day(1, 1, 1).days_since_epoch()..=day(9999, 12, 31).days_since_epoch())
        .prop_map(|days| Date::from_days_since_epoch(days).expect("within the years"))
}

proptest! {
    #[test]
    fn a_day_survives_text_and_number(date in any_day()) {
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        prop_assert_eq!(Date::from_days_since_epoch(date.days_since_epoch()), Some(date));
    }

    #[test]
    fn the_next_day_is_later_and_one_number_on(date in any_day()) {
        if let Some(next) = date.plus_days(1) {
            prop_assert!(next > date);
            prop_assert_eq!(next.days_since_epoch(), date.days_since_epoch() + 1);
        }
    }

    #[test]
    fn a_time_survives_servicenow(date in any_day(), h in 0u8..24, m in 0u8..60, s in 0u8..60) {
        let time = Timestamp::from_utc(date, h, m, s).expect("a real time");
        let text = time.to_servicenow().expect("within the years");
        prop_assert_eq!(Timestamp::parse_servicenow(&text), Some(time));
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,40}") {
        let _ = (Date::parse(&text), Timestamp::parse_servicenow(&text));
        let _ = (Timestamp::parse_rfc3339(&text), Timestamp::parse_http_date(&text));
    }

    #[test]
    fn no_almost_date_is_too_odd(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}[.0-9+:Zé-]{0,9}") {
        let _ = (Timestamp::parse_servicenow(&text), Timestamp::parse_rfc3339(&text));
    }
}
