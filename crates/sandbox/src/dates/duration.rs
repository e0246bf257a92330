//! Lengths of time, which ServiceNow stores as dates counted from 1970.

use time::{Duration, OffsetDateTime};

use super::{format, parse};

/// A length of time as it is stored; none is shorter than nothing.
pub fn format_duration(length: Duration) -> String {
    let moment = OffsetDateTime::UNIX_EPOCH.checked_add(length.max(Duration::ZERO));
    moment.map(format).unwrap_or_default()
}

/// What people see: `21 Days 21 Hours 46 Minutes`, parts that are nothing left
/// out. The words are an assumption.
pub fn show_duration(stored: &str) -> String {
    let Some(moment) = parse(stored) else {
        return String::new();
    };
    let mut seconds = moment.unix_timestamp().max(0);
    let mut parts = Vec::new();
    for (length, one) in [
        (86_400, "Day"),
        (3_600, "Hour"),
        (60, "Minute"),
        (1, "Second"),
    ] {
        let number = seconds / length;
        seconds %= length;
        match number {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            many => parts.push(format!("{many} {one}s")),
        }
    }
    match parts.is_empty() {
        true => "0 Seconds".to_owned(),
        false => parts.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(length: Duration, stored: &str, shown: &str) {
        assert_eq!(format_duration(length), stored);
        assert_eq!(show_duration(stored), shown);
    }

    #[test]
    fn a_duration_is_a_date_counted_from_1970() {
        check(
            Duration::days(21)
                + Duration::hours(21)
                + Duration::minutes(46)
                + Duration::seconds(21),
            "1970-01-22 21:46:21",
            "21 Days 21 Hours 46 Minutes 21 Seconds",
        );
        check(Duration::hours(1), "1970-01-01 01:00:00", "1 Hour");
        check(Duration::ZERO, "1970-01-01 00:00:00", "0 Seconds");
        check(Duration::seconds(-5), "1970-01-01 00:00:00", "0 Seconds");
        assert_eq!(show_duration(""), "");
    }
}
