//! What a page knows of something that is elsewhere.

use crate::error::{Error, Result};

/// Something that is loaded: what it was stays in sight while it is loaded again, and when that
/// fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote<T> {
    /// Not asked for.
    #[default]
    Idle,
    /// Asked for, with what was known before.
    Loading(Option<T>),
    /// Here.
    Ready(T),
    /// Failed, with what was known before.
    Failed(Error, Option<T>),
}

impl<T> Remote<T> {
    /// Asked for (again).
    #[must_use]
    pub fn start(self) -> Self {
        Self::Loading(self.into_value())
    }

    /// Answered.
    #[must_use]
    pub fn finish(self, answer: Result<T>) -> Self {
        match answer {
            Ok(value) => Self::Ready(value),
            Err(error) => Self::Failed(error, self.into_value()),
        }
    }

    /// The same with something else in its place.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Remote<U> {
        match self {
            Self::Idle => Remote::Idle,
            Self::Loading(value) => Remote::Loading(value.map(change)),
            Self::Ready(value) => Remote::Ready(change(value)),
            Self::Failed(error, value) => Remote::Failed(error, value.map(change)),
        }
    }

    /// What is known, be it new or old.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) | Self::Loading(Some(value)) | Self::Failed(_, Some(value)) => {
                Some(value)
            }
            Self::Idle | Self::Loading(None) | Self::Failed(_, None) => None,
        }
    }

    /// What failed last, unless it is tried again already.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed(error, _) => Some(error),
            _ => None,
        }
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading(_))
    }

    fn into_value(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading(value) | Self::Failed(_, value) => value,
            Self::Idle => None,
        }
    }
}
