//! HTML cut into text and tags, each character looked at a bounded number of times.

use crate::text::split_at_first;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its character references still in it.
    Text(&'a str),
    /// A start tag.
    Open {
        /// Its name as written.
        name: &'a str,
        /// All that follows the name.
        attributes: &'a str,
    },
    /// An end tag's name as written.
    Close(&'a str),
}

/// The pieces of an HTML text, in order.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

/// Cuts `html` into pieces.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html }
}

impl<'a> Tokens<'a> {
    /// Takes `length` bytes; a length that is no boundary takes everything.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Skips all up to and including `end`; without it, everything.
    fn skip_past(&mut self, end: &str) {
        self.rest = split_at_first(self.rest, end).map_or("", |(_, after)| after);
    }

    /// Skips what is program or style, not text, up to its end tag.
    fn skip_raw(&mut self, name: &str) {
        let is_end = |window: &[u8]| {
            window.starts_with(b"</")
                && window
                    .get(2..)
                    .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = self
            .rest
            .as_bytes()
            .windows(name.len() + 2)
            .position(is_end);
        self.take(end.unwrap_or(self.rest.len()));
    }

    /// The tag at the start of the rest, when it has an end.
    fn tag(&mut self) -> Option<Token<'a>> {
        let end = tag_end(self.rest)?;
        let inner = self
            .take(end + 1)
            .trim_start_matches('<')
            .trim_end_matches('>');
        let (inner, close) = match inner.strip_prefix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let name_end = inner
            .find(|c: char| c.is_ascii_whitespace() || c == '/')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(name_end)?;
        if close {
            return Some(Token::Close(name));
        }
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            self.skip_raw(name);
        }
        Some(Token::Open { name, attributes })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let after = match self.rest.strip_prefix('<') {
                None if self.rest.is_empty() => return None,
                None => {
                    let end = self.rest.find('<').unwrap_or(self.rest.len());
                    return Some(Token::Text(self.take(end)));
                }
                Some(after) => after,
            };
            let name = after.strip_prefix('/').unwrap_or(after);
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // A tag that never ends is text: with it, nothing of the rest can be lost, and
                // the rest is looked at no second time.
                let length = self.rest.len();
                return self.tag().or_else(|| Some(Token::Text(self.take(length))));
            } else if after.starts_with("!--") {
                self.skip_past("-->");
            } else if after.starts_with(['!', '?', '/']) {
                self.skip_past(">");
            } else {
                let end = after.find('<').map_or(self.rest.len(), |at| at + 1);
                return Some(Token::Text(self.take(end)));
            }
        }
    }
}

/// Where the tag at the start of `text` ends: the first `>` outside a quoted value.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut value_begins = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if value_begins => quote = Some(byte),
            _ => {}
        }
        value_begins = byte == b'=' || (value_begins && byte.is_ascii_whitespace());
    }
    None
}

/// The value of the attribute `wanted`, quoted or not, references still in it.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let space = |c: char| c.is_ascii_whitespace() || c == '/';
    let mut rest = attributes.trim_start_matches(space);
    while !rest.is_empty() {
        let end = rest
            .char_indices()
            .skip(1)
            .find_map(|(at, c)| (space(c) || c == '=').then_some(at));
        let (name, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, after) = match after.strip_prefix('=') {
            Some(assigned) => value(assigned.trim_start_matches(|c: char| c.is_ascii_whitespace())),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after.trim_start_matches(space);
    }
    None
}

/// Splits the value at the start of `text` from what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace());
    text.split_at_checked(end.unwrap_or(text.len()))
        .unwrap_or((text, ""))
}
