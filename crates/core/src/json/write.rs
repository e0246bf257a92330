//! The writer.

use crate::text;

/// A JSON object in the making.
#[derive(Debug)]
pub struct Object(String);

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

impl Object {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self("{".to_owned())
    }

    /// Adds a member whose value is written already.
    pub fn json(&mut self, name: &str, value: &str) -> &mut Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_quoted(&mut self.0, name);
        self.0.push(':');
        self.0.push_str(value);
        self
    }

    /// Adds a text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.json(name, &quoted(value))
    }

    /// Adds a text if there is one.
    pub fn text_if_any(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a whole number.
    pub fn number(&mut self, name: &str, value: i64) -> &mut Self {
        self.json(name, &text::integer(value))
    }

    /// Adds a flag.
    pub fn flag(&mut self, name: &str, value: bool) -> &mut Self {
        self.json(name, text::flag(value))
    }

    /// The object as text.
    #[must_use]
    pub fn end(&self) -> String {
        [&self.0, "}"].concat()
    }
}

/// A text as a JSON string.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    push_quoted(&mut out, text);
    out
}

fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\0'..' ' => {
                // Control characters end at U+001F: the first digit is 0 or 1.
                let code = u32::from(c);
                out.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(code & 15, 16));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}
