//! Rust sources as their tokens, without comments, attributes and tests.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::project;

/// One token. Groups are flattened, so that a rule looks at one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or a keyword.
    Name(String),
    /// A string, as written between its quotes.
    Text(String),
    /// Any other literal.
    Literal,
    /// One character of punctuation.
    Mark(char),
    /// The beginning of a group: one of `(`, `[`, `{`.
    Open(char),
    /// Its end.
    Close(char),
}

impl Token {
    /// Whether it is that name.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(own) if own == name)
    }
}

/// One file.
pub(crate) struct Source {
    /// Its path from the project's root.
    pub(crate) path: String,
    /// What the product is compiled from.
    pub(crate) tokens: Vec<Token>,
}

impl Source {
    /// A text as a file without a path.
    pub(crate) fn of_text(text: &str) -> Self {
        let mut reader = Reader::default();
        reader.read(text.parse().unwrap());
        Self {
            path: String::new(),
            tokens: reader.tokens,
        }
    }

    /// The names in it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Name(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The strings in it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Whether it calls a method of that name.
    pub(crate) fn calls(&self, name: &str) -> bool {
        self.tokens.windows(3).any(|window| {
            window[0] == Token::Mark('.')
                && window[1].is_name(name)
                && window[2] == Token::Open('(')
        })
    }

    /// Whether that name occurs.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }
}

/// The sources below a folder, but for those that only tests use.
pub(crate) fn product(folder: &str) -> Vec<Source> {
    let mut tests = BTreeSet::new();
    let mut sources = Vec::new();
    for path in project::files(folder, ".rs") {
        let stream: TokenStream = project::read(&path).parse().unwrap();
        let mut reader = Reader::default();
        reader.read(stream);
        let inside = modules_of(&path);
        tests.extend(reader.tests.iter().map(|name| format!("{inside}/{name}")));
        sources.push(Source {
            path,
            tokens: reader.tokens,
        });
    }
    sources.retain(|source| {
        let stem = source.path.trim_end_matches(".rs");
        !tests
            .iter()
            .any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    });
    sources
}

/// The folder in which a file's modules are.
fn modules_of(path: &str) -> &str {
    let stem = path.trim_end_matches(".rs");
    match stem.rsplit_once('/') {
        Some((folder, "mod" | "lib" | "main")) => folder,
        _ => stem,
    }
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    /// The modules that exist for tests only and have files of their own.
    tests: Vec<String>,
}

impl Reader {
    fn read(&mut self, stream: TokenStream) {
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    trees.next_if(
                        |tree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == '!'),
                    );
                    let attribute = trees.next().map(|tree| tree.to_string().replace(' ', ""));
                    if attribute.as_deref() == Some("[cfg(test)]") {
                        self.skip_item(&mut trees);
                    }
                }
                TokenTree::Punct(mark) => self.tokens.push(Token::Mark(mark.as_char())),
                TokenTree::Ident(name) => self.tokens.push(Token::Name(name.to_string())),
                TokenTree::Literal(literal) => {
                    let literal = literal.to_string();
                    let text = literal
                        .trim_start_matches('r')
                        .trim_matches('#')
                        .strip_prefix('"')
                        .and_then(|text| text.strip_suffix('"'));
                    self.tokens.push(match text {
                        Some(text) => Token::Text(text.to_owned()),
                        None => Token::Literal,
                    });
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ('(', ')'),
                        Delimiter::Bracket => ('[', ']'),
                        Delimiter::Brace => ('{', '}'),
                        Delimiter::None => {
                            self.read(group.stream());
                            continue;
                        }
                    };
                    self.tokens.push(Token::Open(open));
                    self.read(group.stream());
                    self.tokens.push(Token::Close(close));
                }
            }
        }
    }

    /// Passes over an item: it ends with its body or a semicolon.
    fn skip_item(&mut self, trees: &mut impl Iterator<Item = TokenTree>) {
        let mut before = String::new();
        for tree in trees {
            match &tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
                TokenTree::Punct(mark) if mark.as_char() == ';' => {
                    self.tests.push(before);
                    return;
                }
                _ => before = tree.to_string(),
            }
        }
    }
}

#[test]
fn tests_comments_and_attributes_are_left_out() {
    let source = r##"
        //! web_sys
        #![allow(missing_docs, reason = "web_sys")]
        /* web_sys */
        #[doc = "web_sys"]
        fn f() -> &'static str { "a" }
        #[cfg(test)]
        mod tests;
        #[cfg(test)]
        mod inline { use web_sys; }
        const R: &str = r#"b"#;
    "##;
    let mut reader = Reader::default();
    reader.read(source.parse().unwrap());
    assert_eq!(reader.tests, ["tests"]);
    let source = Source {
        path: String::new(),
        tokens: reader.tokens,
    };
    assert!(source.has("f") && !source.has("web_sys"));
    assert_eq!(source.texts().collect::<Vec<_>>(), ["a", "b"]);
}
