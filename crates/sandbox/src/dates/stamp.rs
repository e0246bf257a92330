//! `yyyy-MM-dd HH:mm:ss`, the way ServiceNow stores every date-time.

use time::format_description::BorrowedFormatItem;
use time::macros::{format_description, time};
use time::{Date, OffsetDateTime, PrimitiveDateTime};

const DATE_TIME: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Writes an instant as ServiceNow stores it.
pub fn format(instant: OffsetDateTime) -> String {
    // The format names only parts that every date-time has.
    instant.format(DATE_TIME).unwrap_or_default()
}

/// Reads a stored date-time. A bare date is its midnight; anything else is
/// no date.
pub fn parse(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    PrimitiveDateTime::parse(text, DATE_TIME)
        .or_else(|_| Date::parse(text, DATE).map(|date| PrimitiveDateTime::new(date, time!(0:00))))
        .ok()
        .map(PrimitiveDateTime::assume_utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse(text).map(format).as_deref(), expect, "{text}");
    }

    #[test]
    fn dates_are_read_in_the_stored_form_only() {
        check("2026-11-21 23:59:59", Some("2026-11-21 23:59:59"));
        check(" 2026-11-21 ", Some("2026-11-21 00:00:00"));
        check("2026-11-21T23:59:59Z", None);
        check("2026-02-30", None);
        check("", None);
    }
}
