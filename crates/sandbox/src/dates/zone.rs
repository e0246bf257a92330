//! The instance's time zone. New instances stand in Pacific time, so a
//! display value is seven or eight hours off the stored UTC: a client that
//! mistakes one for the other is found out here.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

/// The same instant on the instance's wall clock.
pub fn to_local(instant: OffsetDateTime) -> OffsetDateTime {
    instant.to_offset(offset_at(instant))
}

/// The instant at which the instance's wall clock shows this date and time.
pub fn from_local(wall: PrimitiveDateTime) -> OffsetDateTime {
    // Daylight time decides the day; the hour that is there twice in November
    // is read as the first of the two.
    let guess = wall.assume_offset(hours(-7));
    wall.assume_offset(offset_at(guess))
        .to_offset(UtcOffset::UTC)
}

/// Daylight time runs from the second Sunday of March to the first of
/// November, changing at two o'clock in the morning.
fn offset_at(instant: OffsetDateTime) -> UtcOffset {
    let instant = instant.to_offset(UtcOffset::UTC);
    let year = instant.year();
    let begins = sunday(year, Month::March, 8).map(|d| change(d, 10));
    let ends = sunday(year, Month::November, 1).map(|d| change(d, 9));
    match (begins, ends) {
        (Some(begins), Some(ends)) if instant >= begins && instant < ends => hours(-7),
        _ => hours(-8),
    }
}

/// The first Sunday of the month on or after `day`.
fn sunday(year: i32, month: Month, day: u8) -> Option<Date> {
    let first = Date::from_calendar_date(year, month, day).ok()?;
    std::iter::successors(Some(first), |date| date.next_day())
        .take(7)
        .find(|date| date.weekday() == Weekday::Sunday)
}

fn change(date: Date, hour: u8) -> OffsetDateTime {
    let at = Time::from_hms(hour, 0, 0).unwrap_or(Time::MIDNIGHT);
    PrimitiveDateTime::new(date, at).assume_utc()
}

fn hours(hours: i8) -> UtcOffset {
    UtcOffset::from_hms(hours, 0, 0).unwrap_or(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use super::super::{format, parse};
    use super::*;

    #[track_caller]
    fn check(utc: &str, local: &str) {
        let instant = parse(utc).expect("a date");
        assert_eq!(format(to_local(instant)), local);
        let wall = to_local(instant);
        let wall = PrimitiveDateTime::new(wall.date(), wall.time());
        assert_eq!(format(from_local(wall)), utc);
    }

    #[test]
    fn display_time_is_pacific_with_daylight_saving() {
        check("2026-11-21 12:00:00", "2026-11-21 04:00:00");
        check("2026-07-01 06:30:00", "2026-06-30 23:30:00");
        check("2026-03-08 09:59:59", "2026-03-08 01:59:59");
        check("2026-03-08 10:00:00", "2026-03-08 03:00:00");
        check("2026-11-01 08:59:59", "2026-11-01 01:59:59");
    }
}
