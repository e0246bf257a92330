//! Dates, numbers and plurals in the person's language, by the browser's Intl.

use std::cell::RefCell;

use js_sys::{Date as JsDate, JsString, Number, Object, Reflect};
use snowline_core::date::{Date, Timestamp};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> NumberFormat;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> DateTimeFormat;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> RelativeTimeFormat;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> PluralRules;

    /// Any of those.
    #[derive(Clone)]
    type Format;
    #[wasm_bindgen(method)]
    fn format(this: &Format, value: f64) -> String;
    #[wasm_bindgen(method, js_name = format)]
    fn format_in(this: &Format, value: f64, unit: &str) -> String;
    #[wasm_bindgen(method)]
    fn select(this: &Format, count: f64) -> String;
}

/// What a [`Format`] writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Percent,
    PercentFine,
    Day,
    DayOfYear,
    Moment,
    Ago,
    Plural,
}

/// A format that was made, and for what.
struct Made {
    style: Style,
    language: String,
    zone: f64,
    format: Format,
}

thread_local! {
    static MADE: RefCell<Vec<Made>> = const { RefCell::new(Vec::new()) };
}

/// The format of a style. Each is made once, and anew when the person is in another time zone: to
/// make one takes a browser longer than to write a page by it.
fn format(style: Style, language: &str) -> Format {
    let zone = JsDate::new_0().get_timezone_offset();
    MADE.with_borrow_mut(|all| {
        let fits =
            |made: &&Made| made.style == style && made.zone.eq(&zone) && made.language == language;
        if let Some(made) = all.iter().find(fits) {
            return made.format.clone();
        }
        let format = style.make(language);
        all.push(Made {
            style,
            language: language.to_owned(),
            zone,
            format: format.clone(),
        });
        format
    })
}

impl Style {
    fn make(self, language: &str) -> Format {
        let words: &[(&str, &str)] = match self {
            Self::Number | Self::Plural => &[],
            Self::Percent | Self::PercentFine => &[("style", "percent")],
            Self::Day => &[("day", "numeric"), ("month", "short")],
            Self::DayOfYear => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
            Self::Moment => &[("dateStyle", "medium"), ("timeStyle", "short")],
            Self::Ago => &[("numeric", "auto"), ("style", "short")],
        };
        let decimals: &[(&str, u8)] = match self {
            Self::Number => &[("maximumFractionDigits", 2)],
            Self::PercentFine => &[("minimumFractionDigits", 1), ("maximumFractionDigits", 1)],
            _ => &[],
        };
        let options = Object::new();
        let set = |name: &str, value: JsValue| {
            Reflect::set(&options, &JsValue::from_str(name), &value).ok();
        };
        for (name, word) in words {
            set(name, JsValue::from_str(word));
        }
        for (name, number) in decimals {
            set(name, Number::from(*number).into());
        }
        match self {
            Self::Number | Self::Percent | Self::PercentFine => {
                NumberFormat::new(language, &options).obj
            }
            Self::Day | Self::DayOfYear | Self::Moment => {
                DateTimeFormat::new(language, &options).obj
            }
            Self::Ago => RelativeTimeFormat::new(language, &options).obj,
            Self::Plural => PluralRules::new(language, &options).obj,
        }
        .unchecked_into()
    }
}

/// The languages that the person prefers, as the browser's settings say: BCP 47 tags, first choice
/// first.
#[must_use]
pub fn preferred_languages() -> Vec<String> {
    let mut tags = Vec::new();
    if let Some(window) = web_sys::window() {
        let languages = window.navigator().languages();
        for place in 0..languages.length() {
            tags.extend(languages.get(place).as_string());
        }
    }
    tags
}

/// A number, with at most two decimals.
#[must_use]
pub fn number(language: &str, value: f64) -> String {
    format(Style::Number, language).format(value)
}

/// A share of one as a percentage: `0.53` is `53%`.
#[must_use]
pub fn percent(language: &str, share: f64) -> String {
    format(Style::Percent, language).format(share)
}

/// The same with one decimal: `53.4%`.
#[must_use]
pub fn percent_fine(language: &str, share: f64) -> String {
    format(Style::PercentFine, language).format(share)
}

/// The plural category that the language has for that number: `one`, `other` and so on.
#[must_use]
pub fn plural_category(language: &str, number: f64) -> String {
    format(Style::Plural, language).select(number)
}

/// A day, short: the year only where it is not this one. In the person's time zone.
#[must_use]
pub fn day(language: &str, at: Timestamp) -> String {
    let at = in_range(at);
    let year = JsDate::new(&JsValue::from_f64(at)).get_full_year();
    let style = match year == JsDate::new_0().get_full_year() {
        true => Style::Day,
        false => Style::DayOfYear,
    };
    format(style, language).format(at)
}

/// A point in time that a format takes: beyond it throws (ECMA-262, 21.4.1.1).
fn in_range(at: Timestamp) -> f64 {
    const FARTHEST: f64 = 8.64e15;
    (at.0 as f64).clamp(-FARTHEST, FARTHEST)
}

/// A day and a time of day, in the person's time zone.
#[must_use]
pub fn moment(language: &str, at: Timestamp) -> String {
    format(Style::Moment, language).format(in_range(at))
}

/// How long ago, in the largest unit that fits: `6 hr. ago`.
#[must_use]
pub fn ago(language: &str, then: Timestamp, now: Timestamp) -> String {
    let seconds = (then.0 - now.0) as f64 / 1000.0;
    let (mut unit, mut length) = ("second", 1.0);
    for (longer, seconds_of_it) in [("minute", 60.0), ("hour", 3_600.0), ("day", 86_400.0)] {
        if seconds.abs() >= seconds_of_it {
            (unit, length) = (longer, seconds_of_it);
        }
    }
    format(Style::Ago, language).format_in((seconds / length).trunc(), unit)
}

/// A text in lower case.
#[must_use]
pub fn lower_case(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// The day as a point in time, for [`day`]: its noon, which no change of the clock moves to
/// another day.
#[must_use]
pub fn noon(date: Date) -> Timestamp {
    let noon = JsDate::new_with_year_month_day_hr(
        u32::from(date.year),
        i32::from(date.month) - 1,
        i32::from(date.day),
        12,
    );
    Timestamp(noon.get_time() as i64)
}
