//! The newest score and the profiles, joined into actions.

use std::cmp::Ordering;
use std::rc::Rc;

use super::graph::{ControlScore, Export, Profile, SecureScore, StateUpdate};
use super::{ImprovementAction, Posture, Status, wording};
use crate::date::Timestamp;
use crate::rich_text::{HttpsUrl, RichText};

/// Points that differ by less are the same: the file holds fractions such as 3.3333.
const TOLERANCE: f64 = 0.005;

/// Joins by `controlName` and `id`. A score without a profile and a profile without a score are
/// actions too: the first has no title, the second is not scored.
pub(super) fn posture(export: &Export<'_>) -> Posture {
    let newest = &export.newest;
    let mut profiles = ById::default();
    for (at, profile) in export.profiles.iter().enumerate() {
        profiles.add(profile.id, at);
    }
    let mut actions = Vec::new();
    let mut scores = ById::default();
    for (at, score) in newest.controls.iter().enumerate() {
        if scores.add(score.name, at) {
            let profile = profiles.find(score.name);
            let profile = profile.and_then(|at| export.profiles.get(at));
            put(&mut actions, action(score.name, Some(score), profile));
        }
    }
    for (id, at) in profiles.0 {
        if scores.find(id).is_none() {
            put(&mut actions, action(id, None, export.profiles.get(at)));
        }
    }
    Posture {
        tenant_id: newest.tenant_id.to_owned(),
        current: newest.current,
        max: newest.max,
        synced: synced(newest),
        actions,
        profiles_cut_off: export.profiles_cut_off,
    }
}

/// Places in a list by ID, in the IDs' order; the first of an ID counts. A hash table and a sort
/// of the library's would weigh many times as much for the few hundred there are.
#[derive(Default)]
struct ById<'a>(Vec<(&'a str, usize)>);

impl<'a> ById<'a> {
    fn search(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(id))
    }

    /// Whether the ID is new.
    fn add(&mut self, id: &'a str, at: usize) -> bool {
        match self.search(id) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, (id, at));
                true
            }
        }
    }

    fn find(&self, id: &str) -> Option<usize> {
        let place = self.search(id).ok()?;
        self.0.get(place).map(|(_, at)| *at)
    }
}

fn synced(score: &SecureScore<'_>) -> Option<Timestamp> {
    let mut last = None;
    for control in &score.controls {
        last = last.max(control.synced);
    }
    last.or(score.created)
}

fn action(
    id: &str,
    score: Option<&ControlScore<'_>>,
    profile: Option<&Profile<'_>>,
) -> ImprovementAction {
    let points = score.map(|score| score.score);
    let max_points = profile
        .and_then(|profile| profile.max)
        .or_else(|| score.and_then(max_from_percent));
    let (no_score, no_profile) = (ControlScore::default(), Profile::default());
    let score = score.unwrap_or(&no_score);
    let profile = profile.unwrap_or(&no_profile);
    // The score is of today, whereas a profile may be years old and name a category that the
    // action has since left.
    let category_label = first_of(score.category, profile.category);
    ImprovementAction {
        id: id.to_owned(),
        title: first_of(profile.title, id).to_owned(),
        category: wording::category(category_label),
        category_label: category_label.to_owned(),
        points,
        max_points,
        status: status(points, max_points, &profile.states),
        user_impact: wording::rating(profile.user_impact),
        implementation_cost: wording::rating(profile.implementation_cost),
        tier: wording::sentence_case(profile.tier),
        service: wording::service(profile.service).to_owned(),
        threats: threats(&profile.threats),
        progress: RichText::parse(score.progress).to_plain_text(),
        description: RichText::parse(score.description),
        remediation: RichText::parse(profile.remediation),
        impact: RichText::parse(profile.impact),
        action_url: HttpsUrl::parse(profile.action_url),
        deprecated: profile.deprecated,
    }
}

fn first_of<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.is_empty() { second } else { first }
}

/// Without a profile the percentage still tells the maximum, unless it is zero.
fn max_from_percent(score: &ControlScore<'_>) -> Option<f64> {
    let percent = score.percent.filter(|percent| *percent > 0.0)?;
    Some((score.score / percent * 10_000.0).round() / 100.0)
}

fn status(points: Option<f64>, max: Option<f64>, updates: &[StateUpdate<'_>]) -> Status {
    if let (Some(points), Some(max)) = (points, max)
        && max > 0.0
        && points > max - TOLERANCE
    {
        return Status::Completed;
    }
    // The latest counts; an update without a time is the oldest there is.
    let latest = updates.iter().max_by_key(|update| update.updated);
    latest.map_or(Status::ToAddress, |update| wording::status(update.state))
}

fn threats(named: &[&str]) -> Vec<String> {
    let mut threats: Vec<String> = Vec::new();
    for threat in named {
        let threat = wording::sentence_case(threat);
        if !threat.is_empty() && !threats.contains(&threat) {
            threats.push(threat);
        }
    }
    threats
}

/// Puts it in its place.
fn put(actions: &mut Vec<Rc<ImprovementAction>>, action: ImprovementAction) {
    let place = actions.partition_point(|known| order(known, &action) == Ordering::Less);
    actions.insert(place, Rc::new(action));
}

/// Most points left first, then by title. Graph's `rank` is no help: it is 10 nearly everywhere.
fn order(a: &ImprovementAction, b: &ImprovementAction) -> Ordering {
    let left = |action: &ImprovementAction| action.points_left().unwrap_or(-1.0);
    left(b)
        .total_cmp(&left(a))
        .then_with(|| {
            a.title
                .to_ascii_lowercase()
                .cmp(&b.title.to_ascii_lowercase())
        })
        .then_with(|| a.id.cmp(&b.id))
}
