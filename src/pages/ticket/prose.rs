//! A plain text with its line ends, its web addresses as links.

use snowline_core::tickets::linked::{Piece, pieces};
use yew::AttrValue;

use crate::components::external_link;
use crate::dom::{El, el, text};
use crate::i18n::Messages;

/// The text. Nothing in it is markup.
pub(super) fn prose(messages: &Messages, plain: &str) -> El {
    let mut all = el("p.plain").attr("dir", "auto");
    for piece in pieces(plain) {
        all = match piece {
            Piece::Text(words) => all.child(text(words.to_owned().into())),
            Piece::Link(address) => {
                let address = AttrValue::from(address.to_owned());
                all.child(external_link(messages, address.clone(), address))
            }
        };
    }
    all
}
