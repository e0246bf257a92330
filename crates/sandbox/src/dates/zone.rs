//! Time zones. A display value is in the user's, hours off the stored UTC: a
//! client that mistakes one for the other is found out here.

use jiff::{Timestamp, civil, tz::TimeZone};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// The zone of new instances.
const DEFAULT: &str = "America/Los_Angeles";

/// A time zone with its summer times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self::named(DEFAULT).unwrap_or(Self(TimeZone::UTC))
    }
}

impl Zone {
    /// The zone of this name, as in `Europe/Stockholm`.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name.trim()).ok().map(Self)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The same instant on the zone's wall clock.
    pub fn to_local(&self, instant: OffsetDateTime) -> OffsetDateTime {
        let Ok(timestamp) = Timestamp::from_second(instant.unix_timestamp()) else {
            return instant;
        };
        let offset = self.0.to_offset(timestamp).seconds();
        let offset = UtcOffset::from_whole_seconds(offset).unwrap_or(UtcOffset::UTC);
        instant.checked_to_offset(offset).unwrap_or(instant)
    }

    /// The instant at which the zone's wall clock shows this date and time.
    /// The hour that is there twice in autumn is read as the first of the two.
    pub fn from_local(&self, wall: PrimitiveDateTime) -> OffsetDateTime {
        let instant = civil_time(wall)
            .and_then(|civil| self.0.to_timestamp(civil).ok())
            .and_then(|instant| OffsetDateTime::from_unix_timestamp(instant.as_second()).ok());
        instant.unwrap_or_else(|| wall.assume_utc())
    }

    /// The beginning of a day.
    pub fn beginning(&self, date: Date) -> OffsetDateTime {
        self.from_local(PrimitiveDateTime::new(date, Time::MIDNIGHT))
    }
}

fn civil_time(wall: PrimitiveDateTime) -> Option<civil::DateTime> {
    let year = i16::try_from(wall.year()).ok()?;
    let [month, day] = [u8::from(wall.month()), wall.day()].map(u8::cast_signed);
    let [hour, minute, second] = [wall.hour(), wall.minute(), wall.second()].map(u8::cast_signed);
    civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()
}

/// The first day of the month so many months away.
pub fn month(today: Date, away: i32) -> Option<Date> {
    let months = today.year() * 12 + i32::from(u8::from(today.month())) - 1 + away;
    let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::from_calendar_date(months.div_euclid(12), Month::try_from(month).ok()?, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{format, parse};
    use super::*;

    #[track_caller]
    fn check(zone: &str, utc: &str, local: &str) {
        let zone = Zone::named(zone).expect("a zone");
        let instant = parse(utc).expect("a date");
        assert_eq!(format(zone.to_local(instant)), local);
        let wall = zone.to_local(instant);
        let wall = PrimitiveDateTime::new(wall.date(), wall.time());
        assert_eq!(format(zone.from_local(wall)), utc);
    }

    #[test]
    fn display_time_is_pacific_with_daylight_saving() {
        check(DEFAULT, "2026-11-21 12:00:00", "2026-11-21 04:00:00");
        check(DEFAULT, "2026-07-01 06:30:00", "2026-06-30 23:30:00");
        check(DEFAULT, "2026-03-08 09:59:59", "2026-03-08 01:59:59");
        check(DEFAULT, "2026-03-08 10:00:00", "2026-03-08 03:00:00");
        check(DEFAULT, "2026-11-01 08:59:59", "2026-11-01 01:59:59");
    }

    #[test]
    fn every_zone_has_its_own_time() {
        let noon = "2026-11-21 12:00:00";
        check("Europe/Stockholm", noon, "2026-11-21 13:00:00");
        check("Asia/Seoul", noon, "2026-11-21 21:00:00");
        check("Asia/Kolkata", noon, "2026-11-21 17:30:00");
        check("GMT", noon, "2026-11-21 12:00:00");
    }

    #[test]
    fn what_is_no_zone_is_none() {
        for name in ["", "Nowhere", "../etc/passwd", "Europe/"] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }
}
