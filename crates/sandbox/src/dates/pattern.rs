//! How a user wants to see dates and times: `dd/MM/yyyy`, `hh:mm:ss a`.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};

/// A format for dates with times, in the letters that ServiceNow's choice
/// lists have them in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One letter and how often it stands.
    Field(char, usize),
    Literal(char),
}

/// What is read piece by piece.
struct Read {
    year: i32,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    afternoon: Option<bool>,
}

impl Pattern {
    /// Reads a pattern. There is nothing that cannot be read: letters without
    /// a meaning stand for themselves.
    pub fn of(text: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for c in text.chars() {
            match (parts.last_mut(), c) {
                (Some(Part::Field(letter, count)), c) if *letter == c => *count += 1,
                (_, 'y' | 'M' | 'd' | 'H' | 'h' | 'm' | 's' | 'a') => parts.push(Part::Field(c, 1)),
                _ => parts.push(Part::Literal(c)),
            }
        }
        Self(parts)
    }

    /// Writes a moment.
    pub fn write(&self, moment: OffsetDateTime) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(c) => text.push(*c),
                Part::Field('a', _) => text.push_str(match moment.hour() {
                    0..12 => "AM",
                    _ => "PM",
                }),
                Part::Field(letter, count) => {
                    let count = *count;
                    let number = match letter {
                        'y' if count == 2 => moment.year().rem_euclid(100),
                        'y' => moment.year(),
                        'M' => u8::from(moment.month()).into(),
                        'd' => moment.day().into(),
                        'H' => moment.hour().into(),
                        'h' => ((moment.hour() + 11) % 12 + 1).into(),
                        'm' => moment.minute().into(),
                        _ => moment.second().into(),
                    };
                    text.push_str(&format!("{number:0count$}"));
                }
            }
        }
        text
    }

    /// Reads a moment by a wall clock. What is behind the pattern's end, or
    /// missing at it, makes it none.
    pub fn read(&self, text: &str) -> Option<PrimitiveDateTime> {
        let mut rest = text.trim();
        let mut read = Read {
            year: 1970,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            afternoon: None,
        };
        for part in &self.0 {
            rest = match part {
                Part::Literal(c) => rest.strip_prefix(*c)?,
                Part::Field(letter, count) => read.field(*letter, *count, rest)?,
            };
        }
        if !rest.is_empty() {
            return None;
        }
        let hour = match read.afternoon {
            None => read.hour,
            Some(_) if !(1..=12).contains(&read.hour) => return None,
            Some(afternoon) => read.hour % 12 + if afternoon { 12 } else { 0 },
        };
        let month = Month::try_from(read.month).ok()?;
        let date = Date::from_calendar_date(read.year, month, read.day).ok()?;
        let time = Time::from_hms(hour, read.minute, read.second).ok()?;
        Some(PrimitiveDateTime::new(date, time))
    }
}

impl Read {
    fn field<'a>(&mut self, letter: char, count: usize, text: &'a str) -> Option<&'a str> {
        if letter == 'a' {
            let (half, rest) = text.split_at_checked(2)?;
            self.afternoon = Some(match half.to_ascii_uppercase().as_str() {
                "AM" => false,
                "PM" => true,
                _ => return None,
            });
            return Some(rest);
        }
        let most = if letter == 'y' { count.max(4) } else { 2 };
        let end = text
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        let (digits, rest) = text.split_at_checked(end)?;
        let number: u16 = digits.parse().ok()?;
        if letter == 'y' {
            self.year = number.into();
            return Some(rest);
        }
        let number = u8::try_from(number).ok()?;
        match letter {
            'M' => self.month = number,
            'd' => self.day = number,
            'H' | 'h' => self.hour = number,
            'm' => self.minute = number,
            _ => self.second = number,
        }
        Some(rest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{format, parse};
    use super::*;

    #[track_caller]
    fn check(pattern: &str, stored: &str, shown: &str) {
        let pattern = Pattern::of(pattern);
        let moment = parse(stored).expect("a date");
        assert_eq!(pattern.write(moment), shown);
        let read = pattern.read(shown).map(PrimitiveDateTime::assume_utc);
        assert_eq!(read.map(format).as_deref(), Some(stored), "{shown}");
    }

    #[test]
    fn every_offered_format_is_written_and_read() {
        check(
            "yyyy-MM-dd HH:mm:ss",
            "2026-11-21 13:05:09",
            "2026-11-21 13:05:09",
        );
        check(
            "MM/dd/yyyy hh:mm:ss a",
            "2026-11-21 13:05:09",
            "11/21/2026 01:05:09 PM",
        );
        check(
            "MM-dd-yyyy hh:mm:ss a",
            "2026-11-21 00:05:09",
            "11-21-2026 12:05:09 AM",
        );
        check(
            "dd/MM/yyyy hh.mm.ss a",
            "2026-11-21 12:05:09",
            "21/11/2026 12.05.09 PM",
        );
        check(
            "dd.MM.yyyy HH.mm.ss",
            "2026-01-02 03:04:05",
            "02.01.2026 03.04.05",
        );
        check(
            "dd-MM-yyyy HH:mm:ss",
            "2026-01-02 03:04:05",
            "02-01-2026 03:04:05",
        );
    }

    #[test]
    fn what_does_not_fit_is_no_date() {
        let pattern = Pattern::of("dd/MM/yyyy hh:mm:ss a");
        for text in [
            "",
            "11/21/2026 01:00:00 PM",
            "21/11/2026",
            "21/11/2026 13:00:00 PM",
            "21/11/2026 01:00:00 PM x",
            "30/02/2026 01:00:00 PM",
        ] {
            assert_eq!(pattern.read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(pattern in "\\PC{0,12}", text in "\\PC{0,20}") {
            Pattern::of(&pattern).read(&text);
        }
    }
}
