//! The reader.

use super::Value;

/// A list in a list in a list …: deeper nesting than this is refused, so that no text can
/// exhaust the stack.
const MAX_DEPTH: usize = 127;

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, counted from 1.
    pub line: usize,
    /// The byte in the line, counted from 1; that of the last byte if the text ends too early.
    pub column: usize,
}

/// Reads a text that is one JSON value.
///
/// # Errors
/// [`Malformed`] says where it stops being JSON. Nesting deeper than 127 counts as such, and so
/// does half of a surrogate pair.
pub fn parse(text: &str) -> Result<Value, Malformed> {
    let mut reader = Reader { text, at: 0 };
    if let Some(value) = reader.value(MAX_DEPTH) {
        reader.skip_space();
        if reader.at == text.len() {
            return Ok(value);
        }
    }
    Err(reader.malformed())
}

/// Every function that gives an `Option` gives `None` where the text is not JSON at `at`.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn malformed(&self) -> Malformed {
        let bytes = self.text.as_bytes();
        let (mut line, mut column) = (1, 0);
        for (at, byte) in bytes.iter().enumerate() {
            if at > self.at {
                break;
            }
            column += 1;
            if *byte == b'\n' && at < self.at {
                line += 1;
                column = 0;
            }
        }
        Malformed { line, column }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes that byte, if it is the next.
    fn pass(&mut self, byte: u8) -> bool {
        let passes = self.peek() == Some(byte);
        self.at += usize::from(passes);
        passes
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        match self.peek()? {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'"' => Some(Value::String(self.string()?)),
            b'[' => self.array(depth.checked_sub(1)?),
            b'{' => self.object(depth.checked_sub(1)?),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        for byte in word.bytes() {
            if !self.pass(byte) {
                return None;
            }
        }
        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            self.digits()?;
        }
        if self.pass(b'e') || self.pass(b'E') {
            if !self.pass(b'-') {
                self.pass(b'+');
            }
            self.digits()?;
        }
        Some(Value::Number(self.since(start).to_owned()))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        if !self.pass(b'"') {
            return None;
        }
        let mut text = String::new();
        let mut start = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    text.push_str(self.since(start));
                    self.at += 1;
                    return Some(text);
                }
                b'\\' => {
                    text.push_str(self.since(start));
                    self.at += 1;
                    text.push(self.escaped()?);
                    start = self.at;
                }
                0..b' ' => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let character = match self.peek()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            itself @ (b'"' | b'\\' | b'/') => char::from(itself),
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    /// Four hexadecimal digits, or twice four where UTF-16 needs two units for the character.
    fn code_point(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !matches!(first, 0xd800..0xdc00) {
            return char::from_u32(first);
        }
        if !self.pass(b'\\') || !self.pass(b'u') {
            return None;
        }
        match self.four_digits()? {
            second @ 0xdc00..0xe000 => {
                char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
            }
            _ => None,
        }
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut elements = Vec::new();
        self.skip_space();
        if !self.pass(b']') {
            loop {
                elements.push(self.value(depth)?);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(Value::Array(elements))
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut members = Vec::new();
        self.skip_space();
        if !self.pass(b'}') {
            loop {
                self.skip_space();
                let name = self.string()?;
                self.skip_space();
                if !self.pass(b':') {
                    return None;
                }
                members.push((name, self.value(depth)?));
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Some(Value::Object(members))
    }

    /// Whether a comma promises more, or `end` ends it.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        self.skip_space();
        let more = self.pass(b',');
        (more || self.pass(end)).then_some(more)
    }
}
