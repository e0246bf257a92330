//! What is done with texts in many places. The library does it faster, with a table or a search
//! automaton for each; here every text is short, and the module has to be small.

#[cfg(test)]
mod tests;

/// A whole number of digits alone: no sign, no space.
pub(crate) fn number(digits: &str) -> Option<u64> {
    let mut number = 0_u64;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number
            .checked_mul(10)?
            .checked_add(u64::from(byte - b'0'))?;
    }
    (!digits.is_empty()).then_some(number)
}

/// A whole number as it is written. One for all types of number: each has code of its own in the
/// library.
pub(crate) fn integer(number: impl Into<i64>) -> String {
    fn write(number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        if number < 0 {
            ["-", &digits].concat()
        } else {
            digits
        }
    }
    write(number.into())
}

/// `true` or `false`.
pub(crate) fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// What stands before and after the first `part` of a text.
pub(crate) fn split_at_first<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let mut windows = text.as_bytes().windows(part.len());
    let at = windows.position(|window| window == part.as_bytes())?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// Whether `part` is in the text.
pub(crate) fn has(text: &str, part: &str) -> bool {
    split_at_first(text, part).is_some()
}

/// Writes a number with zeros in front, so that it has at least so many digits.
pub(crate) fn push_padded(out: &mut String, number: u64, digits: usize) {
    let written = number.to_string();
    for _ in written.len()..digits {
        out.push('0');
    }
    out.push_str(&written);
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

/// The text with every line end, of whatever system, replaced.
pub(crate) fn with_line_ends(text: &str, end: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' => out.push(end),
            _ => out.push(c),
        }
        before = c;
    }
    out
}
