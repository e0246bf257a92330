//! The newest score and the profiles, joined into actions.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::graph::{ControlScore, Export, Profile, SecureScore};
use super::{ImprovementAction, Posture, Rating, Status, wording};
use crate::date::Timestamp;
use crate::rich_text::{HttpsUrl, RichText};

/// Points that differ by less are the same: the file holds fractions such as 3.3333.
const TOLERANCE: f64 = 0.005;

/// Joins by `controlName` and `id`. A score without a profile and a profile without a score are
/// actions too: the first has no title, the second is not scored.
pub(super) fn posture(export: &Export) -> Posture {
    let newest = &export.newest;
    let mut profiles = HashMap::new();
    for profile in &export.profiles {
        profiles.entry(profile.id.as_str()).or_insert(profile);
    }
    let mut seen = HashSet::new();
    let mut actions = Vec::new();
    for score in &newest.controls {
        if seen.insert(score.name.as_str()) {
            let profile = profiles.get(score.name.as_str()).copied();
            actions.push(action(&score.name, Some(score), profile));
        }
    }
    for profile in &export.profiles {
        if seen.insert(profile.id.as_str()) {
            actions.push(action(&profile.id, None, Some(profile)));
        }
    }
    actions.sort_by(order);
    Posture {
        tenant_id: newest.tenant_id.clone(),
        current: newest.current,
        max: newest.max,
        synced: synced(newest),
        actions: actions.into_iter().map(Rc::new).collect(),
        profiles_cut_off: export.profiles_cut_off,
    }
}

fn synced(score: &SecureScore) -> Option<Timestamp> {
    let controls = score.controls.iter();
    let last = controls.filter_map(|control| control.synced).max();
    last.or(score.created)
}

fn action(id: &str, score: Option<&ControlScore>, profile: Option<&Profile>) -> ImprovementAction {
    let of_score = |text: fn(&ControlScore) -> &String| score.map_or("", |score| text(score));
    let of_profile = |text: fn(&Profile) -> &String| profile.map_or("", |profile| text(profile));
    let or =
        |first: &'_ str, second: &'_ str| if first.is_empty() { second } else { first }.to_owned();
    // The score is of today, whereas a profile may be years old and name a category that the
    // action has since left.
    let category_label = or(of_score(|s| &s.category), of_profile(|p| &p.category));
    let points = score.map(|score| score.score);
    let max_points = profile
        .and_then(|profile| profile.max)
        .or_else(|| score.and_then(max_from_percent));
    ImprovementAction {
        id: id.to_owned(),
        title: or(of_profile(|p| &p.title), id),
        category: wording::category(&category_label),
        category_label,
        points,
        max_points,
        status: status(points, max_points, profile),
        user_impact: rating(profile, |p| &p.user_impact),
        implementation_cost: rating(profile, |p| &p.implementation_cost),
        tier: wording::sentence_case(of_profile(|p| &p.tier)),
        service: wording::service(of_profile(|p| &p.service)).to_owned(),
        threats: threats(profile),
        progress: RichText::parse(of_score(|s| &s.progress)).to_plain_text(),
        description: RichText::parse(of_score(|s| &s.description)),
        remediation: RichText::parse(of_profile(|p| &p.remediation)),
        impact: RichText::parse(of_profile(|p| &p.impact)),
        action_url: HttpsUrl::parse(of_profile(|p| &p.action_url)),
        deprecated: profile.is_some_and(|profile| profile.deprecated),
    }
}

/// Without a profile the percentage still tells the maximum, unless it is zero.
fn max_from_percent(score: &ControlScore) -> Option<f64> {
    let percent = score.percent.filter(|percent| *percent > 0.0)?;
    Some((score.score / percent * 10_000.0).round() / 100.0)
}

fn status(points: Option<f64>, max: Option<f64>, profile: Option<&Profile>) -> Status {
    if let (Some(points), Some(max)) = (points, max)
        && max > 0.0
        && points > max - TOLERANCE
    {
        return Status::Completed;
    }
    let updates = profile.map(|profile| profile.states.as_slice());
    // The latest counts; an update without a time is the oldest there is.
    updates
        .unwrap_or_default()
        .iter()
        .max_by_key(|update| update.updated)
        .map_or(Status::ToAddress, |update| wording::status(&update.state))
}

fn rating(profile: Option<&Profile>, text: fn(&Profile) -> &String) -> Rating {
    profile.map_or(Rating::NotRated, |profile| wording::rating(text(profile)))
}

fn threats(profile: Option<&Profile>) -> Vec<String> {
    let mut threats: Vec<String> = Vec::new();
    for threat in profile.into_iter().flat_map(|profile| &profile.threats) {
        let threat = wording::sentence_case(threat);
        if !threat.is_empty() && !threats.contains(&threat) {
            threats.push(threat);
        }
    }
    threats
}

/// Most points left first, then by title. Graph's `rank` is no help: it is 10 nearly everywhere.
fn order(a: &ImprovementAction, b: &ImprovementAction) -> Ordering {
    let left = |action: &ImprovementAction| action.points_left().unwrap_or(-1.0);
    left(b)
        .total_cmp(&left(a))
        .then_with(|| a.title.to_lowercase().cmp(&b.title.to_lowercase()))
        .then_with(|| a.id.cmp(&b.id))
}
