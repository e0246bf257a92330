//! Text in HTML.

use std::fmt::{self, Display, Formatter, Write};

/// Text that means itself in HTML, between tags as well as in a quoted
/// attribute.
pub struct Escaped<'a>(&'a str);

/// The text, safe to stand in HTML.
pub fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_html_would_read_is_written_out() {
        let written = escape(r#"<a href="x" title='y'>R&D</a>"#).to_string();
        assert_eq!(
            written,
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;"
        );
    }

    proptest! {
        #[test]
        fn nothing_can_open_a_tag_or_close_an_attribute(text in ".*") {
            let written = escape(&text).to_string();
            prop_assert!(!written.contains(['<', '>', '"', '\'']));
        }
    }
}
