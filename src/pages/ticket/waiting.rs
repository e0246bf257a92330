//! The page while it is being loaded: the shape of what comes.

use yew::Html;

use crate::components::skeleton_lines;
use crate::dom::el;
use crate::i18n::Messages;

/// Two columns of cards, as the ticket has them.
pub(super) fn waiting(messages: &Messages) -> Html {
    let card = |lines| el("section.card").child(skeleton_lines(messages, lines));
    let main = el("div.page-part").child(card(4)).child(card(10));
    let side = el("div.page-part ticket-side").child(card(12));
    el("div.action-page").child(main).child(side).html()
}
