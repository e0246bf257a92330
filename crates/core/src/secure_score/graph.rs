//! Graph's two resources as the file has them, checked but not yet joined.

use super::place::Place;
use crate::date::Timestamp;
use crate::error::{Error, Kind, Result};
use crate::json;

/// The file.
pub(super) struct Export {
    /// Of the `secureScores` the latest.
    pub(super) newest: SecureScore,
    /// The `secureScoreControlProfiles`.
    pub(super) profiles: Vec<Profile>,
    /// There are more profiles than the file holds.
    pub(super) profiles_cut_off: bool,
}

/// A `secureScore`: one day.
pub(super) struct SecureScore {
    pub(super) tenant_id: String,
    pub(super) created: Option<Timestamp>,
    pub(super) current: f64,
    pub(super) max: f64,
    pub(super) controls: Vec<ControlScore>,
}

/// A `controlScore`.
pub(super) struct ControlScore {
    pub(super) name: String,
    pub(super) category: String,
    pub(super) description: String,
    pub(super) score: f64,
    pub(super) percent: Option<f64>,
    pub(super) progress: String,
    pub(super) synced: Option<Timestamp>,
}

/// A `secureScoreControlProfile`.
pub(super) struct Profile {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) category: String,
    pub(super) action_url: String,
    pub(super) max: Option<f64>,
    pub(super) user_impact: String,
    pub(super) implementation_cost: String,
    pub(super) tier: String,
    pub(super) service: String,
    pub(super) threats: Vec<String>,
    pub(super) remediation: String,
    pub(super) impact: String,
    pub(super) deprecated: bool,
    pub(super) states: Vec<StateUpdate>,
}

/// A `controlStateUpdate`.
pub(super) struct StateUpdate {
    pub(super) state: String,
    pub(super) updated: Option<Timestamp>,
}

/// Reads the file.
pub(super) fn read(text: &str) -> Result<Export> {
    // Windows' tools begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = json::parse(text).map_err(|error| {
        Error::new(Kind::FileNotJson {
            line: error.line,
            column: error.column,
        })
    })?;
    let file = Place::root(&value);
    file.object()?;
    let scores_page = file.field("secureScores");
    let scores_page = entries(&scores_page);
    let newest = newest(scores_page.each(score)?);
    let newest = newest.ok_or_else(|| scores_page.element(0).expected("object"))?;
    let profiles_page = file.field("secureScoreControlProfiles");
    Ok(Export {
        newest,
        profiles: entries(&profiles_page).each(profile)?,
        profiles_cut_off: profiles_page.field("@odata.nextLink").is_present(),
    })
}

/// The list that a page of Graph wraps, or the list as it stands.
fn entries<'a>(page: &'a Place<'a>) -> Place<'a> {
    if page.is_object() {
        page.field("value")
    } else {
        *page
    }
}

/// The score of the latest day; Graph sends it first, but a file may be put together otherwise.
fn newest(scores: Vec<SecureScore>) -> Option<SecureScore> {
    let later = |newest: SecureScore, score: SecureScore| {
        if score.created > newest.created {
            score
        } else {
            newest
        }
    };
    scores.into_iter().reduce(later)
}

fn score(place: &Place<'_>) -> Result<SecureScore> {
    place.object()?;
    Ok(SecureScore {
        tenant_id: place.field("azureTenantId").text()?,
        created: place.field("createdDateTime").time_if_any()?,
        current: place.field("currentScore").number()?,
        max: place.field("maxScore").number()?,
        controls: place.field("controlScores").each(control)?,
    })
}

fn control(place: &Place<'_>) -> Result<ControlScore> {
    place.object()?;
    Ok(ControlScore {
        name: place.field("controlName").text()?,
        category: place.field("controlCategory").text_if_any()?,
        description: place.field("description").text_if_any()?,
        score: place.field("score").number()?,
        percent: place.field("scoreInPercentage").number_if_any()?,
        progress: place.field("implementationStatus").text_if_any()?,
        synced: place.field("lastSynced").time_if_any()?,
    })
}

fn profile(place: &Place<'_>) -> Result<Profile> {
    place.object()?;
    Ok(Profile {
        id: place.field("id").text()?,
        title: place.field("title").text_if_any()?,
        category: place.field("controlCategory").text_if_any()?,
        action_url: place.field("actionUrl").text_if_any()?,
        max: place.field("maxScore").number_if_any()?,
        user_impact: place.field("userImpact").text_if_any()?,
        implementation_cost: place.field("implementationCost").text_if_any()?,
        tier: place.field("tier").text_if_any()?,
        service: place.field("service").text_if_any()?,
        threats: place
            .field("threats")
            .each_if_any(|threat| threat.text_if_any())?,
        remediation: place.field("remediation").text_if_any()?,
        impact: place.field("remediationImpact").text_if_any()?,
        deprecated: place.field("deprecated").flag()?,
        states: place.field("controlStateUpdates").each_if_any(state)?,
    })
}

fn state(place: &Place<'_>) -> Result<StateUpdate> {
    Ok(StateUpdate {
        state: place.field("state").text_if_any()?,
        updated: place.field("updatedDateTime").time_if_any()?,
    })
}
