//! `application/x-www-form-urlencoded`, and the percent-encoding of URLs.

#[cfg(test)]
mod tests;

/// Appends `text`, percent-encoded: all but RFC 3986's unreserved characters, so that it may
/// stand anywhere in a URL or a form.
#[allow(clippy::indexing_slicing, reason = "four bits are an index of sixteen")]
pub fn push_encoded(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// `text`, percent-encoded.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

/// A query or a form body: `name=value&…`.
#[must_use]
pub fn encode(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        push_encoded(&mut out, name);
        out.push('=');
        push_encoded(&mut out, value);
    }
    out
}

/// The same of names and as many values.
#[must_use]
pub fn encode_all<const N: usize>(names: &[&str; N], values: &[&str; N]) -> String {
    encode_zipped(names, values)
}

fn encode_zipped(names: &[&str], values: &[&str]) -> String {
    let pairs: Vec<_> = names.iter().copied().zip(values.iter().copied()).collect();
    encode(&pairs)
}

/// The pairs of a query or a form body, in their order.
#[must_use]
pub fn decode(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

/// `text` with `+` and `%XX` replaced; what is no such escape stands for itself, and bytes that
/// are not UTF-8 become U+FFFD.
#[must_use]
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                match (
                    ahead.next().and_then(hex_digit),
                    ahead.next().and_then(hex_digit),
                ) {
                    (Some(high), Some(low)) => {
                        bytes.push(high << 4 | low);
                        rest = ahead;
                    }
                    _ => bytes.push(byte),
                }
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
