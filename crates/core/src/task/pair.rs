//! What gives an incident its priority: how much it concerns, and how soon it is needed.

use super::Priority;

/// A step of impact or urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 1
    High = 1,
    /// 2
    Medium = 2,
    /// 3
    Low = 3,
}

impl Level {
    /// All three, the highest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// `high`, `medium`, `low`: the tail of its message key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The inverse of [`Level::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// `1`, `2`, `3`: as ServiceNow counts.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::High => "1",
            Self::Medium => "2",
            Self::Low => "3",
        }
    }
}

/// Impact and urgency of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pair {
    /// How much it concerns.
    pub impact: Level,
    /// How soon it is needed.
    pub urgency: Level,
}

impl Pair {
    /// A pair that gives that priority on an instance as it is delivered. An administrator can
    /// change its look-up table, so the answer says what came of it.
    #[must_use]
    pub fn of(priority: Priority) -> Self {
        use Level::{High, Low, Medium};
        let (impact, urgency) = match priority {
            Priority::Critical => (High, High),
            Priority::High => (Medium, High),
            Priority::Moderate => (Medium, Medium),
            Priority::Low => (Low, Medium),
            Priority::Planning => (Low, Low),
        };
        Self { impact, urgency }
    }

    /// The priority that an instance as it is delivered makes of the pair.
    #[must_use]
    pub fn priority(self) -> Priority {
        match self.impact as u8 + self.urgency as u8 {
            2 => Priority::Critical,
            3 => Priority::High,
            4 => Priority::Moderate,
            5 => Priority::Low,
            _ => Priority::Planning,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_pair_of_a_priority_gives_that_priority() {
        for priority in Priority::ALL {
            assert_eq!(Pair::of(priority).priority(), priority);
        }
    }

    /// The table of ServiceNow's documentation, a row for each impact.
    #[test]
    fn a_pair_gives_the_priority_of_the_look_up_table() {
        let table = [[1, 2, 3], [2, 3, 4], [3, 4, 5]];
        for (impact, row) in Level::ALL.into_iter().zip(table) {
            for (urgency, expect) in Level::ALL.into_iter().zip(row) {
                let pair = Pair { impact, urgency };
                assert_eq!(pair.priority().number(), expect, "{pair:?}");
            }
        }
    }
}
