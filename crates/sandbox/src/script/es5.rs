//! What the engine of a background script does not know: it is ES5, however
//! much more the one that is used here would take.

/// The line of the first thing that no script of ES5 has, if there is any.
pub(super) fn violation(source: &str) -> Option<u32> {
    let mut reading = Reading {
        rest: source,
        line: 1,
        before: Token::Start,
        last: Token::Start,
    };
    while let Some(is_newer) = reading.next() {
        if is_newer {
            return Some(reading.line);
        }
    }
    None
}

/// What was read, as far as it matters for what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Start,
    /// A name or a word of the language.
    Word(&'a str),
    /// A sign.
    Sign(&'a str),
    /// A number, a text or a pattern.
    Value,
}

struct Reading<'a> {
    rest: &'a str,
    line: u32,
    before: Token<'a>,
    last: Token<'a>,
}

/// Signs that there are not in ES5.
const NEWER: [&str; 5] = ["=>", "...", "**", "??", "`"];

/// Words behind which a slash begins a pattern.
const BEFORE_PATTERN: [&str; 10] = [
    "return", "typeof", "case", "in", "delete", "void", "throw", "new", "else", "do",
];

impl<'a> Reading<'a> {
    /// Whether the next token is one of a newer language; nothing at the end.
    fn next(&mut self) -> Option<bool> {
        let first = self.rest.chars().next()?;
        let token = match first {
            c if c.is_whitespace() || c == '\u{feff}' => {
                self.take(c.len_utf8());
                return Some(false);
            }
            '/' if self.rest.starts_with("//") => {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.take(end);
                return Some(false);
            }
            '/' if self.rest.starts_with("/*") => {
                let end = self.rest.find("*/").map_or(self.rest.len(), |end| end + 2);
                self.take(end);
                return Some(false);
            }
            '"' | '\'' => {
                self.take_quoted(first);
                Token::Value
            }
            '/' if self.begins_pattern() => {
                self.take_pattern();
                Token::Value
            }
            c if c.is_alphabetic() || matches!(c, '_' | '$' | '\\') => {
                Token::Word(self.take_word())
            }
            c if c.is_ascii_digit() => {
                self.take_word();
                Token::Value
            }
            _ => self.sign(first),
        };
        let is_newer = self.is_newer(token);
        (self.before, self.last) = (self.last, token);
        Some(is_newer)
    }

    fn sign(&mut self, first: char) -> Token<'a> {
        let long = NEWER.into_iter().find(|sign| self.rest.starts_with(sign));
        // `a?.5:b` is ES5.
        let digit = self
            .rest
            .get(2..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let chained = self.rest.starts_with("?.") && !digit;
        let length = match long {
            Some(sign) => sign.len(),
            None if chained => 2,
            None => first.len_utf8(),
        };
        Token::Sign(self.take(length))
    }

    /// Whether no script of ES5 goes on like this.
    fn is_newer(&self, token: Token<'a>) -> bool {
        use Token::{Sign, Value, Word};
        match (self.before, self.last, token) {
            (_, _, Sign(sign)) if NEWER.contains(&sign) || sign == "?." => true,
            // What stands behind a dot or before a colon is but a name.
            (Sign("."), Word("let" | "const" | "class" | "async" | "var" | "function"), _) => false,
            (_, Word("let" | "const" | "class"), Word(_)) => true,
            (_, Word("let" | "const"), Sign("[" | "{")) => true,
            (_, Word("class"), Sign("{")) => true,
            (_, Word("async"), Word("function")) => true,
            (_, Word("var"), Sign("[" | "{")) => true,
            (_, Word("function"), Sign("*")) => true,
            // `for (x of list)`
            (Word(name), Word("of"), Word(_) | Value | Sign("[")) => {
                !BEFORE_PATTERN.contains(&name)
            }
            _ => false,
        }
    }

    fn begins_pattern(&self) -> bool {
        match self.last {
            Token::Start => true,
            Token::Word(word) => BEFORE_PATTERN.contains(&word),
            Token::Sign(sign) => !matches!(sign, ")" | "]" | "}"),
            Token::Value => false,
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count() as u32;
        self.rest = rest;
        taken
    }

    fn take_word(&mut self) -> &'a str {
        let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '\\'));
        self.take(self.rest.find(is_end).unwrap_or(self.rest.len()))
    }

    /// Up to the closing quote, or to the end of the line that lacks it.
    fn take_quoted(&mut self, quote: char) {
        self.take_until(|c, _| c == quote);
    }

    /// A slash within brackets does not end it.
    fn take_pattern(&mut self) {
        self.take_until(|c, in_brackets| c == '/' && !in_brackets);
        self.take_word();
    }

    fn take_until(&mut self, is_end: impl Fn(char, bool) -> bool) {
        let (mut escaped, mut in_brackets) = (false, false);
        let mut letters = self.rest.char_indices().skip(1);
        let end = letters.find_map(|(at, c)| {
            if escaped {
                escaped = false;
                return None;
            }
            escaped = c == '\\';
            let ends = c == '\n' || is_end(c, in_brackets);
            in_brackets = c == '[' || (in_brackets && c != ']');
            ends.then_some(at + c.len_utf8())
        });
        self.take(end.unwrap_or(self.rest.len()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(source: &str, line: Option<u32>) {
        assert_eq!(violation(source), line, "{source}");
    }

    #[test]
    fn what_is_newer_than_es5_is_found_in_its_line() {
        for source in [
            "let a = 1;",
            "const a = 1;",
            "class A {}",
            "var f = a => a;",
            "var s = `x`;",
            "f(...list);",
            "var {a} = b;",
            "for (var a of b) {}",
            "a?.b",
            "a ?? b",
            "a ** b",
            "async function f() {}",
            "function* f() {}",
        ] {
            check(source, Some(1));
            check(
                &format!("var before = /[/\"]/.test('\\'');\n// let x\n{source}"),
                Some(3),
            );
        }
    }

    #[test]
    fn what_only_looks_newer_is_left_alone() {
        for source in [
            "var s = 'let a = `x`'; // => \n/* const a */ s = \"class A\";",
            "gr.let = gr.class; a = { class: 1, of: 2 };",
            "var x = a ? .5 : b; x = a?.5:b;",
            "var r = /=>`\\/[/]/g, d = a / b / c; if (/`/.test(s)) {}",
            "return\n/`/",
            "a = b\n/* ` */ / 2",
            "var of = 1; of = 2; x.async = 1;",
            "",
        ] {
            check(source, None);
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(source in "([a-z ]|\\PC|[/'\"`*\\\\\\[\\n]){0,40}") {
            violation(&source);
        }
    }
}
