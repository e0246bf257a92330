//! `javascript:` values. A real instance runs them in a sandbox; here the
//! functions that queries use are known by name and nothing is run.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time};

use super::filter::Reader;
use crate::dates;

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
            let wall = dates::parse(&format!("{date} {time}"))?;
            let wall = PrimitiveDateTime::new(wall.date(), wall.time());
            Some(dates::format(dates::from_local(wall)))
        }
        (name, [argument]) => moment(name, argument, reader.now).map(dates::format),
        _ => None,
    }
}

fn moment(name: &str, argument: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let today = dates::to_local(now).date();
    if argument.is_empty() {
        return match name {
            "nowDateTime" | "nowNoTZ" | "now" => Some(now),
            _ => period(name, today),
        };
    }
    let number: i64 = argument.parse().ok()?;
    // A number beyond the calendar makes no date.
    let number = i64::from(i32::try_from(number).ok()?);
    let day = || today.checked_sub(Duration::days(number));
    match name {
        "daysAgo" => now.checked_sub(Duration::days(number)),
        "hoursAgo" => now.checked_sub(Duration::hours(number)),
        "minutesAgo" => now.checked_sub(Duration::minutes(number)),
        "daysAgoStart" => day().map(beginning),
        "daysAgoEnd" => day().and_then(end),
        _ => None,
    }
}

/// `beginningOfToday`, `endOfLastMonth` and their like, by the instance's
/// wall clock.
fn period(name: &str, today: Date) -> Option<OffsetDateTime> {
    let (at_end, name) = match name.strip_prefix("beginningOf") {
        Some(rest) => (false, rest),
        None => (true, name.strip_prefix("endOf")?),
    };
    let monday = today.checked_sub(Duration::days(
        today.weekday().number_days_from_monday().into(),
    ))?;
    let (first, next) = match name {
        "Yesterday" => (today.previous_day()?, today),
        "Today" => (today, today.next_day()?),
        "Tomorrow" => (today.next_day()?, today.next_day()?.next_day()?),
        "LastWeek" => (monday.checked_sub(Duration::WEEK)?, monday),
        "ThisWeek" => (monday, monday.checked_add(Duration::WEEK)?),
        "NextWeek" => (
            monday.checked_add(Duration::WEEK)?,
            monday.checked_add(Duration::weeks(2))?,
        ),
        "LastMonth" => (month(today, -1)?, month(today, 0)?),
        "ThisMonth" => (month(today, 0)?, month(today, 1)?),
        "NextMonth" => (month(today, 1)?, month(today, 2)?),
        "LastYear" => (year(today, -1)?, year(today, 0)?),
        "ThisYear" => (year(today, 0)?, year(today, 1)?),
        "NextYear" => (year(today, 1)?, year(today, 2)?),
        _ => return None,
    };
    match at_end {
        true => end(next.previous_day()?),
        false => Some(beginning(first)),
    }
}

fn beginning(date: Date) -> OffsetDateTime {
    dates::from_local(PrimitiveDateTime::new(date, Time::MIDNIGHT))
}

fn end(date: Date) -> Option<OffsetDateTime> {
    beginning(date.next_day()?).checked_sub(Duration::SECOND)
}

/// The first day of the month so many months away.
fn month(today: Date, away: i32) -> Option<Date> {
    let months = today.year() * 12 + i32::from(u8::from(today.month())) - 1 + away;
    let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::from_calendar_date(months.div_euclid(12), Month::try_from(month).ok()?, 1).ok()
}

fn year(today: Date, away: i32) -> Option<Date> {
    Date::from_calendar_date(today.year() + away, Month::January, 1).ok()
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
            // Saturday the 21st, half past one in the morning in Pacific time.
            now: dates::parse("2026-11-21 09:30:00").expect("a date"),
            strict: false,
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
        check("new GlideRecord('incident')", None);
        check("gs.getUserID", None);
        check("", None);
    }
}
