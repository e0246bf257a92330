//! The members of the options object, by their kinds.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::BadOption;
use crate::connection::Way;

/// An option that takes one of a few words, the first of them by default.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) takes: &'static str,
    pub(super) words: &'static [&'static str],
}

pub(super) const ROUTINGS: Choice = Choice {
    name: "routing",
    takes: "\"hash\" or \"memory\"",
    words: &["memory", "hash"],
};
pub(super) const THEMES: Choice = Choice {
    name: "theme",
    takes: "\"auto\", \"light\" or \"dark\"",
    words: &["auto", "light", "dark"],
};
pub(super) const PORTALS: Choice = Choice {
    name: "portal",
    takes: "\"security\" or \"compliance\"",
    words: &["security", "compliance"],
};
pub(super) const STORAGES: Choice = Choice {
    name: "tokenStorage",
    takes: "\"memory\" or \"session\"",
    words: &["memory", "session"],
};

pub(super) const WAYS: Choice = Choice {
    name: "way",
    takes: "\"direct\", \"proxy\", \"session\" or \"token\"",
    words: &[
        "",
        Way::NAMES[0],
        Way::NAMES[1],
        Way::NAMES[2],
        Way::NAMES[3],
    ],
};
pub(super) const SIGN_INS: Choice = Choice {
    name: "signIn",
    takes: "\"redirect\" or \"popup\"",
    words: &["", "redirect", "popup"],
};

pub(crate) fn member(object: &JsValue, name: &str) -> JsValue {
    // Reflect.get throws on anything that is not an object.
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub(crate) fn text(object: &JsValue, name: &'static str) -> Result<Option<String>, BadOption> {
    let value = member(object, name);
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let text = value.as_string().ok_or(BadOption {
        name,
        takes: "a string",
    })?;
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// What is said of an option that is none.
pub(super) const A_FUNCTION: &str = "a function";

pub(crate) fn function(object: &JsValue, name: &'static str) -> Result<Option<JsValue>, BadOption> {
    let value = member(object, name);
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    match value.is_function() {
        true => Ok(Some(value)),
        false => Err(BadOption {
            name,
            takes: A_FUNCTION,
        }),
    }
}

/// Which of the words is given.
pub(super) fn choice(object: &JsValue, choice: &Choice) -> Result<usize, BadOption> {
    let Some(chosen) = text(object, choice.name)? else {
        return Ok(0);
    };
    let place = choice.words.iter().position(|word| *word == chosen);
    place.ok_or(BadOption {
        name: choice.name,
        takes: choice.takes,
    })
}
