//! The lines that every ticket's description ends with.
//!
//! ServiceNow's tables have no columns for them. The labels are English in every language, so
//! that a flow or a business rule in ServiceNow can read them; it should read the last lines,
//! because a person may have typed the like further up.

use super::{Category, Draft, RecommendationSource};

/// What the lines begin with.
pub const LABELS: [&str; 5] = [
    "Recommendation source",
    "Recommendation category",
    "Initiated by",
    "Link",
    "Follows",
];

impl RecommendationSource {
    fn record_label(self) -> &'static str {
        match self {
            Self::Microsoft => "Microsoft recommendation",
            Self::User => "User recommendation",
        }
    }
}

impl Category {
    fn record_label(self) -> &'static str {
        match self {
            Self::Devices => "Devices",
            Self::Data => "Data",
            Self::Apps => "Apps",
            Self::Identity => "Identity",
            Self::Infrastructure => "Infrastructure",
        }
    }
}

/// The line of a category, by which a ticket's description can be found.
pub(crate) fn category_line(category: Category) -> String {
    line(1, category.record_label())
}

/// The line of whoever asked for the ticket.
pub(crate) fn initiator_line(user: &str) -> String {
    line(2, &one_line(user))
}

fn line(at: usize, value: &str) -> String {
    [LABELS.get(at).copied().unwrap_or_default(), ": ", value].concat()
}

impl Draft {
    /// What is appended to the description at sending, with the blank line before it.
    #[must_use]
    pub fn footer(&self) -> String {
        let values = [
            Some(self.source.record_label()),
            self.category.map(Category::record_label),
            Some(self.initiating_user.as_str()),
            self.link.as_deref(),
            self.follows.as_ref().map(|ticket| ticket.name.as_str()),
        ];
        let mut footer = String::from("\n");
        for (label, value) in LABELS.into_iter().zip(values) {
            let value = one_line(value.unwrap_or_default());
            if !value.is_empty() {
                for part in ["\n", label, ": ", &value] {
                    footer.push_str(part);
                }
            }
        }
        footer
    }
}

/// A value from the host page cannot add a line of its own.
fn one_line(value: &str) -> String {
    let mut line = String::new();
    for c in value.chars() {
        let breaks = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        line.push(if breaks { ' ' } else { c });
    }
    line.trim().to_owned()
}
