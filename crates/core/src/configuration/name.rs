//! What a state may be called.

use crate::task::length;

/// The most that a state's name may have, in UTF-16 code units: it stands in a narrow column.
pub const NAME_LIMIT: usize = 40;

/// Gives a text in lower case. The browser has a way to do that, and Rust's own weighs as much as
/// a page.
pub type LowerCase = fn(&str) -> String;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing is there, or only spaces.
    Empty,
    /// More than [`NAME_LIMIT`].
    TooLong {
        /// How much it is.
        length: usize,
    },
    /// A control character, a line end, or one that turns the direction of what follows.
    ControlCharacter,
    /// Another state of the same type is called so.
    Taken,
}

impl NameProblem {
    /// Looks at a name; `others` are those of the other states of its type.
    ///
    /// # Errors
    /// The first of the problems that it has.
    pub fn check<'a>(
        name: &str,
        others: impl IntoIterator<Item = &'a str>,
        lower: LowerCase,
    ) -> Result<(), NameProblem> {
        let name = name.trim();
        let length = length(name);
        if name.is_empty() {
            return Err(Self::Empty);
        }
        if name.contains(is_stray) {
            return Err(Self::ControlCharacter);
        }
        if length > NAME_LIMIT {
            return Err(Self::TooLong { length });
        }
        let same = lower(name);
        for other in others {
            if lower(other.trim()) == same {
                return Err(Self::Taken);
            }
        }
        Ok(())
    }

    /// The tail of its messages' keys: `empty`, `tooLong`, `controlCharacter`, `taken`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "tooLong",
            Self::ControlCharacter => "controlCharacter",
            Self::Taken => "taken",
        }
    }

    /// One of each.
    pub const ALL: [Self; 4] = [
        Self::Empty,
        Self::TooLong { length: 0 },
        Self::ControlCharacter,
        Self::Taken,
    ];

    /// The values for its messages: `max` and `length` of [`NameProblem::TooLong`].
    #[must_use]
    pub fn args(self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong { length } => vec![
                ("max", NAME_LIMIT.to_string()),
                ("length", length.to_string()),
            ],
            _ => Vec::new(),
        }
    }
}

/// Whether a character would make a name look like something else than it is.
pub(super) fn is_stray(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
