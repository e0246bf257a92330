//! The newest score and the profiles, joined into actions.

use std::cmp::Ordering;
use std::rc::Rc;

use super::graph::Pages;
use super::place::Place;
use super::{Decision, ImprovementAction, Posture, Status, graph, wording};
use crate::rich_text::{HttpsUrl, RichText};
use crate::task::RecommendationSource;

/// Points that differ by less are the same: the file holds fractions such as 3.3333.
const TOLERANCE: f64 = 0.005;

/// What the files hold together. `None` of no file at all.
///
/// Joins by `controlName` and `id`. A score without a profile and a profile without a score are
/// actions too: the first has no title, the second is not scored.
pub(super) fn posture(files: &[Place<'_, '_>]) -> Option<Posture> {
    let mut pages = Pages::default();
    for file in files {
        pages.find(file);
    }
    let first = files.first()?;
    let nothing = first.nothing();
    let lists = graph::entries(&pages.profiles);
    let mut profiles = ById(Vec::new());
    for list in &lists {
        profiles.add(list, "id");
    }
    if pages.scores.is_empty() {
        first.field("secureScores").expect("array");
    }
    let lists = graph::entries(&pages.scores);
    let newest = graph::newest(&lists, nothing);
    let history = graph::history(&lists);
    let list = newest.field("controlScores");
    let mut controls = ById(Vec::new());
    controls.add(&list, "controlName");

    let mut actions = Vec::new();
    let mut synced = None;
    for (id, control) in &controls.0 {
        synced = synced.max(control.time_if_any("lastSynced"));
        let profile = profiles.find(id).unwrap_or(&nothing);
        put(&mut actions, action(id, control, profile));
    }
    for (id, profile) in &profiles.0 {
        if controls.find(id).is_none() {
            put(&mut actions, action(id, &nothing, profile));
        }
    }
    Some(Posture {
        tenant_id: newest.text("azureTenantId").to_owned(),
        current: newest.number("currentScore"),
        max: newest.number("maxScore"),
        synced: synced.or(newest.time_if_any("createdDateTime")),
        actions,
        profiles_cut_off: pages.profiles_cut_off(),
        history,
    })
}

/// Records by their ID, in the IDs' order; the first of an ID counts. A hash table and a sort of
/// the library's would weigh many times as much for the few hundred there are.
struct ById<'a, 'p>(Vec<(&'a str, Place<'a, 'p>)>);

impl<'a, 'p> ById<'a, 'p> {
    fn add(&mut self, records: &'p Place<'a, 'p>, id: &'static str) {
        for record in records.elements() {
            record.object();
            let id = record.text(id);
            if let Err(place) = self.search(id) {
                self.0.insert(place, (id, record));
            }
        }
    }

    fn search(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(id))
    }

    fn find(&self, id: &str) -> Option<&Place<'a, 'p>> {
        let place = self.search(id).ok()?;
        self.0.get(place).map(|(_, record)| record)
    }
}

/// Either place may be absent.
fn action(id: &str, control: &Place<'_, '_>, profile: &Place<'_, '_>) -> ImprovementAction {
    // The score is of today, whereas a profile may be years old and name a category that the
    // action has since left.
    let category_label = first_of(
        control.text_if_any("controlCategory"),
        profile.text_if_any("controlCategory"),
    );
    let points = control.is_present().then(|| control.number("score"));
    let percent = control.number_if_any("scoreInPercentage");
    let max_points = profile.number_if_any("maxScore");
    let max_points = max_points.or_else(|| max_from_percent(points?, percent?));
    let decision = profile.is_present().then(|| decision(profile));
    let state = decision.as_ref().map_or("", |decision| &decision.state);
    let status = wording::status(state);
    ImprovementAction {
        id: id.to_owned(),
        title: first_of(profile.text_if_any("title"), id).to_owned(),
        category: wording::category(category_label),
        category_label: category_label.to_owned(),
        points,
        max_points,
        status: with_points(status, points, max_points),
        decision,
        synced: control.time_if_any("lastSynced"),
        user_impact: wording::rating(profile.text_if_any("userImpact")),
        implementation_cost: wording::rating(profile.text_if_any("implementationCost")),
        tier: wording::sentence_case(profile.text_if_any("tier")),
        service: wording::service(profile.text_if_any("service")).to_owned(),
        threats: threats(profile),
        progress: rich_text(control, "implementationStatus").to_plain_text(),
        description: rich_text(control, "description"),
        remediation: rich_text(profile, "remediation"),
        impact: rich_text(profile, "remediationImpact"),
        action_url: HttpsUrl::parse(profile.text_if_any("actionUrl")),
        deprecated: profile.flag("deprecated"),
        source: RecommendationSource::Microsoft,
        tenant_id: None,
    }
}

fn first_of<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.is_empty() { second } else { first }
}

fn rich_text(place: &Place<'_, '_>, name: &'static str) -> RichText {
    RichText::parse(place.text_if_any(name))
}

/// Without a profile the percentage still tells the maximum, unless it is zero.
pub(super) fn max_from_percent(points: f64, percent: f64) -> Option<f64> {
    (percent > 0.0).then(|| (points / percent * 10_000.0).round() / 100.0)
}

/// What was decided last. An update without a time is the oldest there is.
pub(super) fn decision(profile: &Place<'_, '_>) -> Decision {
    let mut decision = Decision::default();
    let mut latest = None;
    let updates = profile.field("controlStateUpdates");
    for update in updates.elements_if_any() {
        let updated = update.time_if_any("updatedDateTime");
        let state = update.text_if_any("state");
        if updated >= latest {
            latest = updated;
            let comment = update.sound_text("comment").unwrap_or_default();
            decision = Decision {
                state: state.to_owned(),
                comment: comment.trim().to_owned(),
            };
        }
    }
    decision
}

/// The status, with what the points say of it. For what something else is said to do Microsoft
/// grants them because a person has said so: who can take that back has to see it.
fn with_points(decided: Status, points: Option<f64>, max: Option<f64>) -> Status {
    match decided {
        Status::ThirdParty | Status::AlternateMitigation => decided,
        _ if is_done(points, max) => Status::Completed,
        _ => decided,
    }
}

/// Whether all points are gained.
fn is_done(points: Option<f64>, max: Option<f64>) -> bool {
    let (Some(points), Some(max)) = (points, max) else {
        return false;
    };
    max > 0.0 && points > max - TOLERANCE
}

impl Posture {
    /// The same after somebody has decided on an action. Its status follows.
    #[must_use]
    pub fn with_decision(&self, id: &str, decision: &Decision) -> Self {
        let mut posture = self.clone();
        for action in &mut posture.actions {
            if action.id == id {
                let mut next = (**action).clone();
                let status = wording::status(&decision.state);
                next.status = with_points(status, next.points, next.max_points);
                next.decision = Some(decision.clone());
                *action = Rc::new(next);
            }
        }
        posture
    }
}

fn threats(profile: &Place<'_, '_>) -> Vec<String> {
    let mut threats: Vec<String> = Vec::new();
    let named = profile.field("threats");
    for threat in named.elements_if_any() {
        let threat = wording::sentence_case(threat.own_text());
        if !threat.is_empty() && !threats.contains(&threat) {
            threats.push(threat);
        }
    }
    threats
}

/// Puts it in its place.
pub(super) fn put(actions: &mut Vec<Rc<ImprovementAction>>, action: ImprovementAction) {
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
