//! A plain text with the web addresses in it.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// An address that begins with `https://`.
    Link(&'a str),
}

const BEGINNING: &str = "https://";

/// Divides a text into words and addresses; all pieces together are the text. An address ends
/// before a space, a quote or an angle bracket, and before the punctuation that ends a sentence.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(BEGINNING)) {
        let at = from + at;
        let tail = rest.get(at..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`«»“”".contains(c);
        let address = tail.split(ends).next().unwrap_or_default();
        let address = without_punctuation(address);
        let stands_alone = !rest
            .get(..at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()));
        if stands_alone && address.len() > BEGINNING.len() {
            if let Some(before) = rest.get(..at).filter(|before| !before.is_empty()) {
                pieces.push(Piece::Text(before));
            }
            pieces.push(Piece::Link(address));
            rest = rest.get(at + address.len()..).unwrap_or_default();
            from = 0;
        } else {
            from = at + BEGINNING.len();
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// A closing bracket belongs to the address if it opens there, too.
fn without_punctuation(address: &str) -> &str {
    let mut address = address;
    while let Some(last) = address.chars().last() {
        let is_end = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '。' | '，' | '、' | '）' => true,
            ')' => !address.contains('('),
            ']' => !address.contains('['),
            _ => false,
        };
        if !is_end {
            break;
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or("");
    }
    address
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, links: &[&str]) {
        let found: Vec<_> = pieces(text)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Link(link) => Some(link),
                Piece::Text(_) => None,
            })
            .collect();
        assert_eq!(found, links, "{text}");
    }

    #[test]
    fn addresses_are_found_in_a_text() {
        check("no address", &[]);
        check("https://a.example/b", &["https://a.example/b"]);
        check("See https://a.example/b.", &["https://a.example/b"]);
        check("(https://a.example/b)", &["https://a.example/b"]);
        check("https://a.example/b_(c)", &["https://a.example/b_(c)"]);
        check(
            "<https://a.example/?q=1>\nhttps://b.example, c",
            &["https://a.example/?q=1", "https://b.example"],
        );
        check("xhttps://a.example", &[]);
        check("https://", &[]);
        check("https://.", &[]);
        check("http://a.example javascript:alert(1) data:x", &[]);
        check("https://https://a.example", &["https://https://a.example"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_links_are_https(text in "(https://|[a-z .,()<>é。\n]){0,20}") {
            let mut whole = String::new();
            for piece in pieces(&text) {
                match piece {
                    Piece::Text(text) => whole.push_str(text),
                    Piece::Link(link) => {
                        prop_assert!(link.starts_with(BEGINNING));
                        prop_assert!(!link.contains(char::is_whitespace));
                        whole.push_str(link);
                    }
                }
            }
            prop_assert_eq!(whole, text);
        }
    }
}
