//! An error: what happened, why, what to do.

use snowline_core::Error;
use yew::{AttrValue, Callback};

use crate::dom::{El, button, el};
use crate::i18n::Messages;

use super::{Tone, note, note_body};

/// What happened, why, and what the person can do, in their language. `retry` tries again, where
/// that makes sense; `more` is what else one can do.
#[must_use]
pub fn error_note(
    messages: &Messages,
    error: &Error,
    retry: Option<Callback<()>>,
    more: Vec<El>,
) -> El {
    let retry = retry.map(|retry| button("button.btn", retry).says(messages, "action.tryAgain"));
    let body = note_body()
        .child(el("strong").child(part_of(messages, error, ".what")))
        .child(el("p").child(part_of(messages, error, ".why")))
        .child(el("p").child(part_of(messages, error, ".do")))
        .child(more.into_iter().fold(el("div.row").child(retry), El::child));
    // It appeared after something that the person did, so it is said at once.
    note(Tone::Bad, body).attr("role", "alert")
}

/// A part of what is said of an error: `.what`, `.why` or `.do`.
#[must_use]
pub fn part_of(messages: &Messages, error: &Error, part: &str) -> AttrValue {
    let arguments = error.args();
    let arguments: Vec<_> = arguments
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    messages.format(&["error.", error.key(), part].concat(), &arguments)
}
