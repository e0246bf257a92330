//! Server-side scripts: JavaScript as ServiceNow's own engine takes it, with
//! the objects by which a script reaches the records.

mod engine;
mod es5;
mod find;
mod host;
mod prelude;
mod show;
#[cfg(test)]
mod tests;
mod write;

use std::time::Duration;

use crate::{auth::Caller, state::AppState};

/// How long a script may run, and how much it may hold and say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// From its beginning to its end.
    pub(crate) time: Duration,
    /// In bytes, of the engine's own memory.
    pub(crate) memory: usize,
    /// In bytes, of everything that it prints.
    pub(crate) output: usize,
}

impl Limits {
    /// Those of the page for background scripts.
    pub(crate) const BACKGROUND: Self = Self {
        time: Duration::from_secs(10),
        memory: 64 * 1024 * 1024,
        output: 1024 * 1024,
    };
}

/// Why a script came to no end of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It is no script: what is wrong, and in which line.
    Syntax { what: String, line: u32 },
    /// It threw something.
    Thrown { what: String, line: u32 },
    /// It took too long.
    Time,
}

/// What a script has done, besides what it did to the records.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What it printed, a message each.
    pub(crate) printed: Vec<String>,
    /// How it failed, if it did.
    pub(crate) failure: Option<Failure>,
}

/// Runs a script in global scope on behalf of this user. It takes its time:
/// this is not for a thread that serves others.
pub(crate) fn run(state: &AppState, caller: &Caller, source: &str, limits: Limits) -> Outcome {
    match es5::violation(source) {
        Some(line) => Outcome {
            failure: Some(Failure::Syntax {
                what: "syntax error".to_owned(),
                line,
            }),
            ..Outcome::default()
        },
        None => engine::run(state, caller, source, limits),
    }
}
