//! A word on a coloured ground.

use yew::AttrValue;

use crate::dom::{El, el};

use super::Tone;

/// A word on a coloured ground: a state, something overdue. The colour only repeats what it says;
/// none is grey.
#[must_use]
pub fn tag(text: AttrValue, tone: Option<Tone>) -> El {
    tagged(el("span"), text, tone)
}

/// The same in an element of another kind, such as a link.
#[must_use]
pub fn tagged(element: El, text: AttrValue, tone: Option<Tone>) -> El {
    let class = tone.map_or("tag", |tone| match tone {
        Tone::Info => "tag info",
        Tone::Ok => "tag ok",
        Tone::Warn => "tag warn",
        Tone::Bad => "tag bad",
    });
    element.attr("class", class).child(text)
}
