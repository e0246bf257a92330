//! Graph's two resources as the file has them, checked but not yet joined.

use super::place::{Place, Reading};
use crate::date::Timestamp;
use crate::error::Result;
use crate::json::Value;

/// The file.
#[derive(Default)]
pub(super) struct Export<'a> {
    /// Of the `secureScores` the latest.
    pub(super) newest: SecureScore<'a>,
    /// The `secureScoreControlProfiles`.
    pub(super) profiles: Vec<Profile<'a>>,
    /// There are more profiles than the file holds.
    pub(super) profiles_cut_off: bool,
}

/// A `secureScore`: one day.
#[derive(Default)]
pub(super) struct SecureScore<'a> {
    pub(super) tenant_id: &'a str,
    pub(super) created: Option<Timestamp>,
    pub(super) current: f64,
    pub(super) max: f64,
    pub(super) controls: Vec<ControlScore<'a>>,
}

/// A `controlScore`.
#[derive(Default)]
pub(super) struct ControlScore<'a> {
    pub(super) name: &'a str,
    pub(super) category: &'a str,
    pub(super) description: &'a str,
    pub(super) score: f64,
    pub(super) percent: Option<f64>,
    pub(super) progress: &'a str,
    pub(super) synced: Option<Timestamp>,
}

/// A `secureScoreControlProfile`.
#[derive(Default)]
pub(super) struct Profile<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) category: &'a str,
    pub(super) action_url: &'a str,
    pub(super) max: Option<f64>,
    pub(super) user_impact: &'a str,
    pub(super) implementation_cost: &'a str,
    pub(super) tier: &'a str,
    pub(super) service: &'a str,
    pub(super) threats: Vec<&'a str>,
    pub(super) remediation: &'a str,
    pub(super) impact: &'a str,
    pub(super) deprecated: bool,
    pub(super) states: Vec<StateUpdate<'a>>,
}

/// A `controlStateUpdate`.
pub(super) struct StateUpdate<'a> {
    pub(super) state: &'a str,
    pub(super) updated: Option<Timestamp>,
}

/// Reads the file.
pub(super) fn read(file: &Value) -> Result<Export<'_>> {
    let reading = Reading::default();
    let export = export(&Place::root(file, &reading));
    match reading.into_inner() {
        None => Ok(export),
        Some(error) => Err(error),
    }
}

fn export<'a>(file: &Place<'a, '_>) -> Export<'a> {
    file.object();
    let scores_page = file.field("secureScores");
    let scores_page = entries(&scores_page);
    let scores = scores_page.elements(score);
    if scores.is_empty() {
        scores_page.element(0).expect("object");
    }
    let profiles_page = file.field("secureScoreControlProfiles");
    Export {
        newest: newest(scores),
        profiles: entries(&profiles_page).elements(profile),
        profiles_cut_off: profiles_page.field("@odata.nextLink").is_present(),
    }
}

/// The list that a page of Graph wraps, or the list as it stands.
fn entries<'a, 'p>(page: &'p Place<'a, 'p>) -> Place<'a, 'p> {
    if page.is_object() {
        page.field("value")
    } else {
        *page
    }
}

/// The score of the latest day; Graph sends it first, but a file may be put together otherwise.
fn newest(scores: Vec<SecureScore<'_>>) -> SecureScore<'_> {
    let mut newest = SecureScore::default();
    for (at, score) in scores.into_iter().enumerate() {
        if at == 0 || score.created > newest.created {
            newest = score;
        }
    }
    newest
}

fn score<'a>(place: &Place<'a, '_>) -> SecureScore<'a> {
    place.object();
    SecureScore {
        tenant_id: place.text("azureTenantId"),
        created: place.time_if_any("createdDateTime"),
        current: place.number("currentScore"),
        max: place.number("maxScore"),
        controls: place.each("controlScores", control),
    }
}

fn control<'a>(place: &Place<'a, '_>) -> ControlScore<'a> {
    place.object();
    ControlScore {
        name: place.text("controlName"),
        category: place.text_if_any("controlCategory"),
        description: place.text_if_any("description"),
        score: place.number("score"),
        percent: place.number_if_any("scoreInPercentage"),
        progress: place.text_if_any("implementationStatus"),
        synced: place.time_if_any("lastSynced"),
    }
}

fn profile<'a>(place: &Place<'a, '_>) -> Profile<'a> {
    place.object();
    Profile {
        id: place.text("id"),
        title: place.text_if_any("title"),
        category: place.text_if_any("controlCategory"),
        action_url: place.text_if_any("actionUrl"),
        max: place.number_if_any("maxScore"),
        user_impact: place.text_if_any("userImpact"),
        implementation_cost: place.text_if_any("implementationCost"),
        tier: place.text_if_any("tier"),
        service: place.text_if_any("service"),
        threats: place.each_if_any("threats", |threat| threat.own_text()),
        remediation: place.text_if_any("remediation"),
        impact: place.text_if_any("remediationImpact"),
        deprecated: place.flag("deprecated"),
        states: place.each_if_any("controlStateUpdates", state),
    }
}

fn state<'a>(place: &Place<'a, '_>) -> StateUpdate<'a> {
    StateUpdate {
        state: place.text_if_any("state"),
        updated: place.time_if_any("updatedDateTime"),
    }
}
