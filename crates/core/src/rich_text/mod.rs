//! Microsoft's HTML (steps, impacts, descriptions) as a small tree that cannot hold markup.
//!
//! The browser's own parser is a Trusted Types sink and the page's policy allows none, so the
//! little HTML there is gets read here. The tree knows paragraphs, lists, bold, emphasis and
//! `https:` links: whatever else a text contains, it cannot reach the page. Reading never fails,
//! takes time linear in the text, and nests lists at most [`MAX_LISTS`] deep.

mod entities;
mod link;
mod plain;
mod tokens;
mod tree;

pub use link::HttpsUrl;
pub use tree::MAX_LISTS;

/// A text of paragraphs and lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText {
    blocks: Vec<Block>,
}

/// A part that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text; never empty.
    Paragraph(Vec<Inline>),
    /// A list; has at least one item, and no item is empty.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text outside a link.
    Text(Run),
    /// A link with its text.
    Link {
        /// Where it leads.
        href: HttpsUrl,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A line break.
    Break,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, its white space already collapsed as HTML does.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
}

impl RichText {
    /// Reads HTML, however broken.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        Self {
            blocks: tree::build(html),
        }
    }

    /// The paragraphs and lists, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The text for a place that knows no markup: lists with numbers or dashes, the address of a
    /// link in parentheses after its text.
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        plain::write(&self.blocks)
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
