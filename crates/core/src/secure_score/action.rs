//! One improvement action.

use crate::date::Timestamp;
use crate::rich_text::{HttpsUrl, RichText};
use crate::task::{Category, RecommendationSource};

/// Something that would raise the score: a profile, a score, or both joined.
#[derive(Clone, Debug, PartialEq)]
pub struct ImprovementAction {
    /// Microsoft's ID, such as `AdminMFAV2`.
    pub id: String,
    /// The title; the ID where there is no profile to name one.
    pub title: String,
    /// The category, if it is one of the five.
    pub category: Option<Category>,
    /// The category as the file has it; may be empty.
    pub category_label: String,
    /// The points achieved; `None` is "not scored".
    pub points: Option<f64>,
    /// The points that can be achieved, where known.
    pub max_points: Option<f64>,
    /// Whether it is done, and if not, what was decided.
    pub status: Status,
    /// What a person has said of it in Secure Score; `None` where nobody can, because Microsoft has
    /// no control profile of it.
    pub decision: Option<Decision>,
    /// When Microsoft last looked at it, where the file says so.
    pub synced: Option<Timestamp>,
    /// How much the users notice.
    pub user_impact: Rating,
    /// How much work it is.
    pub implementation_cost: Rating,
    /// `Core`, `Defense in depth`, `Advanced`; may be empty.
    pub tier: String,
    /// The product's name; may be empty.
    pub service: String,
    /// What it protects from, each once: `Account breach`, `Password cracking`.
    pub threats: Vec<String>,
    /// How far the tenant is, in Microsoft's words; may be empty.
    pub progress: String,
    /// What it is about.
    pub description: RichText,
    /// The steps.
    pub remediation: RichText,
    /// What the users will notice.
    pub impact: RichText,
    /// Where it is done.
    pub action_url: Option<HttpsUrl>,
    /// Microsoft no longer recommends it.
    pub deprecated: bool,
    /// Who recommends it.
    pub source: RecommendationSource,
    /// The tenant that it is about, where that is not the posture's.
    pub tenant_id: Option<String>,
}

impl ImprovementAction {
    /// The points still to gain, in hundredths as Graph counts them; `None` where the points or
    /// their maximum are unknown.
    #[must_use]
    pub fn points_left(&self) -> Option<f64> {
        let left = (self.max_points? - self.points?).max(0.0);
        Some((left * 100.0).round() / 100.0)
    }
}

/// What a person has said of an action in Secure Score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The state in Graph's own word, such as `Ignored`; empty where nothing was ever said.
    pub state: String,
    /// Why; may be empty.
    pub comment: String,
}

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing was decided.
    ToAddress,
    /// It will be done.
    Planned,
    /// It will not be done.
    RiskAccepted,
    /// Another maker's product does it.
    ThirdParty,
    /// Something else does it.
    AlternateMitigation,
    /// All points are gained, and not because somebody said that something else does it. Set by
    /// Microsoft, never by a person.
    Completed,
}

impl Status {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::ToAddress,
        Self::Planned,
        Self::RiskAccepted,
        Self::ThirdParty,
        Self::AlternateMitigation,
        Self::Completed,
    ];

    /// Its word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ToAddress => "toAddress",
            Self::Planned => "planned",
            Self::RiskAccepted => "riskAccepted",
            Self::ThirdParty => "thirdParty",
            Self::AlternateMitigation => "alternateMitigation",
            Self::Completed => "completed",
        }
    }

    /// The inverse of [`Status::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

/// A coarse rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Microsoft does not say.
    NotRated,
    /// Little.
    Low,
    /// Some.
    Moderate,
    /// Much.
    High,
}
