//! What is kept in the browser.

use snowline_core::ports::{Ports, Store};

use crate::browser::Browser;
use crate::components::{Tone, tag};
use crate::dom::{El, el};
use crate::i18n::Messages;

use super::tables::{Row, code, table_of, words};

/// Where something is kept.
#[derive(Clone, Copy)]
enum Place {
    Tab,
    Device,
}

/// All keys, where they are, and what is under them.
const KEYS: &[(&str, Place, &str)] = &[
    ("snowline.connection", Place::Device, "data.kept.connection"),
    ("snowline.setup", Place::Device, "data.kept.setup"),
    ("snowline.way", Place::Device, "data.kept.way"),
    (
        "snowline.configuration.",
        Place::Device,
        "data.kept.configuration",
    ),
    ("snowline.draft.", Place::Device, "data.kept.draft"),
    ("snowline.draft.note.", Place::Device, "data.kept.note"),
    (
        "snowline.draft.decision.",
        Place::Device,
        "data.kept.decision",
    ),
    ("snowline.draft.edit.", Place::Device, "data.kept.edit"),
    ("snowline.columns", Place::Device, "data.kept.columns"),
    ("snowline.cards", Place::Device, "data.kept.cards"),
    ("snowline.language", Place::Device, "data.kept.language"),
    ("snowline.replaced", Place::Device, "data.kept.replaced"),
    ("snowline.connection", Place::Tab, "data.kept.tried"),
    ("snowline.typed", Place::Tab, "data.kept.typed"),
    ("snowline.checked", Place::Tab, "data.kept.checked"),
    ("snowline.batch", Place::Tab, "data.kept.batch"),
    ("snowline.sign-in", Place::Tab, "data.kept.signIn"),
    ("snowline.session", Place::Tab, "data.kept.session"),
    ("snowline.resume", Place::Tab, "data.kept.resume"),
    ("snowline.place", Place::Tab, "data.kept.place"),
    ("snowline.secureScore", Place::Tab, "data.kept.secureScore"),
    ("snowline.selected", Place::Tab, "data.kept.selected"),
    ("snowline.share.", Place::Tab, "data.kept.share"),
];

/// The card with all of it, and what of it is there now.
pub(super) fn stored(messages: &Messages) -> El {
    let browser = Browser::new();
    let rows = KEYS.iter().map(|&(key, ref place, what)| {
        let (place, there) = match place {
            Place::Tab => ("sessionStorage", browser.session_store().keys(key)),
            Place::Device => ("localStorage", browser.local_store().keys(key)),
        };
        let now = match there.is_empty() {
            true => words(messages, "data.kept.not"),
            false => tag(messages.text("data.kept.now"), Some(Tone::Info)),
        };
        Row(vec![code(key), code(place), words(messages, what), now])
    });
    let rows = rows.collect();
    let columns = [
        "data.column.key",
        "data.column.place",
        "data.column.what",
        "data.column.now",
    ];
    el("section.card")
        .attr("aria-labelledby", "data-kept")
        .child(el("h2").attr("id", "data-kept").says(messages, "data.kept"))
        .child(el("p.muted").says(messages, "data.kept.what"))
        .child(table_of(messages, &columns, rows))
}
