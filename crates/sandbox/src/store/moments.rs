//! Functions by which SQLite knows parts of a moment in a time zone.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use time::{Duration, OffsetDateTime};

use super::Result;
use crate::dates::{self, Zone};

/// Adds `moment_part(stored, unit, zone)`, a number, and
/// `moment_period(stored, unit, zone)`, a text that all moments of the same
/// day, month and so on share.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("moment_part", 3, flags, |context| {
        Ok(local(context)?.and_then(|(moment, unit)| part(moment, &unit)))
    })?;
    connection.create_scalar_function("moment_period", 3, flags, |context| {
        Ok(local(context)?.and_then(|(moment, unit)| period(moment, &unit)))
    })?;
    Ok(())
}

fn local(context: &Context<'_>) -> rusqlite::Result<Option<(OffsetDateTime, String)>> {
    let stored: String = context.get(0)?;
    let unit: String = context.get(1)?;
    let zone: String = context.get(2)?;
    let moment = dates::parse(&stored);
    let zone = Zone::named(&zone).unwrap_or_default();
    Ok(moment.map(|moment| (zone.to_local(moment), unit)))
}

fn part(moment: OffsetDateTime, unit: &str) -> Option<i64> {
    Some(match unit {
        "dayofweek" => moment.weekday().number_days_from_sunday().into(),
        "month" => u8::from(moment.month()).into(),
        "quarter" => ((u8::from(moment.month()) - 1) / 3 + 1).into(),
        "year" => moment.year().into(),
        "week" => moment.sunday_based_week().into(),
        "hour" => moment.hour().into(),
        _ => return None,
    })
}

fn period(moment: OffsetDateTime, unit: &str) -> Option<String> {
    let year = moment.year();
    Some(match unit {
        "year" => year.to_string(),
        "quarter" => format!("{year} {}", part(moment, "quarter")?),
        "month" => format!("{year} {}", u8::from(moment.month())),
        "week" => {
            let back = moment.weekday().number_days_from_monday();
            let monday = moment.date().checked_sub(Duration::days(back.into()))?;
            monday.to_string()
        }
        "day" => moment.date().to_string(),
        "hour" => format!("{} {}", moment.date(), moment.hour()),
        "minute" => format!("{} {} {}", moment.date(), moment.hour(), moment.minute()),
        _ => return None,
    })
}
