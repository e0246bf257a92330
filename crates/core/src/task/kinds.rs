//! The closed sets that a task chooses from. `key` names each in the message files and in a
//! kept draft.

/// What the task becomes in ServiceNow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TicketType {
    /// Change management.
    ChangeRequest,
    /// Incident management.
    Incident,
}

impl TicketType {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ChangeRequest, Self::Incident];

    /// `change` or `incident`: the tail of its message keys and of its route.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ChangeRequest => "change",
            Self::Incident => "incident",
        }
    }

    /// The inverse of [`TicketType::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// The one that it is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::ChangeRequest => Self::Incident,
            Self::Incident => Self::ChangeRequest,
        }
    }
}

/// How a change request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeType {
    /// It goes through all states.
    Normal,
    /// It is done first and assessed later.
    Emergency,
    /// It is made from a template that was approved beforehand.
    Standard,
}

impl ChangeType {
    /// All three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Emergency, Self::Standard];

    /// `normal`, `emergency`, `standard`: the tail of its message key, and ServiceNow's value.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Emergency => "emergency",
            Self::Standard => "standard",
        }
    }

    /// The inverse of [`ChangeType::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// How urgent the task is, in ServiceNow's five steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// 1
    Critical = 1,
    /// 2
    High = 2,
    /// 3
    Moderate = 3,
    /// 4
    Low = 4,
    /// 5: only incidents have it.
    Planning = 5,
}

impl Priority {
    /// All five, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::High,
        Self::Moderate,
        Self::Low,
        Self::Planning,
    ];

    /// Those that a ticket of that type can have.
    #[must_use]
    pub fn offered_for(ticket_type: TicketType) -> &'static [Self] {
        match ticket_type {
            TicketType::Incident => &Self::ALL,
            TicketType::ChangeRequest => Self::ALL.split_last().map_or(&[], |(_, rest)| rest),
        }
    }

    /// 1 to 5, as ServiceNow counts.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The inverse of [`Priority::number`].
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.number() == number)
    }

    /// `critical`, `high`, `moderate`, `low`, `planning`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
            Self::Planning => "planning",
        }
    }

    /// The inverse of [`Priority::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// What a recommendation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Devices
    Devices,
    /// Data
    Data,
    /// Apps
    Apps,
    /// Identity
    Identity,
    /// Infrastructure
    Infrastructure,
}

impl Category {
    /// All five, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Devices,
        Self::Data,
        Self::Apps,
        Self::Identity,
        Self::Infrastructure,
    ];

    /// `devices`, `data`, `apps`, `identity`, `infrastructure`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Devices => "devices",
            Self::Data => "data",
            Self::Apps => "apps",
            Self::Identity => "identity",
            Self::Infrastructure => "infrastructure",
        }
    }

    /// The inverse of [`Category::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// Who recommends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecommendationSource {
    /// Microsoft: an improvement action of its own scores.
    Microsoft,
    /// A person, or a tool of theirs.
    User,
}

impl RecommendationSource {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Microsoft, Self::User];

    /// `microsoft` or `user`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Microsoft => "microsoft",
            Self::User => "user",
        }
    }

    /// The inverse of [`RecommendationSource::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}
