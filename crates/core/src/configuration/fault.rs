//! What is wrong with a configuration that somebody hands over.

use super::{MAX_BYTES, NameProblem};

/// Why a configuration is not taken, and where. A `path` is like `states.incident[2].name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has more than [`MAX_BYTES`](super::MAX_BYTES).
    TooLarge {
        /// The most that it may have, in KiB.
        max: usize,
    },
    /// It is not JSON.
    NotJson {
        /// Where reading stopped, counted from 1.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// It is JSON, but no configuration of Snowline's.
    NotOurs,
    /// It is one of another version.
    Version {
        /// Which, as JSON.
        found: String,
    },
    /// Something has a wrong type or value.
    Shape {
        /// Where.
        path: String,
        /// What should be there, in JSON's words.
        expected: &'static str,
        /// What is there, as JSON, shortened.
        found: String,
    },
    /// Something is not there.
    Missing {
        /// Where it should be.
        path: String,
        /// What should be there, in JSON's words.
        expected: &'static str,
    },
    /// There is no such member.
    UnknownKey {
        /// Where it is.
        path: String,
    },
    /// A member or a state is there twice.
    Twice {
        /// Where it is for the second time.
        path: String,
    },
    /// A field is in a column that is filled in anyway.
    OwnColumn {
        /// Where.
        path: String,
    },
    /// The instance has no such state.
    NoSuchState {
        /// Where it is.
        path: String,
        /// Its number.
        found: String,
        /// The numbers of those that there are.
        known: String,
    },
    /// A state may not be called so.
    Name {
        /// Where it is.
        path: String,
        /// Why.
        problem: NameProblem,
    },
}

impl Fault {
    /// That it has more than may be.
    #[must_use]
    pub fn too_large() -> Self {
        Self::TooLarge {
            max: MAX_BYTES / 1024,
        }
    }

    /// Every key that [`Fault::key`] can give.
    pub const ALL_KEYS: &[&str] = &[
        "configuration.fault.tooLarge",
        "configuration.fault.notJson",
        "configuration.fault.notOurs",
        "configuration.fault.version",
        "configuration.fault.shape",
        "configuration.fault.missing",
        "configuration.fault.unknownKey",
        "configuration.fault.twice",
        "configuration.fault.ownColumn",
        "configuration.fault.noSuchState",
        "configuration.fault.name.empty",
        "configuration.fault.name.tooLong",
        "configuration.fault.name.controlCharacter",
        "configuration.fault.name.taken",
    ];

    /// The key of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "configuration.fault.tooLarge",
            Self::NotJson { .. } => "configuration.fault.notJson",
            Self::NotOurs => "configuration.fault.notOurs",
            Self::Version { .. } => "configuration.fault.version",
            Self::Shape { .. } => "configuration.fault.shape",
            Self::Missing { .. } => "configuration.fault.missing",
            Self::UnknownKey { .. } => "configuration.fault.unknownKey",
            Self::Twice { .. } => "configuration.fault.twice",
            Self::OwnColumn { .. } => "configuration.fault.ownColumn",
            Self::NoSuchState { .. } => "configuration.fault.noSuchState",
            Self::Name { problem, .. } => match problem {
                NameProblem::Empty => "configuration.fault.name.empty",
                NameProblem::TooLong { .. } => "configuration.fault.name.tooLong",
                NameProblem::ControlCharacter => "configuration.fault.name.controlCharacter",
                NameProblem::Taken => "configuration.fault.name.taken",
            },
        }
    }

    /// The values to put into its message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let text = |text: &str| text.to_owned();
        match self {
            Self::TooLarge { max } => vec![("max", max.to_string())],
            Self::NotJson { line, column } => {
                vec![("line", line.to_string()), ("column", column.to_string())]
            }
            Self::NotOurs => Vec::new(),
            Self::Version { found } => vec![("found", text(found))],
            Self::Shape {
                path,
                expected,
                found,
            } => vec![
                ("path", text(path)),
                ("expected", text(expected)),
                ("found", text(found)),
            ],
            Self::Missing { path, expected } => {
                vec![("path", text(path)), ("expected", text(expected))]
            }
            Self::UnknownKey { path } | Self::Twice { path } | Self::OwnColumn { path } => {
                vec![("path", text(path))]
            }
            Self::NoSuchState { path, found, known } => vec![
                ("path", text(path)),
                ("found", text(found)),
                ("known", text(known)),
            ],
            Self::Name { path, problem } => {
                let mut args = problem.args();
                args.push(("path", text(path)));
                args
            }
        }
    }
}
