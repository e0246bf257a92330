//! In what order a list shows what it has, as heads of columns and addresses say it.

/// What a list can be sorted by; the default is what it is sorted by until a person says otherwise.
pub trait SortKey: Copy + Default + PartialEq + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// Its word in addresses.
    fn key(self) -> &'static str;

    /// Whether what comes last is what one wants to see first.
    fn begins_descending(self) -> bool;
}

/// An order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order<S> {
    /// What it is sorted by.
    pub by: S,
    /// The last first.
    pub descending: bool,
}

impl<S: SortKey> Default for Order<S> {
    fn default() -> Self {
        Self::of(S::default())
    }
}

impl<S: SortKey> Order<S> {
    /// The order that one expects first of what it is sorted by.
    #[must_use]
    pub fn of(by: S) -> Self {
        Self {
            by,
            descending: by.begins_descending(),
        }
    }

    /// The order after a press on the head of a column: its own, or turned round where it is that
    /// already.
    #[must_use]
    pub fn pressed(self, by: S) -> Self {
        match self.by == by {
            true => Self {
                by,
                descending: !self.descending,
            },
            false => Self::of(by),
        }
    }

    /// Its word in addresses: `due`, or `-due` with the last first.
    #[must_use]
    pub fn word(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        [sign, self.by.key()].concat()
    }

    /// The inverse of [`Order::word`].
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let (descending, word) = match word.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, word),
        };
        let by = S::ALL.iter().copied().find(|by| by.key() == word)?;
        Some(Self { by, descending })
    }
}
