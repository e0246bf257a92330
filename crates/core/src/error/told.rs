//! Failures of parts that are loaded later.

/// What such a failure tells, as data: its key and its values are then with the part that knows
/// them, and not in what the home page begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The middle of the names of its messages.
    pub key: &'static str,
    /// The values to put into them.
    pub args: Vec<(&'static str, String)>,
    /// Whether it may pass by itself, so that trying again may help.
    pub passes: bool,
}
