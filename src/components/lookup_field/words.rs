//! What is said of what is looked up.

use super::Lookup;

/// The names of messages.
pub(super) struct Words {
    /// What helps to fill it in.
    pub(super) hint: &'static str,
    /// What to do before anything can be looked up.
    pub(super) sign_in: &'static str,
    /// The button that takes the choice back.
    pub(super) none: &'static str,
    /// There are some, and they may not be read.
    pub(super) hidden: &'static str,
    /// There is none.
    pub(super) nothing: &'static str,
    /// How many there are.
    pub(super) found: &'static str,
}

impl Lookup {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Group => Words {
                hint: "lookup.group.hint",
                sign_in: "lookup.group.signIn",
                none: "lookup.group.none",
                hidden: "lookup.group.hidden",
                nothing: "lookup.group.nothing",
                found: "lookup.group.found",
            },
            Self::User { of_group } => Words {
                hint: "lookup.user.hint",
                sign_in: "lookup.user.signIn",
                none: "lookup.user.none",
                hidden: "lookup.user.hidden",
                nothing: match of_group {
                    Some(_) => "lookup.user.notInGroup",
                    None => "lookup.user.nothing",
                },
                found: "lookup.user.found",
            },
            Self::Record { .. } => Words {
                hint: "lookup.record.hint",
                sign_in: "lookup.record.signIn",
                none: "lookup.record.none",
                hidden: "lookup.record.hidden",
                nothing: "lookup.record.nothing",
                found: "lookup.record.found",
            },
        }
    }
}
