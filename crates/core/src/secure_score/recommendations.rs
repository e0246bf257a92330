//! Recommendations that the host page passes in, whoever made them.
//!
//! The contract is in `docs/recommendations.md`. What is not as it has it is refused as a whole,
//! with its place: of a list that is half taken nobody could tell what is missing.

use super::place::{Place, Wrong};
use super::{ImprovementAction, Posture, Rating, Status, join, wording};
use crate::error::{Error, Kind, Told, sentence};
use crate::json::{self, Value};
use crate::rich_text::{HttpsUrl, RichText};
use crate::task::RecommendationSource;

/// More than anybody looks through.
const MOST: usize = 5_000;
/// The tenant of a recommendation that names none.
const NO_TENANT: &str = "portal";

/// What holds for recommendations that do not say otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// Who made them.
    pub source: RecommendationSource,
}

/// Why recommendations are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The host's function has failed.
    Failed {
        /// What it said.
        reason: String,
    },
    /// Something is not what it should be.
    Shape {
        /// Where: `recommendations[3].title`.
        path: String,
        /// What should be there.
        expected: &'static str,
        /// What is there, as JSON, shortened.
        found: String,
    },
    /// Something is not there.
    Missing {
        /// Where it should be.
        path: String,
        /// What should be there.
        expected: &'static str,
    },
    /// Two have the same ID.
    Twice {
        /// Where the second is.
        path: String,
        /// The ID.
        id: String,
    },
    /// There are more than anybody looks through.
    TooMany {
        /// How many there may be.
        most: usize,
    },
}

impl Refusal {
    /// Every key that [`Refusal::key`] can give.
    pub const ALL_KEYS: &'static [&'static str] = &[
        "recommendationsFailed",
        "recommendationShape",
        "recommendationMissing",
        "recommendationTwice",
        "recommendationsTooMany",
    ];

    /// The middle of the names of its messages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Failed { .. } => "recommendationsFailed",
            Self::Shape { .. } => "recommendationShape",
            Self::Missing { .. } => "recommendationMissing",
            Self::Twice { .. } => "recommendationTwice",
            Self::TooMany { .. } => "recommendationsTooMany",
        }
    }

    /// That the host's function has failed, in its words.
    #[must_use]
    pub fn failed(words: &str) -> Self {
        let reason = sentence(words);
        Self::Failed { reason }
    }

    fn args(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Failed { reason } => vec![("reason", reason)],
            Self::Shape {
                path,
                expected,
                found,
            } => vec![
                ("path", path),
                ("expected", expected.to_owned()),
                ("found", found),
            ],
            Self::Missing { path, expected } => {
                vec![("path", path), ("expected", expected.to_owned())]
            }
            Self::Twice { path, id } => vec![("path", path), ("id", id)],
            Self::TooMany { most } => vec![("most", most.to_string())],
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let key = refusal.key();
        let passes = matches!(refusal, Refusal::Failed { .. });
        let args = refusal.args();
        Kind::Told(Told { key, args, passes }).into()
    }
}

/// Reads them out of JSON.
///
/// # Errors
/// Those of [`Refusal`].
pub fn read(text: &str, given: Given) -> Result<Posture, Error> {
    let list = json::parse(text).unwrap_or(Value::Null);
    if let Value::Array(entries) = &list
        && entries.len() > MOST
    {
        return Err(Refusal::TooMany { most: MOST }.into());
    }
    let whole = Value::Object(vec![("recommendations".to_owned(), list)]);
    let wrong = Wrong::default();
    let root = Place::root(&whole, &wrong);
    let posture = posture(&root, given);
    match wrong.into_inner() {
        None => posture.map_err(Error::from),
        Some(error) => Err(of_place(&error)),
    }
}

fn of_place(error: &Error) -> Error {
    match error.kind().clone() {
        Kind::FileShape {
            path,
            expected,
            found,
        } => Refusal::Shape {
            path,
            expected,
            found,
        }
        .into(),
        Kind::FileFieldMissing { path, expected } => Refusal::Missing { path, expected }.into(),
        _ => error.clone(),
    }
}

fn posture(root: &Place<'_, '_>, given: Given) -> Result<Posture, Refusal> {
    let list = root.field("recommendations");
    let mut posture = Posture {
        tenant_id: NO_TENANT.to_owned(),
        current: 0.0,
        max: 0.0,
        synced: None,
        actions: Vec::new(),
        profiles_cut_off: false,
        history: Vec::new(),
    };
    let mut ids: Vec<&str> = Vec::new();
    for entry in list.elements() {
        entry.object();
        let id = entry.text("id");
        match ids.binary_search(&id) {
            Ok(_) if !id.is_empty() => {
                let (path, id) = (entry.field("id").path(), id.to_owned());
                return Err(Refusal::Twice { path, id });
            }
            Ok(place) | Err(place) => ids.insert(place, id),
        }
        let action = action(id, &entry, given);
        if let (Some(points), Some(max)) = (action.points, action.max_points) {
            posture.current += points;
            posture.max += max;
        }
        join::put(&mut posture.actions, action);
    }
    Ok(posture)
}

fn action(id: &str, entry: &Place<'_, '_>, given: Given) -> ImprovementAction {
    let category_label = entry.text_if_any("category");
    let threats = entry.field("threats");
    let threats = threats.elements_if_any();
    let threats = threats.iter().map(|threat| threat.own_text().to_owned());
    let link = entry.text_if_any("link");
    let action_url = HttpsUrl::parse(link);
    if action_url.is_none() && !link.is_empty() {
        entry.field("link").expect("https URL");
    }
    ImprovementAction {
        id: id.to_owned(),
        title: entry.text("title").to_owned(),
        category: wording::category(category_label),
        category_label: category_label.to_owned(),
        points: points(entry, "points"),
        max_points: points(entry, "maxPoints"),
        status: one_of(entry, "status", &STATUSES, STATUS).unwrap_or(Status::ToAddress),
        decision: None,
        synced: None,
        user_impact: rating(entry, "userImpact"),
        implementation_cost: rating(entry, "implementationCost"),
        tier: String::new(),
        service: entry.text_if_any("service").to_owned(),
        threats: threats.filter(|threat| !threat.is_empty()).collect(),
        progress: entry.text_if_any("progress").to_owned(),
        description: rich_text(entry, "description"),
        remediation: rich_text(entry, "remediation"),
        impact: rich_text(entry, "impact"),
        action_url,
        deprecated: false,
        source: one_of(entry, "source", &SOURCES, SOURCE).unwrap_or(given.source),
        tenant_id: Some(entry.text_if_any("tenantId"))
            .filter(|tenant| !tenant.is_empty())
            .map(str::to_owned),
    }
}

const STATUS: &str =
    "toAddress, planned, riskAccepted, thirdParty, alternateMitigation or completed";
const STATUSES: [(&str, Status); 6] = [
    ("toAddress", Status::ToAddress),
    ("planned", Status::Planned),
    ("riskAccepted", Status::RiskAccepted),
    ("thirdParty", Status::ThirdParty),
    ("alternateMitigation", Status::AlternateMitigation),
    ("completed", Status::Completed),
];
const SOURCE: &str = "microsoft or user";
const SOURCES: [(&str, RecommendationSource); 2] = [
    ("microsoft", RecommendationSource::Microsoft),
    ("user", RecommendationSource::User),
];
const RATING: &str = "low, moderate or high";
const RATINGS: [(&str, Rating); 3] = [
    ("low", Rating::Low),
    ("moderate", Rating::Moderate),
    ("high", Rating::High),
];

fn rating(entry: &Place<'_, '_>, name: &'static str) -> Rating {
    one_of(entry, name, &RATINGS, RATING).unwrap_or(Rating::NotRated)
}

fn one_of<T: Copy>(
    entry: &Place<'_, '_>,
    name: &'static str,
    words: &[(&str, T)],
    expected: &'static str,
) -> Option<T> {
    let place = entry.field(name);
    let word = place.own_text();
    let found = words.iter().find(|(known, _)| *known == word);
    if found.is_none() && place.is_present() {
        place.expect(expected);
    }
    found.map(|(_, meaning)| *meaning)
}

fn points(entry: &Place<'_, '_>, name: &'static str) -> Option<f64> {
    let points = entry.number_if_any(name);
    if points.is_some_and(|points| points < 0.0) {
        entry.field(name).expect("number from 0");
    }
    points
}

/// Text with a tag in it is HTML. Any other stays as it is, line by line.
fn rich_text(entry: &Place<'_, '_>, name: &'static str) -> RichText {
    let text = entry.text_if_any(name);
    if has_tag(text) {
        return RichText::parse(text);
    }
    let mut html = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        html.push_str("<p>");
        for c in line.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                c => html.push(c),
            }
        }
        html.push_str("</p>");
    }
    RichText::parse(&html)
}

fn has_tag(text: &str) -> bool {
    let begins = |pair: &[u8]| match pair {
        [b'<', next] => next.is_ascii_alphabetic() || *next == b'/',
        _ => false,
    };
    text.as_bytes().windows(2).any(begins) && text.as_bytes().contains(&b'>')
}
