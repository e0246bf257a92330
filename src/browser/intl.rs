//! Dates, numbers and plurals in the person's language, by the browser's Intl.

use js_sys::{Date as JsDate, JsString, Number, Object, Reflect};
use snowline_core::date::{Date, Timestamp};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> RelativeTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: f64) -> String;
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

/// A number, with at most that many decimals.
#[must_use]
pub fn number(language: &str, value: f64, decimals: u8) -> String {
    let options = options(&[("maximumFractionDigits", Number::from(decimals).into())]);
    NumberFormat::new(language, &options).format(value)
}

/// A share of one as a percentage: `0.53` is `53%`.
#[must_use]
pub fn percent(language: &str, share: f64) -> String {
    let options = options(&[("style", "percent".into())]);
    NumberFormat::new(language, &options).format(share)
}

/// The same with one decimal: `53.4%`.
#[must_use]
pub fn percent_fine(language: &str, share: f64) -> String {
    let one = JsValue::from(Number::from(1));
    let options = options(&[
        ("style", "percent".into()),
        ("minimumFractionDigits", one.clone()),
        ("maximumFractionDigits", one),
    ]);
    NumberFormat::new(language, &options).format(share)
}

/// The plural category that the language has for that number: `one`, `other` and so on.
#[must_use]
pub fn plural_category(language: &str, number: f64) -> String {
    PluralRules::new(language).select(number)
}

/// A day, short: the year only where it is not this one. In the person's time zone.
#[must_use]
pub fn day(language: &str, at: Timestamp) -> String {
    let date = JsDate::new(&JsValue::from_f64(at.0 as f64));
    let mut parts = vec![("day", "numeric".into()), ("month", "short".into())];
    if date.get_full_year() != JsDate::new_0().get_full_year() {
        parts.push(("year", "numeric".into()));
    }
    date.to_locale_date_string(language, &options(&parts))
        .into()
}

/// A day and a time of day, in the person's time zone.
#[must_use]
pub fn moment(language: &str, at: Timestamp) -> String {
    let date = JsDate::new(&JsValue::from_f64(at.0 as f64));
    let parts = options(&[
        ("dateStyle", "medium".into()),
        ("timeStyle", "short".into()),
    ]);
    date.to_locale_string(language, &parts).into()
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
    let style = options(&[("numeric", "auto".into()), ("style", "short".into())]);
    RelativeTimeFormat::new(language, &style).format((seconds / length).trunc(), unit)
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

fn options(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &JsValue::from_str(name), value).ok();
    }
    object.into()
}
