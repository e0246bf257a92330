//! Dates compared with now, with each other, and by their parts.

use time::{Duration, OffsetDateTime};

use super::filter::Reader;
use crate::dates;
use crate::store::{Column, Filter, Table, quote};

/// `RELATIVE..@unit@ago|ahead@n`: the moment that the value names.
pub(super) fn moment(value: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let mut parts = value.trim_start_matches('@').split('@');
    let (unit, direction, number) = (parts.next()?, parts.next()?, parts.next()?);
    let number: i32 = number.parse().ok()?;
    let span = Duration::seconds(seconds(unit)?.checked_mul(i64::from(number))?);
    match direction {
        "ago" => now.checked_sub(span),
        "ahead" => now.checked_add(span),
        _ => None,
    }
}

/// By assumption a month, a quarter and a year count as so many days.
fn seconds(unit: &str) -> Option<i64> {
    Some(match unit {
        "minute" => 60,
        "hour" => 3_600,
        "dayofweek" | "day" => 86_400,
        "week" => 7 * 86_400,
        "month" => 30 * 86_400,
        "quarter" => 91 * 86_400,
        "year" => 365 * 86_400,
        _ => return None,
    })
}

/// `RELATIVEEE`: in the same hour, day and so on as the moment named.
pub(super) fn within(reader: &Reader<'_>, column: &Column, value: &str) -> Filter {
    let unit = value.trim_start_matches('@').split('@').next();
    let unit = match unit {
        Some("dayofweek") => "day",
        Some(unit) => unit,
        None => "",
    };
    match moment(value, reader.now).filter(|_| column.is_time()) {
        Some(moment) => Filter::raw(format!(
            "moment_period({}, ?, ?) = moment_period(?, ?, ?)",
            quote(column.name)
        ))
        .with(unit)
        .with(reader.zone.name())
        .with(dates::format(moment))
        .with(unit)
        .with(reader.zone.name()),
        None => Filter::none(),
    }
}

/// `DATEPART label@javascript:gs.datePart('dayofweek','monday','EE')`: the
/// label is for people.
pub(super) fn part(reader: &Reader<'_>, column: &Column, value: &str) -> Filter {
    let Some((unit, number, sign)) = parts(value).filter(|_| column.is_time()) else {
        return Filter::none();
    };
    let column = quote(column.name);
    Filter::raw(format!(
        "({column} <> '' AND moment_part({column}, ?, ?) {sign} CAST(? AS INTEGER))"
    ))
    .with(unit)
    .with(reader.zone.name())
    .with(number.to_string())
}

fn parts(value: &str) -> Option<(&str, i64, &'static str)> {
    let (_, script) = value.split_once('@')?;
    let call = script
        .strip_prefix("javascript:")?
        .trim()
        .trim_end_matches(';');
    let arguments = call.strip_prefix("gs.datePart(")?.strip_suffix(')')?;
    let mut arguments = arguments
        .split(',')
        .map(|argument| argument.trim().trim_matches(['\'', '"']));
    let (unit, name, sign) = (arguments.next()?, arguments.next()?, arguments.next()?);
    let sign = match sign {
        "EE" => "=",
        "GE" => ">=",
        "LE" => "<=",
        "GT" => ">",
        "LT" => "<",
        _ => return None,
    };
    Some((unit, number(unit, name)?, sign))
}

/// Days of the week begin with Sunday, which is the smallest.
fn number(unit: &str, name: &str) -> Option<i64> {
    const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let named = |names: &[&str], first: i64| {
        let name = name.to_ascii_lowercase();
        let at = names.iter().position(|start| name.starts_with(start))?;
        Some(first + i64::try_from(at).ok()?)
    };
    match unit {
        "dayofweek" => named(&DAYS, 0),
        "month" => named(&MONTHS, 1),
        "quarter" | "year" | "week" | "hour" => name.parse().ok(),
        _ => None,
    }
}

/// `MORETHAN other@unit@before@n` and `LESSTHAN`: how far two dates lie apart.
pub(super) fn apart(table: &Table, column: &Column, value: &str, is_more: bool) -> Filter {
    let Some((other, span, direction)) = span(table, value) else {
        return Filter::none();
    };
    if !column.is_time() || !other.is_time() {
        return Filter::none();
    }
    let (one, two) = (quote(column.name), quote(other.name));
    let difference = match direction {
        "before" => format!("(unixepoch({two}) - unixepoch({one}))"),
        "after" => format!("(unixepoch({one}) - unixepoch({two}))"),
        "before or after" => format!("abs(unixepoch({one}) - unixepoch({two}))"),
        _ => return Filter::none(),
    };
    let far = match is_more {
        true => format!("{difference} > {span}"),
        false => format!("{difference} >= 0 AND {difference} < {span}"),
    };
    Filter::raw(format!("({one} <> '' AND {two} <> '' AND {far})"))
}

fn span<'a>(table: &Table, value: &'a str) -> Option<(&'static Column, i64, &'a str)> {
    let mut parts = value.split('@');
    let other = table.column(parts.next()?)?;
    let (unit, direction, number) = (parts.next()?, parts.next()?, parts.next()?);
    let number: i32 = number.parse().ok()?;
    Some((
        other,
        seconds(unit)?.checked_mul(i64::from(number))?,
        direction,
    ))
}
