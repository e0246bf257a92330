//! `javascript:` values. A real instance runs them in a sandbox; here the
//! functions that queries use are known by name and nothing is run.

use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};

use super::filter::Reader;
use crate::dates::{self, Zone, month};

/// The value of an expression, `None` when it uses anything else: then, by
/// assumption, the comparison holds for no record.
pub(super) fn evaluate(expression: &str, reader: &Reader<'_>) -> Option<String> {
    let expression = expression.trim().trim_end_matches(';').trim_end();
    let call = expression.strip_prefix("gs.").unwrap_or(expression);
    let (name, arguments) = call.strip_suffix(')')?.split_once('(')?;
    let arguments: Vec<_> = arguments
        .split(',')
        .map(|argument| argument.trim().trim_matches(['\'', '"']))
        .collect();
    match (name, arguments.as_slice()) {
        ("getUserID", [""]) => Some(reader.caller.sys_id.clone()),
        ("getUserName", [""]) => Some(reader.caller.user_name.clone()),
        ("dateGenerate", [date, time]) => {
            let time = match *time {
                "start" => "00:00:00",
                "end" => "23:59:59",
                time => time,
            };
            let wall = dates::parse(&format!("{date} {time}"))?;
            let wall = PrimitiveDateTime::new(wall.date(), wall.time());
            Some(dates::format(reader.zone.from_local(wall)))
        }
        (name, [argument]) => Days {
            zone: reader.zone,
            now: reader.now,
        }
        .moment(name, argument)
        .map(dates::format),
        _ => None,
    }
}

/// The days by the caller's wall clock.
struct Days<'a> {
    zone: &'a Zone,
    now: OffsetDateTime,
}

impl Days<'_> {
    fn today(&self) -> Date {
        self.zone.to_local(self.now).date()
    }

    fn moment(&self, name: &str, argument: &str) -> Option<OffsetDateTime> {
        let now = self.now;
        if argument.is_empty() {
            return match name {
                "nowDateTime" | "nowNoTZ" | "now" => Some(now),
                _ => self.period(name),
            };
        }
        let number: i64 = argument.parse().ok()?;
        // A number beyond the calendar makes no date.
        let number = i64::from(i32::try_from(number).ok()?);
        let (count, at_end) = match name.strip_suffix("Start") {
            Some(count) => (count, Some(false)),
            None => match name.strip_suffix("End") {
                Some(count) => (count, Some(true)),
                None => (name, None),
            },
        };
        let far = |span: Option<Duration>| now.checked_sub(span?);
        let days = |days: i64| days.checked_mul(number).map(Duration::days);
        let moment = match count {
            "minutesAgo" => far(Some(Duration::minutes(number)))?,
            "hoursAgo" => far(Some(Duration::hours(number)))?,
            "daysAgo" => far(days(1))?,
            "weeksAgo" => far(days(7))?,
            "monthsAgo" => self.months_ago(number)?,
            "quartersAgo" => self.months_ago(number.checked_mul(3)?)?,
            "yearsAgo" => self.months_ago(number.checked_mul(12)?)?,
            _ => return None,
        };
        match at_end {
            None => Some(moment),
            Some(at_end) => self.edge(count, moment, at_end),
        }
    }

    /// The beginning or the end of the minute, hour, day and so on.
    fn edge(&self, count: &str, moment: OffsetDateTime, at_end: bool) -> Option<OffsetDateTime> {
        let local = self.zone.to_local(moment);
        let seconds = i64::from(local.second());
        let (first, next) = match count {
            "minutesAgo" | "hoursAgo" => {
                let length = if count == "hoursAgo" { 3_600 } else { 60 };
                let past = match count {
                    "hoursAgo" => seconds + 60 * i64::from(local.minute()),
                    _ => seconds,
                };
                let first = moment.checked_sub(Duration::seconds(past))?;
                (first, first.checked_add(Duration::seconds(length))?)
            }
            _ => {
                let (first, next) = self.span(count, local.date())?;
                (self.zone.beginning(first), self.zone.beginning(next))
            }
        };
        match at_end {
            true => next.checked_sub(Duration::SECOND),
            false => Some(first),
        }
    }

    /// The first day of what the date lies in, and of what follows it.
    fn span(&self, count: &str, date: Date) -> Option<(Date, Date)> {
        let monday = |date: Date| {
            let back = date.weekday().number_days_from_monday();
            date.checked_sub(Duration::days(back.into()))
        };
        let quarter = i32::from((u8::from(date.month()) - 1) % 3);
        let year = i32::from(u8::from(date.month()) - 1);
        Some(match count {
            "daysAgo" => (date, date.next_day()?),
            "weeksAgo" => (monday(date)?, monday(date)?.checked_add(Duration::WEEK)?),
            "monthsAgo" => (month(date, 0)?, month(date, 1)?),
            "quartersAgo" => (month(date, -quarter)?, month(date, 3 - quarter)?),
            _ => (month(date, -year)?, month(date, 12 - year)?),
        })
    }

    /// The same day so many months before, or the month's last.
    fn months_ago(&self, number: i64) -> Option<OffsetDateTime> {
        let away = i32::try_from(number).ok()?.checked_neg()?;
        // A thousand years are enough, and stay within the calendar.
        if away.abs() > 12_000 {
            return None;
        }
        let local = self.zone.to_local(self.now);
        let first = month(local.date(), away)?;
        let last = first.month().length(first.year());
        let date = first.replace_day(local.day().min(last)).ok()?;
        let wall = PrimitiveDateTime::new(date, local.time());
        Some(self.zone.from_local(wall))
    }

    /// `beginningOfToday`, `endOfLastMonth` and their like.
    fn period(&self, name: &str) -> Option<OffsetDateTime> {
        let (at_end, name) = match name.strip_prefix("beginningOf") {
            Some(rest) => (false, rest),
            None => (true, name.strip_prefix("endOf")?),
        };
        let (first, next) = self.named(name)?;
        match at_end {
            true => self.zone.beginning(next).checked_sub(Duration::SECOND),
            false => Some(self.zone.beginning(first)),
        }
    }

    fn named(&self, name: &str) -> Option<(Date, Date)> {
        let today = self.today();
        let around = |count: &str, from: i64, to: i64| {
            let (first, _) = self.span(count, today)?;
            let at = |away: i64| match count {
                "weeksAgo" => first.checked_add(Duration::weeks(away)),
                "quartersAgo" => month(first, i32::try_from(away * 3).ok()?),
                "yearsAgo" => month(first, i32::try_from(away * 12).ok()?),
                _ => month(first, i32::try_from(away).ok()?),
            };
            Some((at(from)?, at(to)?))
        };
        let tomorrow = today.next_day()?;
        Some(match name {
            "Yesterday" => (today.previous_day()?, today),
            "Today" => (today, tomorrow),
            "Tomorrow" => (tomorrow, tomorrow.next_day()?),
            "LastWeek" => around("weeksAgo", -1, 0)?,
            "ThisWeek" => around("weeksAgo", 0, 1)?,
            "NextWeek" => around("weeksAgo", 1, 2)?,
            "LastMonth" => around("monthsAgo", -1, 0)?,
            "ThisMonth" => around("monthsAgo", 0, 1)?,
            "NextMonth" => around("monthsAgo", 1, 2)?,
            "Last3Months" => around("monthsAgo", -3, 0)?,
            "Last6Months" => around("monthsAgo", -6, 0)?,
            "Last9Months" => around("monthsAgo", -9, 0)?,
            "Last12Months" => around("monthsAgo", -12, 0)?,
            "LastQuarter" => around("quartersAgo", -1, 0)?,
            "ThisQuarter" => around("quartersAgo", 0, 1)?,
            "NextQuarter" => around("quartersAgo", 1, 2)?,
            "Last2Quarters" => around("quartersAgo", -2, 0)?,
            "LastYear" => around("yearsAgo", -1, 0)?,
            "ThisYear" => around("yearsAgo", 0, 1)?,
            "NextYear" => around("yearsAgo", 1, 2)?,
            "Last2Years" => around("yearsAgo", -2, 0)?,
            "Last7Days" => (today.checked_sub(Duration::days(7))?, tomorrow),
            "Last30Days" => (today.checked_sub(Duration::days(30))?, tomorrow),
            "Last60Days" => (today.checked_sub(Duration::days(60))?, tomorrow),
            "Last90Days" => (today.checked_sub(Duration::days(90))?, tomorrow),
            "Last120Days" => (today.checked_sub(Duration::days(120))?, tomorrow),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Caller;
    use crate::store::Table;

    #[track_caller]
    fn check(expression: &str, expect: Option<&str>) {
        let caller = Caller {
            user_name: "integration.user".to_owned(),
            sys_id: "a1".to_owned(),
            roles: Vec::new(),
        };
        let reader = Reader {
            table: Table::named("incident").expect("a table"),
            caller: &caller,
            zone: &Zone::default(),
            // Saturday the 21st, half past one in the morning in Pacific time.
            now: dates::parse("2026-11-21 09:30:00").expect("a date"),
            strict: false,
            seen: |_, _| crate::store::Filter::all(),
        };
        assert_eq!(
            evaluate(expression, &reader).as_deref(),
            expect,
            "{expression}"
        );
    }

    #[test]
    fn the_caller_is_known() {
        check("gs.getUserID()", Some("a1"));
        check("gs.getUserName();", Some("integration.user"));
    }

    #[test]
    fn days_begin_and_end_by_the_instances_clock() {
        check("gs.beginningOfToday()", Some("2026-11-21 08:00:00"));
        check("gs.endOfToday()", Some("2026-11-22 07:59:59"));
        check("gs.beginningOfThisWeek()", Some("2026-11-16 08:00:00"));
        check("gs.endOfThisWeek()", Some("2026-11-23 07:59:59"));
        check("gs.beginningOfLastMonth()", Some("2026-10-01 07:00:00"));
        check("gs.endOfThisYear()", Some("2027-01-01 07:59:59"));
        check("gs.nowDateTime()", Some("2026-11-21 09:30:00"));
        check("gs.daysAgo(7)", Some("2026-11-14 09:30:00"));
        check("gs.daysAgoStart('1')", Some("2026-11-20 08:00:00"));
        check("gs.daysAgoEnd(0)", Some("2026-11-22 07:59:59"));
        check("gs.hoursAgoStart(2)", Some("2026-11-21 07:00:00"));
        check("gs.minutesAgoEnd(0)", Some("2026-11-21 09:30:59"));
        check("gs.monthsAgo(3)", Some("2026-08-21 08:30:00"));
        check("gs.monthsAgoStart(3)", Some("2026-08-01 07:00:00"));
        check("gs.quartersAgoEnd(1)", Some("2026-10-01 06:59:59"));
        check("gs.yearsAgoStart(1)", Some("2025-01-01 08:00:00"));
        check("gs.beginningOfLast7Days()", Some("2026-11-14 08:00:00"));
        check("gs.endOfLast3Months()", Some("2026-11-01 06:59:59"));
        check("gs.beginningOfNextQuarter()", Some("2027-01-01 08:00:00"));
        check(
            "gs.dateGenerate('2026-11-21','end')",
            Some("2026-11-22 07:59:59"),
        );
        check(
            "gs.dateGenerate('2026-11-21','23:59:59')",
            Some("2026-11-22 07:59:59"),
        );
    }

    #[test]
    fn nothing_else_is_run() {
        check("gs.sleep(1)", None);
        check("gs.daysAgo(99999999999)", None);
        check("gs.daysAgo(2147483647)", None);
        check("gs.monthsAgo(2147483647)", None);
        check("gs.yearsAgoStart(-2147483648)", None);
        check("new GlideRecord('incident')", None);
        check("gs.getUserID", None);
        check("", None);
    }
}
