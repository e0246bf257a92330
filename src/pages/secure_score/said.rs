//! A short word about what was done: one place on the page, heard and seen, gone by itself.

use yew::{AttrValue, Callback, Html};

use crate::components::brief;
use crate::dom::el;
use crate::part::Cx;

/// The place, for the end of the page, and the way to say something there.
pub(super) fn said(cx: &mut Cx<'_>) -> (Html, Callback<AttrValue>) {
    let (text, say) = brief(cx);
    let place = el("div.said").attr("role", "status").child(text);
    (place.html(), say)
}
