use serde_json::{Value, json};

use super::{file, read, score};
use crate::secure_score::{Posture, TREND_HEIGHT, TREND_WIDTH};

/// A posture whose days have these scores: `(day, current, max)`.
fn of_days(days: &[(&str, f64, f64)]) -> Posture {
    let mut scores = Vec::new();
    for (day, current, max) in days {
        let mut score = score(json!([]));
        score["createdDateTime"] = json!(format!("{day}T00:00:00Z"));
        score["currentScore"] = json!(current);
        score["maxScore"] = json!(max);
        scores.push(score);
    }
    read(&json!({ "secureScores": scores, "secureScoreControlProfiles": [] }))
}

#[test]
fn the_line_goes_from_the_first_day_to_the_last_in_percent_of_the_day() {
    let posture = of_days(&[
        ("2026-11-20", 65.0, 100.0),
        ("2026-11-11", 110.0, 200.0),
        ("2026-11-16", 60.0, 100.0),
    ]);
    let trend = posture.trend().expect("a trend");
    assert_eq!(trend.axis, [0.65, 0.6, 0.55]);
    assert_eq!(trend.change, 10.0);
    let places: Vec<_> = trend.days.iter().map(|day| (day.x, day.y)).collect();
    assert_eq!(
        places,
        [(0, TREND_HEIGHT), (556, TREND_HEIGHT / 2), (TREND_WIDTH, 0)]
    );
}

#[test]
fn the_axis_takes_in_every_day_and_ends_at_a_hundred() {
    for (lowest, highest, axis) in [
        (59.0, 59.9, [0.65, 0.6, 0.55]),
        (97.0, 100.0, [1.0, 0.95, 0.9]),
        (0.0, 0.0, [0.1, 0.05, 0.0]),
        (41.0, 55.0, [0.6, 0.5, 0.4]),
        (5.0, 95.0, [1.0, 0.5, 0.0]),
        (120.0, 130.0, [1.0, 0.95, 0.9]),
    ] {
        let days = [
            ("2026-11-19", lowest, 100.0),
            ("2026-11-20", highest, 100.0),
        ];
        let trend = of_days(&days).trend().expect("a trend");
        assert_eq!(trend.axis, axis, "{lowest} to {highest}");
        assert!(trend.days.iter().all(|day| day.y <= TREND_HEIGHT));
    }
}

#[test]
fn days_of_no_use_are_left_out_and_one_alone_is_no_line() {
    for days in [
        &[("2026-11-20", 1.0, 2.0)][..],
        &[("2026-11-19", 0.0, 0.0), ("2026-11-20", 1.0, 2.0)],
        &[("2026-08-22", 1.0, 2.0), ("2026-11-20", 1.0, 2.0)],
    ] {
        assert_eq!(of_days(days).trend(), None, "{days:?}");
    }
    let kept = of_days(&[("2026-08-23", 1.0, 2.0), ("2026-11-20", 1.0, 2.0)]);
    assert_eq!(kept.trend().map(|trend| trend.days.len()), Some(2));
}

#[test]
fn points_are_added_up_by_category_in_whatever_case() {
    let controls = json!([
        { "controlName": "A", "score": 2, "controlCategory": "Identity" },
        { "controlName": "B", "score": 3, "controlCategory": "identity" },
        { "controlName": "C", "score": 1, "controlCategory": "Data" },
        { "controlName": "no maximum", "score": 1, "controlCategory": "Data" },
    ]);
    let profiles = json!([
        { "id": "A", "maxScore": 10 },
        { "id": "B", "maxScore": 5 },
        { "id": "C", "maxScore": 30 },
        { "id": "not scored", "maxScore": 9, "controlCategory": "Apps" },
    ]);
    let points = read(&file(controls, profiles)).by_category();
    let points: Vec<_> = points
        .iter()
        .map(|known| (known.word.as_str(), known.current, known.max))
        .collect();
    assert_eq!(points, [("data", 1.0, 30.0), ("identity", 5.0, 15.0)]);
}

/// A posture of one action whose days have these points: `(day, score, percent)`.
fn of_action(days: &[(&str, Value, Value)], max: Value) -> Posture {
    let mut scores = Vec::new();
    for (day, points, percent) in days {
        let mut score = score(json!([
            { "controlName": "B", "score": 1 },
            { "controlName": "A", "score": points, "scoreInPercentage": percent },
        ]));
        score["createdDateTime"] = json!(format!("{day}T00:00:00Z"));
        scores.push(score);
    }
    let profiles = json!([{ "id": "A", "maxScore": max }]);
    read(&json!({ "secureScores": scores, "secureScoreControlProfiles": profiles }))
}

#[test]
fn an_actions_points_are_a_line_over_all_that_it_can_gain() {
    let posture = of_action(
        &[
            ("2026-11-20", json!(5), json!(50)),
            // Not counted, and no number.
            ("2026-11-18", json!(null), json!(null)),
            ("2026-11-16", json!("2"), json!(null)),
            // Half as much could be gained then.
            ("2026-11-15", json!(1), json!(20)),
            ("2026-11-10", json!(0), json!(0)),
        ],
        json!(10),
    );
    let action = posture.find("A").expect("an action");
    let trend = posture.trend_of(action).expect("a trend");
    assert_eq!(trend.axis, [1.0, 0.5, 0.0]);
    assert_eq!(trend.change, 50.0);
    let days: Vec<_> = trend
        .days
        .iter()
        .map(|day| (day.x, day.y, day.current, day.max))
        .collect();
    let half = TREND_HEIGHT / 2;
    let expected = [
        (0, TREND_HEIGHT, 0.0, 10.0),
        (500, 160, 1.0, 5.0),
        (TREND_WIDTH, half, 5.0, 10.0),
    ];
    assert_eq!(days, expected);
}

#[test]
fn an_action_that_was_counted_once_has_no_line() {
    let day = |day, points| (day, points, json!(null));
    let once = [day("2026-11-20", json!(5)), day("2026-11-19", json!(null))];
    let twice = [day("2026-11-20", json!(5)), day("2026-11-19", json!(4))];
    let has_line = |days: &[_], max| {
        let posture = of_action(days, max);
        let action = posture.find("A").expect("an action");
        posture.trend_of(action).is_some()
    };
    assert!(!has_line(&once, json!(10)));
    assert!(has_line(&twice, json!(10)));
    // Of how many points, nobody says.
    assert!(!has_line(&twice, json!(null)));
}
