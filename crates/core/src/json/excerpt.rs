//! A value in an error's words.

use super::{Value, quoted};
use crate::text;

/// What of a value an error shows, in characters.
const MAX_FOUND: usize = 40;

impl Value {
    /// Enough of it to recognise it by.
    pub(crate) fn excerpt(&self) -> String {
        let mut found = match self {
            Self::Array(_) => "[…]".to_owned(),
            Self::Object(_) => "{…}".to_owned(),
            Self::String(text) => quoted(text),
            Self::Number(text) => text.clone(),
            Self::Bool(flag) => text::flag(*flag).to_owned(),
            Self::Null => "null".to_owned(),
        };
        if let Some((end, _)) = found.char_indices().nth(MAX_FOUND) {
            found.truncate(end);
            found.push('…');
        }
        found
    }
}
