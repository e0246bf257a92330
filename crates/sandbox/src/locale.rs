//! How a caller sees what the instance stores: in which language, which time
//! zone and which formats.

use axum::http::{HeaderMap, header};
use time::{OffsetDateTime, PrimitiveDateTime};

use crate::dates::{self, Pattern, Zone};
use crate::records::text;
use crate::store::{Result, Row, Store};

/// The languages that the instance has labels in.
pub const LANGUAGES: [&str; 4] = ["en", "ko", "sv", "zh"];

/// One caller's way to see things.
#[derive(Clone, Debug)]
pub struct Locale {
    /// One of [`LANGUAGES`].
    pub language: &'static str,
    /// The time zone.
    pub zone: Zone,
    date: Pattern,
    date_time: Pattern,
}

impl Locale {
    /// That of a user: what their record says, or else the instance's
    /// properties. By assumption the request's `Accept-Language` decides the
    /// language where the user has chosen none.
    pub fn of(store: &Store, sys_id: &str, headers: &HeaderMap) -> Result<Self> {
        let user = store.get("sys_user", sys_id)?.unwrap_or_default();
        let chosen = |column: &str, property: &str, default: &str| -> Result<String> {
            match text(&user, column) {
                "" => Ok(match store.property(property)? {
                    value if value.trim().is_empty() => default.to_owned(),
                    value => value,
                }),
                own => Ok(own.to_owned()),
            }
        };
        let zone = chosen("time_zone", "glide.sys.default.tz", "")?;
        let date = chosen("date_format", "glide.sys.date_format", "yyyy-MM-dd")?;
        let time = chosen("time_format", "glide.sys.time_format", "HH:mm:ss")?;
        Ok(Self {
            language: match language(&user, headers) {
                Some(language) => language,
                None => known(&store.property("glide.sys.language")?).unwrap_or("en"),
            },
            zone: Zone::named(&zone).unwrap_or_default(),
            date_time: Pattern::of(&format!("{date} {time}")),
            date: Pattern::of(&date),
        })
    }

    /// A stored date-time as the user sees it.
    pub fn show_time(&self, stored: &str) -> String {
        let moment = dates::parse(stored).map(|moment| self.zone.to_local(moment));
        moment
            .map(|moment| self.date_time.write(moment))
            .unwrap_or_default()
    }

    /// A stored date as the user sees it: it is the same day everywhere.
    pub fn show_date(&self, stored: &str) -> String {
        let moment = dates::parse(stored);
        moment
            .map(|moment| self.date.write(moment))
            .unwrap_or_default()
    }

    /// What the user typed, in their own format or in the stored one, as it
    /// is stored.
    pub fn read_time(&self, typed: &str) -> Option<String> {
        let wall = self
            .date_time
            .read(typed)
            .or_else(|| self.date.read(typed))
            .or_else(|| dates::parse(typed).map(wall))?;
        Some(dates::format(self.zone.from_local(wall)))
    }

    /// The same for a date.
    pub fn read_date(&self, typed: &str) -> Option<String> {
        let wall = self
            .date
            .read(typed)
            .or_else(|| dates::parse(typed).map(wall))?;
        Some(wall.date().to_string())
    }
}

fn wall(moment: OffsetDateTime) -> PrimitiveDateTime {
    PrimitiveDateTime::new(moment.date(), moment.time())
}

fn language(user: &Row, headers: &HeaderMap) -> Option<&'static str> {
    if let Some(language) = known(text(user, "preferred_language")) {
        return Some(language);
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut ranges: Vec<_> = accepted
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';');
            let language = known(parts.next()?)?;
            let quality = parts.find_map(|part| part.trim().strip_prefix("q="));
            Some((language, quality.map_or(Some(1.0), |q| q.parse().ok())?))
        })
        .filter(|(_, quality): &(_, f32)| *quality > 0.0)
        .collect();
    // The first of the most wanted: the sort keeps what is equal in order.
    ranges.sort_by(|one, other| other.1.total_cmp(&one.1));
    ranges.first().map(|(language, _)| *language)
}

/// The language that a tag is of. Chinese in traditional letters is another
/// language to ServiceNow, which this instance does not have.
fn known(tag: &str) -> Option<&'static str> {
    let tag = tag.trim().to_ascii_lowercase();
    let mut parts = tag.split('-');
    let first = parts.next()?;
    if first == "zh" && parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) {
        return None;
    }
    LANGUAGES.into_iter().find(|language| *language == first)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(own: &str, accepted: &str, expect: Option<&str>) {
        let user = Row::from([("preferred_language".to_owned(), own.to_owned())]);
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_str(accepted).expect("a header");
        headers.insert(header::ACCEPT_LANGUAGE, value);
        assert_eq!(language(&user, &headers), expect, "{own} {accepted}");
    }

    #[test]
    fn the_users_language_goes_before_the_browsers() {
        check("ko", "sv", Some("ko"));
        check("", "sv-SE,sv;q=0.9,en;q=0.8", Some("sv"));
        check("", "en;q=0.2,zh-CN", Some("zh"));
        check("", "zh-Hans", Some("zh"));
        check("", "zh-TW, en;q=0.5", Some("en"));
        check("", "de-DE", None);
        check("xx", "sv;q=0, *", None);
        check("", "", None);
    }
}
