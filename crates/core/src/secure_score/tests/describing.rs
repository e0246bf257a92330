//! An action as the text of a ticket.

use proptest::prelude::*;
use serde_json::json;

use super::{file, of_profile, read};
use crate::secure_score::{DescriptionLabels, ImprovementAction};

const LABELS: DescriptionLabels<'static> = DescriptionLabels {
    points_to_gain: "Points to gain",
    steps: "Steps",
    impact: "Impact on users",
};

fn full() -> ImprovementAction {
    let controls =
        json!([{ "controlName": "A", "score": 1.123, "description": "<p>What it is.</p>" }]);
    let profiles = json!([{
        "id": "A",
        "maxScore": 10,
        "remediation": "<p>First</p><ol><li>Open</li><li>Close</li></ol>",
        "remediationImpact": "Little.",
    }]);
    ImprovementAction::clone(&read(&file(controls, profiles)).actions[0])
}

#[test]
fn a_description_has_points_steps_and_impact() {
    let expected = "What it is.\n\nPoints to gain: 8.88\n\nSteps:\nFirst\n1. Open\n2. Close\n\n\
                    Impact on users:\nLittle.";
    assert_eq!(full().describe(&LABELS, 4000), expected);
}

#[test]
fn what_an_action_lacks_is_left_out() {
    assert_eq!(
        of_profile(json!({})).describe(&LABELS, 4000),
        "Points to gain: 10"
    );
    assert_eq!(
        of_profile(json!({ "maxScore": null })).describe(&LABELS, 4000),
        ""
    );
}

#[test]
fn a_long_description_loses_whole_lines() {
    let whole = full().describe(&LABELS, 4000);
    let length = whole.encode_utf16().count();
    assert_eq!(full().describe(&LABELS, length), whole);
    let shorter = "What it is.\n\nPoints to gain: 8.88\n\nSteps:\nFirst\n1. Open\n2. Close\n\n\
                   Impact on users:\n…";
    assert_eq!(full().describe(&LABELS, length - 1), shorter);
    assert_eq!(full().describe(&LABELS, 18), "What it is.\n…");
}

#[test]
fn a_line_that_is_too_long_alone_is_cut() {
    let mut action = full();
    action.description = crate::rich_text::RichText::parse("aé👍bcdefgh");
    assert_eq!(action.describe(&LABELS, 6), "aé👍\n…");
    assert_eq!(action.describe(&LABELS, 5), "aé\n…");
    assert_eq!(action.describe(&LABELS, 2), "\n…");
    assert_eq!(action.describe(&LABELS, 1), "");
}

#[test]
fn points_are_written_without_zeros_at_their_end() {
    #[track_caller]
    fn check(max: f64, expect: &str) {
        let expect = format!("Points to gain: {expect}");
        let action = of_profile(json!({ "maxScore": max }));
        assert_eq!(action.describe(&LABELS, 4000), expect);
    }
    check(0.0, "0");
    check(0.05, "0.05");
    check(0.5, "0.5");
    check(1.11, "1.11");
    check(3.3333, "3.33");
    check(100.0, "100");
    check(1234.996, "1235");
}

proptest! {
    #[test]
    fn the_limit_holds(text in "(\\PC|<br>|<li>){0,80}", limit in 0usize..120) {
        let mut action = full();
        action.description = crate::rich_text::RichText::parse(&text);
        prop_assert!(action.describe(&LABELS, limit).encode_utf16().count() <= limit);
    }
}
