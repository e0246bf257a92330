//! Calendar dates and points in time, without a time-zone database: the browser has one.
//!
//! ServiceNow writes and reads UTC as `2026-11-21 23:59:59`; Microsoft Graph writes RFC 3339;
//! `Retry-After` may hold an HTTP date. Everything that is not such a date is `None`, never a
//! date nearby.

use std::fmt;

use crate::text::{number, push_padded, split_at_first};

const MS_PER_SECOND: i64 = 1000;
const SECONDS_PER_DAY: i64 = 86_400;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A calendar day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999
    pub year: u16,
    /// 1 to 12
    pub month: u8,
    /// 1 to 31
    pub day: u8,
}

impl Date {
    /// The day, if there is such a day.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2026-11-21`, exactly so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        Self::new(
            number(text.get(0..4)?)?.try_into().ok()?,
            number(text.get(5..7)?)?.try_into().ok()?,
            number(text.get(8..10)?)?.try_into().ok()?,
        )
    }

    /// Writes `2026-11-21`.
    #[must_use]
    pub fn to_iso(self) -> String {
        let mut text = String::new();
        push_padded(&mut text, self.year.into(), 4);
        for part in [self.month, self.day] {
            text.push('-');
            push_padded(&mut text, part.into(), 2);
        }
        text
    }

    /// Days since 1970-01-01, negative before it.
    #[must_use]
    pub fn days_since_epoch(self) -> i64 {
        // Years that begin in March have the leap day at their end, which makes the
        // number of days before a month a linear formula (H. Hinnant, "chrono-compatible
        // low-level date algorithms").
        let shifted_year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The inverse of [`Date::days_since_epoch`], within the years 1 to 9999.
    #[must_use]
    pub fn from_days_since_epoch(days: i64) -> Option<Self> {
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
    }

    /// The day so many days later, or earlier.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        Self::from_days_since_epoch(self.days_since_epoch().checked_add(days)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_iso())
    }
}

impl Timestamp {
    /// The point in time that a UTC clock shows so.
    #[must_use]
    pub fn from_utc(date: Date, hour: u8, minute: u8, second: u8) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = date.days_since_epoch() * SECONDS_PER_DAY
            + i64::from(hour) * 3600
            + i64::from(minute) * 60
            + i64::from(second);
        Some(Self(seconds * MS_PER_SECOND))
    }

    /// Reads ServiceNow's `2026-11-21 23:59:59`, which is UTC.
    #[must_use]
    pub fn parse_servicenow(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(' ')?;
        Self::on(Date::parse(date)?, time)
    }

    /// Reads RFC 3339 with any offset: `2026-11-21T08:30:00.123Z`, `2026-11-21T08:30:00+01:00`.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let date = Date::parse(text.get(0..10)?)?;
        if !matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')) {
            return None;
        }
        let start = Self::on(date, text.get(11..19)?)?;
        let rest = text.get(19..)?;
        let zone_at = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
        let (fraction, zone) = rest.split_at_checked(zone_at)?;
        let ms = match fraction.strip_prefix('.') {
            Some(digits)
                if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() =>
            {
                digits
                    .bytes()
                    .chain(*b"00")
                    .take(3)
                    .fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'))
            }
            None if fraction.is_empty() => 0,
            _ => return None,
        };
        Some(Self(start.0 + ms - zone_offset_ms(zone)?))
    }

    /// Reads the HTTP date of RFC 9110: `Sat, 21 Nov 2026 08:30:00 GMT`.
    #[must_use]
    pub fn parse_http_date(text: &str) -> Option<Self> {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let mut parts = split_at_first(text, ", ")?.1.split(' ');
        let day = number(parts.next()?)?.try_into().ok()?;
        let name = parts.next()?;
        let month = MONTHS.iter().position(|month| *month == name)? + 1;
        let year = number(parts.next()?)?.try_into().ok()?;
        let date = Date::new(year, month.try_into().ok()?, day)?;
        let time = parts.next()?;
        (parts.next() == Some("GMT") && parts.next().is_none()).then_some(())?;
        Self::on(date, time)
    }

    /// Writes ServiceNow's `2026-11-21 23:59:59` in UTC. `None` outside the years 1 to 9999.
    #[must_use]
    pub fn to_servicenow(self) -> Option<String> {
        let date = self.utc_date()?;
        let second = self.0.div_euclid(MS_PER_SECOND).rem_euclid(SECONDS_PER_DAY);
        let mut text = date.to_iso();
        for (before, part) in [
            (' ', second / 3600),
            (':', second / 60 % 60),
            (':', second % 60),
        ] {
            text.push(before);
            push_padded(&mut text, part.unsigned_abs(), 2);
        }
        Some(text)
    }

    /// The calendar day in UTC. `None` outside the years 1 to 9999.
    #[must_use]
    pub fn utc_date(self) -> Option<Date> {
        Date::from_days_since_epoch(self.0.div_euclid(SECONDS_PER_DAY * MS_PER_SECOND))
    }

    fn on(date: Date, time: &str) -> Option<Self> {
        let bytes = time.as_bytes();
        if bytes.len() != 8 || bytes.get(2) != Some(&b':') || bytes.get(5) != Some(&b':') {
            return None;
        }
        Self::from_utc(
            date,
            number(time.get(0..2)?)?.try_into().ok()?,
            number(time.get(3..5)?)?.try_into().ok()?,
            number(time.get(6..8)?)?.try_into().ok()?,
        )
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn zone_offset_ms(zone: &str) -> Option<i64> {
    let sign = match zone.as_bytes().first()? {
        b'Z' | b'z' if zone.len() == 1 => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours >= 24 || minutes >= 60 {
        return None;
    }
    let minutes = i64::try_from(hours * 60 + minutes).ok()?;
    Some(sign * minutes * 60 * MS_PER_SECOND)
}

#[cfg(test)]
mod tests;
