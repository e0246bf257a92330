//! `RELATIVE..@unit@ago|ahead@n`: a moment counted from now.

use time::{Duration, OffsetDateTime};

/// The moment that the operator's value names.
pub(super) fn moment(value: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let mut parts = value.trim_start_matches('@').split('@');
    let (unit, direction, number) = (parts.next()?, parts.next()?, parts.next()?);
    let number: i32 = number.parse().ok()?;
    let seconds: i64 = match unit {
        "minute" => 60,
        "hour" => 3_600,
        "dayofweek" => 86_400,
        // A month and a quarter count as so many days.
        "month" => 30 * 86_400,
        "quarter" => 91 * 86_400,
        "year" => 365 * 86_400,
        _ => return None,
    };
    let span = Duration::seconds(seconds.checked_mul(i64::from(number))?);
    match direction {
        "ago" => now.checked_sub(span),
        "ahead" => now.checked_add(span),
        _ => None,
    }
}
