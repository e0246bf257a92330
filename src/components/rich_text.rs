//! A rich text, drawn as elements: never as markup.

use snowline_core::rich_text::{Block, Inline, RichText, Run};
use yew::{AttrValue, Html};

use crate::dom::{El, el, text};
use crate::i18n::Messages;

use super::external_link;

/// A rich text as paragraphs, lists and links.
#[must_use]
pub fn rich_text(messages: &Messages, text: &RichText) -> El {
    blocks(messages, el("div.prose"), text.blocks())
}

fn blocks(messages: &Messages, mut parent: El, blocks: &[Block]) -> El {
    for block in blocks {
        parent = parent.child(match block {
            Block::Paragraph(inlines) => {
                let mut paragraph = el("p");
                for inline in inlines {
                    paragraph = add(messages, paragraph, inline);
                }
                paragraph
            }
            Block::List { ordered, items } => {
                let mut list = el(if *ordered { "ol" } else { "ul" });
                for item in items {
                    list = list.child(self::blocks(messages, el("li"), item));
                }
                list
            }
        });
    }
    parent
}

fn add(messages: &Messages, parent: El, inline: &Inline) -> El {
    match inline {
        Inline::Text(text) => parent.child(run(text)),
        Inline::Link { href, runs } => {
            let text = runs.iter().map(run).collect::<Html>();
            parent.child(external_link(
                messages,
                href.as_str().to_owned().into(),
                text,
            ))
        }
        Inline::Break => parent.child(el("br")),
    }
}

fn run(run: &Run) -> Html {
    let mut html = text(AttrValue::from(run.text.clone()));
    if run.emphasis {
        html = el("em").child(html).html();
    }
    if run.strong {
        html = el("strong").child(html).html();
    }
    html
}
