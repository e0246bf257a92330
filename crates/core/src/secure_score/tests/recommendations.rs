//! Recommendations of the host page.

use serde_json::{Value, json};

use crate::error::Error;
use crate::secure_score::{Given, Posture, Rating, Refusal, Status, read_recommendations};
use crate::task::{Category, RecommendationSource};

const BY_USER: Given = Given {
    source: RecommendationSource::User,
};

fn read(list: Value) -> Result<Posture, Error> {
    read_recommendations(&list.to_string(), BY_USER)
}

/// One with these members besides those that it must have.
fn one(members: Value) -> Value {
    let mut entry = json!({ "id": "a", "title": "Title" });
    for (name, value) in members.as_object().expect("members") {
        entry[name] = value.clone();
    }
    entry
}

#[test]
fn all_that_is_said_is_taken() {
    let list = json!([one(json!({
        "category": "Infrastructure",
        "points": 3,
        "maxPoints": 27.5,
        "status": "planned",
        "description": "<p>About</p>",
        "remediation": "<ol><li>One</li></ol>",
        "impact": "None",
        "threats": ["Data exfiltration", " "],
        "service": "Defender for Cloud",
        "link": "https://portal.azure.com/",
        "source": "microsoft",
        "tenantId": "t-2",
        "userImpact": "low",
        "whatever": true,
    }))]);
    let posture = read(list).unwrap();
    let action = posture.find("a").unwrap();
    assert_eq!(action.category, Some(Category::Infrastructure));
    assert_eq!(action.points_left(), Some(24.5));
    assert_eq!(action.status, Status::Planned);
    assert_eq!(action.remediation.to_plain_text(), "1. One");
    assert_eq!(action.threats, ["Data exfiltration"]);
    assert_eq!(action.source, RecommendationSource::Microsoft);
    assert_eq!(action.user_impact, Rating::Low);
    assert_eq!(posture.tenant_of(action), "t-2");
    assert_eq!((posture.current, posture.max), (3.0, 27.5));
}

#[test]
fn an_id_and_a_title_are_enough() {
    let posture = read(json!([one(json!({ "points": null }))])).unwrap();
    let action = posture.find("a").unwrap();
    assert_eq!(action.points_left(), None);
    assert_eq!(action.source, RecommendationSource::User);
    assert_eq!(posture.tenant_of(action), "portal");
    assert_eq!(posture.max, 0.0);
    assert!(read(json!([])).unwrap().actions.is_empty());
}

#[test]
fn text_without_a_tag_stays_as_it_is() {
    let text = |text: &str| {
        let posture = read(json!([one(json!({ "description": text }))])).unwrap();
        posture.find("a").unwrap().description.to_plain_text()
    };
    assert_eq!(
        text("a < b && c\nnext &amp; last"),
        "a < b && c\n\nnext &amp; last"
    );
    assert_eq!(text("<b>a</b> &amp; b"), "a & b");
}

#[track_caller]
fn refused(list: Value, expected: Refusal) {
    assert_eq!(read(list), Err(Error::from(expected)));
}

#[test]
fn what_is_not_as_it_should_be_is_refused_with_its_place() {
    let shape = |path: &str, expected, found: &str| Refusal::Shape {
        path: path.into(),
        expected,
        found: found.into(),
    };
    let at = |name: &str| format!("recommendations[1].{name}");
    let check = |members: Value, name: &str, expected: &'static str, found: &str| {
        let first = json!({ "id": "z", "title": "Title" });
        refused(
            json!([first, one(members)]),
            shape(&at(name), expected, found),
        );
    };
    check(json!({ "title": 7 }), "title", "string", "7");
    check(json!({ "points": "7" }), "points", "number", "\"7\"");
    check(json!({ "points": -1 }), "points", "number from 0", "-1");
    check(
        json!({ "link": "http://a" }),
        "link",
        "https URL",
        "\"http://a\"",
    );
    check(
        json!({ "source": "me" }),
        "source",
        "microsoft or user",
        "\"me\"",
    );
    check(json!({ "threats": "x" }), "threats", "array", "\"x\"");
    check(json!({ "threats": [1] }), "threats[0]", "string", "1");
    let missing = Refusal::Missing {
        path: at("title"),
        expected: "string",
    };
    refused(json!([one(json!({})), { "id": "b" }]), missing);
    let path = at("id");
    let twice = Refusal::Twice {
        path,
        id: "a".into(),
    };
    refused(json!([one(json!({})), one(json!({}))]), twice);
    refused(json!({}), shape("recommendations", "array", "{…}"));
    let many = vec![one(json!({})); 5_001];
    refused(json!(many), Refusal::TooMany { most: 5_000 });
}

#[test]
fn every_refusal_has_one_of_the_keys() {
    let reason = "offline".to_owned();
    assert_eq!(Refusal::failed("off\nline ").key(), "recommendationsFailed");
    assert!(Error::from(Refusal::Failed { reason }).may_retry());
    for refusal in [Refusal::TooMany { most: 1 }, Refusal::failed("")] {
        assert!(Refusal::ALL_KEYS.contains(&refusal.key()));
    }
}
