//! The lines that every ticket's description ends with.
//!
//! ServiceNow's tables have no columns for them. The labels are English in every language, so
//! that a flow or a business rule in ServiceNow can read them; it should read the last lines,
//! because a person may have typed the like further up.

use super::{Category, Draft, RecommendationSource};

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

impl Draft {
    /// What is appended to the description at sending, with the blank line before it.
    #[must_use]
    pub fn footer(&self) -> String {
        let mut footer = String::from("\n\nRecommendation source: ");
        footer.push_str(self.source.record_label());
        if let Some(category) = self.category {
            footer.push_str("\nRecommendation category: ");
            footer.push_str(category.record_label());
        }
        for (label, value) in [
            ("\nInitiated by: ", Some(self.initiating_user.as_str())),
            ("\nLink: ", self.link.as_deref()),
        ] {
            let value = one_line(value.unwrap_or_default());
            if !value.is_empty() {
                footer.push_str(label);
                footer.push_str(&value);
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
