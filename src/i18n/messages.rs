//! One language's texts.

use js_sys::{JSON, Object, Reflect};
use snowline_core::date::Timestamp;
use wasm_bindgen::{JsCast, JsValue};
use yew::AttrValue;

use crate::browser::intl;

use super::Language;

/// The texts of one language, with its way to write numbers and dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Messages {
    language: Language,
    table: JsValue,
}

impl Messages {
    /// The texts in a message file; `None` when it is not a JSON object.
    #[must_use]
    pub fn parse(language: Language, file: &str) -> Option<Self> {
        let table = JSON::parse(file).ok().filter(JsValue::is_object)?;
        Some(Self { language, table })
    }

    /// Adds the texts of another message file of the same language; `None` when it is not a JSON
    /// object.
    #[must_use]
    pub fn add(&self, file: &str) -> Option<()> {
        let more = JSON::parse(file).ok().filter(JsValue::is_object)?;
        let table: &Object = self.table.unchecked_ref();
        Object::assign(table, more.unchecked_ref());
        Some(())
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a key. A key that is missing shows itself: a test keeps that from happening.
    #[must_use]
    pub fn text(&self, key: &str) -> AttrValue {
        self.find(key).unwrap_or_else(|| key.to_owned()).into()
    }

    /// The text of a key, or `None` where the file has none.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        Reflect::get(&self.table, &key.into()).ok()?.as_string()
    }

    /// The text of a key with arguments put in.
    #[must_use]
    pub fn format(&self, key: &str, arguments: &[(&str, &str)]) -> AttrValue {
        let text = self.text(key);
        let mut rest = text.as_str();
        let mut out = String::with_capacity(text.len());
        // One pass: what an argument brings in is never looked at again.
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match arguments.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(value),
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = tail;
        }
        out.push_str(rest);
        out.into()
    }

    /// The text for a count: `{n}` is the count, as the language writes it.
    #[must_use]
    pub fn count(&self, key: &str, count: u64) -> AttrValue {
        self.amount(key, count as f64, &[])
    }

    /// The text for an amount, which may be a fraction: `{n}` is the amount, as the language writes
    /// it, and the rest is as in [`Messages::format`].
    #[must_use]
    pub fn amount(&self, key: &str, amount: f64, more: &[(&str, &str)]) -> AttrValue {
        let category = intl::plural_category(self.language.tag(), amount);
        let key = [key, ".", category.as_str()].concat();
        let number = self.number(amount);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(more);
        self.format(&key, &all)
    }

    /// A number with at most two decimals.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        intl::number(self.language.tag(), value)
    }

    /// A share of one, as a percentage.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        intl::percent(self.language.tag(), share)
    }

    /// The same with one decimal, for what changes slowly.
    #[must_use]
    pub fn percent_fine(&self, share: f64) -> String {
        intl::percent_fine(self.language.tag(), share)
    }

    /// A day in the person's time zone, short.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        intl::day(self.language.tag(), at)
    }

    /// A day and a time of day in the person's time zone.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        intl::moment(self.language.tag(), at)
    }

    /// How long ago. What has happened is not to come: where this clock says so, it is slow.
    #[must_use]
    pub fn ago(&self, then: Timestamp, now: Timestamp) -> String {
        intl::ago(self.language.tag(), then.min(now), now)
    }
}
