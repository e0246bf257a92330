//! A note: something to know, in a box of its own.

use crate::dom::{El, el};

use super::{Shape, icon};

/// What kind of news a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neutral news.
    Info,
    /// Done.
    Ok,
    /// Needs attention soon.
    Warn,
    /// Wrong or late.
    Bad,
}

/// What a note says and offers, still to be filled.
#[must_use]
pub fn note_body() -> El {
    el("div.body")
}

/// Something to know, in a box of its own, around its [`note_body`].
#[must_use]
pub fn note(tone: Tone, body: El) -> El {
    let (class, shape) = match tone {
        Tone::Info => ("note info", Shape::Info),
        Tone::Ok => ("note ok", Shape::Check),
        Tone::Warn => ("note warn", Shape::Alert),
        Tone::Bad => ("note bad", Shape::Alert),
    };
    el("div")
        .attr("class", class)
        .child(icon(shape))
        .child(body)
}
