use serde_json::json;

use super::{file, of_profile, read};
use crate::secure_score::{Decision, Status};

fn decision(state: &str, comment: &str) -> Decision {
    Decision {
        state: state.to_owned(),
        comment: comment.to_owned(),
    }
}

#[test]
fn a_decision_has_the_comment_of_the_same_update() {
    let of = |updates| {
        let action = of_profile(json!({ "controlStateUpdates": updates }));
        action.decision.clone()
    };
    let update = |state: &str, comment, time: Option<&str>| json!({ "state": state, "comment": comment, "updatedDateTime": time });
    let (may, june) = (Some("2026-05-01T00:00:00Z"), Some("2026-06-01T00:00:00Z"));
    let first = update("Default", json!(null), None);
    let late = update("Ignored", json!(" Too late\n"), june);
    let early = update("Reviewed", json!("Early"), may);
    let expected = Some(decision("Ignored", "Too late"));
    assert_eq!(of(json!([first, late, early])), expected);
    // A comment that is no text is none.
    let odd = update("Ignored", json!(7), may);
    assert_eq!(of(json!([odd])), Some(decision("Ignored", "")));
    assert_eq!(of(json!([])), Some(Decision::default()));
    // Of what has no profile nobody can decide.
    let posture = read(&file(
        json!([{ "controlName": "A", "score": 1 }]),
        json!([]),
    ));
    assert_eq!(posture.actions[0].decision, None);
}

#[test]
fn a_new_decision_changes_its_action_alone() {
    let controls = json!([
        { "controlName": "A", "score": 1 },
        { "controlName": "B", "score": 10 },
    ]);
    let profiles = ["A", "B", "C"].map(|id| json!({ "id": id, "maxScore": 10 }));
    let posture = read(&file(controls, json!(profiles)));
    let status = |decided: &str, state| {
        let decision = decision(state, "Because");
        let posture = posture.with_decision(decided, &decision);
        let actions = ["A", "B", "C"].map(|id| posture.find(id).expect("an action").clone());
        let known = posture.find(decided).expect("an action");
        assert_eq!(known.decision.as_ref(), Some(&decision));
        actions.map(|action| action.status)
    };
    let (open, done, risk) = (Status::ToAddress, Status::Completed, Status::RiskAccepted);
    assert_eq!(status("A", "Ignored"), [risk, done, open]);
    assert_eq!(status("B", "Ignored"), [open, done, open]);
    assert_eq!(status("B", "ThirdParty"), [open, Status::ThirdParty, open]);
    assert_eq!(status("C", "Ignored"), [open, done, risk]);
    let decision = decision("Ignored", "Because");
    assert_eq!(posture.with_decision("D", &decision), posture);
}

#[test]
fn points_that_are_granted_for_what_was_decided_do_not_hide_the_decision() {
    let table = [
        ("", Status::Completed),
        ("Default", Status::Completed),
        ("Reviewed", Status::Completed),
        ("Ignored", Status::Completed),
        ("ThirdParty", Status::ThirdParty),
        ("AlternateMitigation", Status::AlternateMitigation),
    ];
    for (state, expected) in table {
        let controls = json!([{ "controlName": "A", "score": 10 }]);
        let updates = json!([{ "state": state }]);
        let profiles = json!([{ "id": "A", "maxScore": 10, "controlStateUpdates": updates }]);
        let posture = read(&file(controls, profiles));
        assert_eq!(posture.actions[0].status, expected, "{state}");
        // Taken back, and said again.
        let posture = posture.with_decision("A", &decision("Default", ""));
        assert_eq!(posture.actions[0].status, Status::Completed, "{state}");
        let posture = posture.with_decision("A", &decision(state, ""));
        assert_eq!(posture.actions[0].status, expected, "{state}");
    }
}
