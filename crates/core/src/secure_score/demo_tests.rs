//! The demo tenant's file: that it loads, adds up, and holds every oddity of real answers.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use super::{DescriptionLabels, ImprovementAction, Posture, Status, load};
use crate::task::Category;

fn text() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../www/demo/secure-score.json"
    );
    std::fs::read_to_string(path).expect("the demo file")
}

fn posture() -> Posture {
    load(&text()).expect("a file that can be read")
}

fn json() -> Value {
    serde_json::from_str(&text()).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn days(file: &Value) -> &[Value] {
    list(&file["secureScores"]["value"])
}

fn profiles(file: &Value) -> &[Value] {
    list(&file["secureScoreControlProfiles"]["value"])
}

/// All values that the profiles have in a field, each once.
fn values(file: &Value, field: &str) -> HashSet<String> {
    profiles(file)
        .iter()
        .map(|profile| profile[field].to_string())
        .collect()
}

#[test]
fn it_has_enough_actions_in_all_stages() {
    let posture = posture();
    let scored = posture
        .actions
        .iter()
        .filter(|action| action.points.is_some());
    assert!(scored.count() >= 40);
    for status in [
        Status::ToAddress,
        Status::Planned,
        Status::RiskAccepted,
        Status::ThirdParty,
        Status::AlternateMitigation,
        Status::Completed,
    ] {
        assert!(
            posture.actions.iter().any(|action| action.status == status),
            "{status:?}"
        );
    }
    for category in [
        Category::Devices,
        Category::Data,
        Category::Apps,
        Category::Identity,
    ] {
        let of_it = |action: &&Rc<ImprovementAction>| action.category == Some(category);
        assert!(
            posture.actions.iter().filter(of_it).count() >= 5,
            "{category:?}"
        );
    }
}

#[test]
fn the_first_actions_have_all_that_their_pages_show() {
    for action in posture().actions.iter().take(20) {
        let id = &action.id;
        assert!(action.points_left().is_some_and(|left| left > 0.0), "{id}");
        assert!(!action.title.is_empty() && action.title != *id, "{id}");
        assert!(!action.description.is_empty(), "{id}");
        assert!(!action.remediation.is_empty(), "{id}");
        assert!(!action.impact.is_empty(), "{id}");
        assert!(!action.progress.is_empty(), "{id}");
        assert!(action.action_url.is_some(), "{id}");
        assert!(
            !action.threats.is_empty() && !action.service.is_empty(),
            "{id}"
        );
    }
}

#[test]
fn no_text_shows_markup() {
    for action in posture().actions {
        for text in [&action.description, &action.remediation, &action.impact] {
            let plain = text.to_plain_text();
            let reference = plain.split('&').skip(1).any(|rest| !rest.starts_with(' '));
            let markup = reference || plain.contains(['<', '*']);
            assert!(!markup, "{}: {plain}", action.id);
        }
    }
}

#[test]
fn every_description_fits_into_a_ticket() {
    let labels = DescriptionLabels {
        points_to_gain: "Points to gain",
        steps: "Steps",
        impact: "Impact",
    };
    for action in posture().actions {
        let whole = action.describe(&labels, usize::MAX);
        assert_eq!(action.describe(&labels, 3500), whole, "{}", action.id);
    }
}

#[test]
fn each_day_adds_up() {
    let file = json();
    assert!(days(&file).len() >= 10);
    for day in days(&file) {
        let scores = list(&day["controlScores"]);
        let sum: f64 = scores
            .iter()
            .filter_map(|score| score["score"].as_f64())
            .sum();
        let current = day["currentScore"].as_f64().expect("a number");
        assert!(
            (sum - current).abs() < 0.005,
            "{}: {sum}, {current}",
            day["id"]
        );
        let max = day["maxScore"].as_f64().expect("a number");
        assert!(current < max, "{}", day["id"]);
    }
    let posture = posture();
    let known: f64 = posture
        .actions
        .iter()
        .filter(|action| action.points.is_some())
        .filter_map(|action| action.max_points)
        .sum();
    let unknown = posture
        .actions
        .iter()
        .filter(|action| action.max_points.is_none())
        .count();
    // An action of unknown maximum has one all the same: a point, at least.
    assert!(known + unknown as f64 <= posture.max, "{known}");
    assert!(posture.max - known < 5.0, "{known}");
}

#[test]
fn the_newest_day_stands_first_and_is_the_one_that_counts() {
    let file = json();
    let created: Vec<_> = days(&file)
        .iter()
        .map(|day| day["createdDateTime"].to_string())
        .collect();
    assert!(
        created.windows(2).all(|pair| pair[0] > pair[1]),
        "{created:?}"
    );
    assert_eq!(
        Some(posture().current),
        days(&file)[0]["currentScore"].as_f64()
    );
}

#[test]
fn percentages_fit_the_points() {
    for action in posture().actions {
        if let (Some(points), Some(max)) = (action.points, action.max_points) {
            assert!((0.0..=max).contains(&points), "{}", action.id);
        }
    }
    let file = json();
    for score in days(&file)
        .iter()
        .flat_map(|day| list(&day["controlScores"]))
    {
        let id = score["controlName"].as_str().expect("a name");
        let mut profiles = profiles(&file).iter();
        let Some(profile) = profiles.find(|profile| profile["id"] == id) else {
            continue;
        };
        let points = score["score"].as_f64().expect("a number");
        let max = profile["maxScore"].as_f64().expect("a number");
        let percent = score["scoreInPercentage"].as_f64().expect("a number");
        assert!((100.0 * points / max - percent).abs() < 0.01, "{id}");
    }
}

#[test]
fn it_has_the_ids_that_tickets_of_the_demo_name() {
    let posture = posture();
    for id in [
        "AdminMFAV2",
        "MFARegistrationV2",
        "BlockLegacyAuthentication",
        "SigninRiskPolicy",
        "UserRiskPolicy",
        "IntegratedApps",
        "mdo_safelinksforemail",
        "mdo_safeattachments",
        "spo_idle_session_timeout",
        "scid_2001",
    ] {
        assert!(
            posture
                .find(id)
                .is_some_and(|action| action.points.is_some()),
            "{id}"
        );
    }
    assert_eq!(posture.tenant_id, "7d1c3a52-0f7e-4b8e-9a55-2f1f6f3f9c10");
}

#[test]
fn it_has_every_spelling_of_ratings_threats_and_tiers() {
    let file = json();
    for field in ["userImpact", "implementationCost"] {
        let found = values(&file, field);
        for spelling in [
            "Unknown", "low", "Low", "medium", "moderate", "Moderate", "High",
        ] {
            assert!(
                found.contains(&format!("\"{spelling}\"")),
                "{field} {spelling}"
            );
        }
        assert!(found.contains("null"), "{field} null");
    }
    assert!(values(&file, "userImpact").contains("\"high\""));
    assert!(values(&file, "tier").contains("\"Defense In Depth\""));
    let threats: String = values(&file, "threats").into_iter().collect();
    assert!(threats.contains("Account breach") && threats.contains("Account Breach"));
}

#[test]
fn its_ranks_are_mostly_ten_and_reach_128() {
    let file = json();
    let tens = profiles(&file)
        .iter()
        .filter(|profile| profile["rank"] == 10)
        .count();
    assert!(tens * 3 > profiles(&file).len() * 2);
    assert!(values(&file, "rank").contains("128"));
}

#[test]
fn one_category_changed_and_one_is_absent() {
    let file = json();
    let of = |day: &Value| -> HashSet<(String, String)> {
        let pair = |score: &Value| {
            (
                score["controlName"].to_string(),
                score["controlCategory"].to_string(),
            )
        };
        list(&day["controlScores"]).iter().map(pair).collect()
    };
    let (first, last) = (&days(&file)[0], &days(&file)[days(&file).len() - 1]);
    assert_ne!(of(first), of(last));
    assert!(!values(&file, "controlCategory").contains("\"Infrastructure\""));
}

#[test]
fn some_scores_have_no_profile_and_some_profiles_no_score() {
    let posture = posture();
    let untitled = posture
        .actions
        .iter()
        .filter(|action| action.title == action.id);
    assert!(untitled.count() >= 2);
    let not_scored = posture
        .actions
        .iter()
        .filter(|action| action.points.is_none());
    assert!(not_scored.count() >= 5);
    assert!(posture.actions.iter().any(|action| action.deprecated));
    let unknown = |action: &Rc<ImprovementAction>| action.max_points.is_none();
    assert!(posture.actions.iter().any(unknown));
}

#[test]
fn its_html_has_every_tag_and_attribute_of_real_answers() {
    let file = json();
    let html: String = profiles(&file)
        .iter()
        .flat_map(|profile| [&profile["remediation"], &profile["remediationImpact"]])
        .filter_map(Value::as_str)
        .collect();
    for tag in [
        "strong", "li", "p", "em", "b", "br", "ol", "ul", "a", "abbr", "span", "div", "u", "label",
    ] {
        let found = [">", " ", "/"]
            .iter()
            .any(|end| html.contains(&format!("<{tag}{end}")));
        assert!(found, "{tag}");
    }
    for attribute in [
        "href=\"",
        "href=https:",
        "target=",
        "rel=",
        "class=",
        "style=",
        "dir=",
        "data-",
        "title=",
        "for=",
    ] {
        assert!(html.contains(attribute), "{attribute}");
    }
    let remediations = profiles(&file)
        .iter()
        .map(|profile| &profile["remediation"]);
    assert!(remediations.clone().any(Value::is_null));
    let longest = remediations.filter_map(Value::as_str).map(str::len).max();
    assert!(longest > Some(1900), "{longest:?}");
}

#[test]
fn its_states_are_mostly_default_with_an_update_of_no_time() {
    let file = json();
    let untouched = profiles(&file).iter().filter(|profile| {
        let updates = list(&profile["controlStateUpdates"]);
        updates.len() == 1
            && updates[0]["state"] == "Default"
            && updates[0]["updatedDateTime"].is_null()
    });
    assert!(untouched.count() * 4 > profiles(&file).len() * 3);
}

#[test]
fn it_has_the_undocumented_fields() {
    let file = json();
    for field in ["lastSynced", "implementationStatus", "scoreInPercentage"] {
        let mut scores = days(&file)
            .iter()
            .flat_map(|day| list(&day["controlScores"]));
        assert!(scores.all(|score| !score[field].is_null()), "{field}");
    }
    for field in ["count", "total", "on"] {
        let mut scores = days(&file)
            .iter()
            .flat_map(|day| list(&day["controlScores"]));
        assert!(scores.any(|score| score[field].is_string()), "{field}");
    }
    assert!(file["secureScores"]["@odata.nextLink"].is_string());
    let average = &days(&file)[0]["averageComparativeScores"][0];
    assert!(average["identityScoreMax"].is_number());
}
