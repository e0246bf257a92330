//! The tree as plain text.

use super::{Block, Inline};

/// How far a list inside a list is indented.
const INDENT: usize = 3;

/// Writes the blocks as lines.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let list = matches!(block, Block::List { .. });
        if at > 0 {
            // A list belongs to the paragraph before it, which introduces it.
            text.push_str(if list { "\n" } else { "\n\n" });
        }
        write_block(block, 0, &mut text);
    }
    text
}

fn write_block(block: &Block, indent: usize, text: &mut String) {
    match block {
        Block::Paragraph(inlines) => {
            for inline in inlines {
                write_inline(inline, indent, text);
            }
        }
        Block::List { ordered, items } => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    new_line(indent, text);
                }
                if *ordered {
                    text.push_str(&(at + 1).to_string());
                    text.push_str(". ");
                } else {
                    text.push_str("- ");
                }
                for (at, block) in item.iter().enumerate() {
                    if at > 0 {
                        new_line(indent + INDENT, text);
                    }
                    write_block(block, indent + INDENT, text);
                }
            }
        }
    }
}

fn write_inline(inline: &Inline, indent: usize, text: &mut String) {
    match inline {
        Inline::Text(run) => text.push_str(&run.text),
        Inline::Link { href, runs } => {
            let mut says = String::new();
            for run in runs {
                says.push_str(&run.text);
            }
            let words = says.trim_end_matches(' ');
            text.push_str(words);
            if words != href.as_str() {
                text.push_str(&[" (", href.as_str(), ")"].concat());
            }
            // A space inside the link still parts it from the word after it.
            if words.len() < says.len() {
                text.push(' ');
            }
        }
        Inline::Break => new_line(indent, text),
    }
}

fn new_line(indent: usize, text: &mut String) {
    text.push('\n');
    for _ in 0..indent {
        text.push(' ');
    }
}
