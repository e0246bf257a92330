//! What goes wrong with a row besides what goes wrong with a request.

use crate::error::{Error, Kind, Told};

/// What goes wrong with a row besides what goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The improvement action is not in the score any more: there is nothing to make a task of.
    ActionGone,
    /// It was sent, and whether a ticket came of it is not known.
    InDoubt,
}

impl Fault {
    /// Every key that [`Fault::key`] can give.
    pub const ALL_KEYS: &'static [&'static str] = &["shareActionGone", "shareInDoubt"];

    /// The middle of the names of its messages.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ActionGone => "shareActionGone",
            Self::InDoubt => "shareInDoubt",
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let (key, args, passes) = (fault.key(), Vec::new(), false);
        Kind::Told(Told { key, args, passes }).into()
    }
}
