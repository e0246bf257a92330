//! A rich text, drawn as elements: never as markup.

use snowline_core::rich_text::{Block, Inline, RichText, Run};
use yew::prelude::*;

use super::ExternalLink;

/// Properties of [`RichTextView`].
#[derive(Properties, PartialEq)]
pub struct RichTextViewProps {
    /// The text.
    pub text: RichText,
}

/// A rich text as paragraphs, lists and links.
#[component]
pub fn RichTextView(props: &RichTextViewProps) -> Html {
    html! { <div class="prose">{ blocks(props.text.blocks()) }</div> }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(inlines) => html! { <p>{ for inlines.iter().map(inline) }</p> },
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| html! { <li>{ blocks(item) }</li> });
            if *ordered {
                html! { <ol>{ for items }</ol> }
            } else {
                html! { <ul>{ for items }</ul> }
            }
        }
    }
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(text) => run(text),
        Inline::Link { href, runs } => html! {
            <ExternalLink href={href.as_str().to_owned()}>{ for runs.iter().map(run) }</ExternalLink>
        },
        Inline::Break => html! { <br /> },
    }
}

fn run(run: &Run) -> Html {
    let text = html! { { &run.text } };
    let text = if run.emphasis {
        html! { <em>{ text }</em> }
    } else {
        text
    };
    if run.strong {
        html! { <strong>{ text }</strong> }
    } else {
        text
    }
}
