//! Skeletons: the shape of what is being loaded, so that nothing jumps when it comes.

use crate::dom::{El, el};
use crate::i18n::Messages;

/// Lines of a list or a text that is being loaded.
#[must_use]
pub fn skeleton_lines(messages: &Messages, lines: u8) -> El {
    let mut place = el("div")
        .attr("role", "status")
        .child(el("span.visually-hidden").says(messages, "loading"));
    for _ in 0..lines {
        place = place.child(bone("span.skeleton line"));
    }
    place
}

/// A card that is being loaded: its number, its picture, its lines.
#[must_use]
pub fn skeleton_card(messages: &Messages) -> El {
    el("section.card")
        .child(bone("span.skeleton short"))
        .child(bone("span.skeleton tall"))
        .child(bone("span.skeleton"))
        .child(skeleton_lines(messages, 5))
}

fn bone(kind: &'static str) -> El {
    el(kind).attr("aria-hidden", "true")
}
