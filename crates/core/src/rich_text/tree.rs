//! The tree that the pieces of HTML make.

use super::tokens::{Token, attribute, tokens};
use super::{Block, HttpsUrl, Inline, Run, entities};

/// How deep lists nest. The items of a deeper list join the list around it, so that no text can
/// make the tree deep enough to exhaust a stack.
pub const MAX_LISTS: usize = 6;

/// Reads HTML into blocks.
pub(super) fn build(html: &str) -> Vec<Block> {
    let mut tree = Tree::default();
    for token in tokens(html) {
        match token {
            Token::Text(text) => tree.text(&entities::decode(text)),
            Token::Open { name, attributes } => {
                tree.open(&name.to_ascii_lowercase(), attributes);
            }
            Token::Close(name) => tree.close(&name.to_ascii_lowercase()),
        }
    }
    tree.finish()
}

/// A list that is still open.
struct OpenList {
    ordered: bool,
    items: Vec<Vec<Block>>,
    /// The item that is still open.
    item: Option<Vec<Block>>,
}

#[derive(Default)]
struct Tree {
    blocks: Vec<Block>,
    lists: Vec<OpenList>,
    /// Lists beyond [`MAX_LISTS`] whose end tag is still to come.
    ignored_lists: usize,
    paragraph: Vec<Inline>,
    strong: usize,
    emphasis: usize,
    link: Option<HttpsUrl>,
}

impl Tree {
    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "strong" | "b" => self.strong += 1,
            "em" | "i" => self.emphasis += 1,
            "a" => {
                self.link = attribute(attributes, "href")
                    .and_then(|href| HttpsUrl::parse(&entities::decode(href)));
            }
            "br" => self.line_break(),
            "ul" | "ol" => self.open_list(name == "ol"),
            "li" => {
                if self.lists.is_empty() {
                    self.open_list(false);
                }
                self.close_item();
                if let Some(list) = self.lists.last_mut() {
                    list.item = Some(Vec::new());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph();
                self.strong += 1;
            }
            _ => self.boundary(name),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "strong" | "b" => self.strong = self.strong.saturating_sub(1),
            "em" | "i" => self.emphasis = self.emphasis.saturating_sub(1),
            "a" => self.link = None,
            "ul" | "ol" => self.close_list(),
            "li" => self.close_item(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph();
                self.strong = self.strong.saturating_sub(1);
            }
            _ => self.boundary(name),
        }
    }

    /// A tag that means nothing here but may still part words or paragraphs.
    fn boundary(&mut self, name: &str) {
        match name {
            "p" | "div" | "section" | "article" | "blockquote" | "pre" | "table" | "tr" | "dl"
            | "dt" | "dd" | "hr" => self.end_paragraph(),
            "td" | "th" => self.text(" "),
            _ => {}
        }
    }

    fn open_list(&mut self, ordered: bool) {
        self.end_paragraph();
        if self.lists.len() == MAX_LISTS {
            self.ignored_lists += 1;
            return;
        }
        self.lists.push(OpenList {
            ordered,
            items: Vec::new(),
            item: None,
        });
    }

    fn close_list(&mut self) {
        self.close_item();
        if self.ignored_lists > 0 {
            self.ignored_lists -= 1;
        } else if let Some(OpenList { ordered, items, .. }) = self.lists.pop()
            && !items.is_empty()
        {
            self.push(Block::List { ordered, items });
        }
    }

    fn close_item(&mut self) {
        self.end_paragraph();
        if let Some(list) = self.lists.last_mut()
            && let Some(item) = list.item.take()
            && !item.is_empty()
        {
            list.items.push(item);
        }
    }

    fn push(&mut self, block: Block) {
        match self.lists.last_mut() {
            None => self.blocks.push(block),
            Some(OpenList {
                item: Some(item), ..
            }) => item.push(block),
            // In a list, but in no item of it.
            Some(list) => list.items.push(vec![block]),
        }
    }

    fn end_paragraph(&mut self) {
        self.link = None;
        self.trim_end();
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.iter().any(says_something) {
            self.push(Block::Paragraph(paragraph));
        }
    }

    /// One break ends the line, a second one the paragraph.
    fn line_break(&mut self) {
        let link = self.link.take();
        if matches!(self.paragraph.last(), Some(Inline::Break)) {
            self.end_paragraph();
        } else {
            self.trim_end();
            if !self.paragraph.is_empty() {
                self.paragraph.push(Inline::Break);
            }
        }
        self.link = link;
    }

    /// Takes white space and breaks from the paragraph's end.
    fn trim_end(&mut self) {
        while let Some(last) = self.paragraph.last_mut() {
            let run = match last {
                Inline::Text(run) => Some(run),
                Inline::Link { runs, .. } => runs.last_mut(),
                Inline::Break => None,
            };
            if let Some(run) = run {
                run.text.truncate(run.text.trim_end_matches(' ').len());
                if !run.text.is_empty() {
                    return;
                }
                if let Inline::Link { runs, .. } = last
                    && runs.len() > 1
                {
                    runs.pop();
                    continue;
                }
            }
            self.paragraph.pop();
        }
    }

    fn text(&mut self, decoded: &str) {
        let mut text = String::with_capacity(decoded.len());
        let mut after_space = self.ends_with_space();
        for c in decoded.chars() {
            if c.is_ascii_whitespace() {
                if !after_space {
                    text.push(' ');
                }
                after_space = true;
            } else if !c.is_control() {
                text.push(c);
                after_space = false;
            }
        }
        if !text.is_empty() {
            self.append(text);
        }
    }

    /// Whether a space here would show as none.
    fn ends_with_space(&self) -> bool {
        match self.paragraph.last() {
            None | Some(Inline::Break) => true,
            Some(Inline::Text(run)) => run.text.ends_with(' '),
            Some(Inline::Link { runs, .. }) => runs.last().is_some_and(|r| r.text.ends_with(' ')),
        }
    }

    fn append(&mut self, text: String) {
        let run = Run {
            text,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
        };
        match (self.paragraph.last_mut(), &self.link) {
            (Some(Inline::Text(last)), None) if same_style(last, &run) => {
                last.text.push_str(&run.text);
            }
            (Some(Inline::Link { href, runs }), Some(link)) if href == link => {
                match runs.last_mut() {
                    Some(last) if same_style(last, &run) => last.text.push_str(&run.text),
                    _ => runs.push(run),
                }
            }
            (_, None) => self.paragraph.push(Inline::Text(run)),
            (_, Some(link)) => self.paragraph.push(Inline::Link {
                href: link.clone(),
                runs: vec![run],
            }),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.ignored_lists = 0;
        while !self.lists.is_empty() {
            self.close_list();
        }
        self.blocks
    }
}

fn same_style(a: &Run, b: &Run) -> bool {
    a.strong == b.strong && a.emphasis == b.emphasis
}

/// Whether there is more to it than white space, such as the `&nbsp;` of an empty paragraph.
fn says_something(inline: &Inline) -> bool {
    let visible = |run: &Run| run.text.chars().any(|c| !c.is_whitespace());
    match inline {
        Inline::Text(run) => visible(run),
        Inline::Link { runs, .. } => runs.iter().any(visible),
        Inline::Break => false,
    }
}
