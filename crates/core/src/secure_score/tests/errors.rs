//! Files that are not what they should be, and what the error says.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{file, score};
use crate::error::Kind;
use crate::secure_score::load;

#[track_caller]
fn kind(text: &str) -> Kind {
    load(text).expect_err("an error").kind().clone()
}

#[track_caller]
fn check_shape(file: &Value, path: &str, expected: &'static str, found: &str) {
    let error = Kind::FileShape {
        path: path.to_owned(),
        expected,
        found: found.to_owned(),
    };
    assert_eq!(kind(&file.to_string()), error);
}

#[track_caller]
fn check_missing(file: &Value, path: &str, expected: &'static str) {
    let path = path.to_owned();
    let error = Kind::FileFieldMissing { path, expected };
    assert_eq!(kind(&file.to_string()), error);
}

#[track_caller]
fn check_not_json(text: &str, line: usize, column: usize) {
    assert_eq!(kind(text), Kind::FileNotJson { line, column });
}

#[test]
fn what_is_not_json_is_told_by_line_and_column() {
    check_not_json("", 1, 0);
    check_not_json("<!doctype html>", 1, 1);
    check_not_json("{\n  \"a\": 1,\n}", 3, 1);
    check_not_json("{} x", 1, 4);
    check_not_json(&"[".repeat(100_000), 1, 128);
}

#[test]
fn the_whole_file_is_an_object_or_a_list_of_them() {
    check_shape(&json!(7), "$", "object", "7");
    check_shape(&json!([1, 2]), "[0]", "object", "1");
    check_missing(&json!([]), "secureScores", "array");
    check_shape(&json!("x"), "$", "object", "\"x\"");
}

#[test]
fn a_score_is_needed() {
    check_missing(&json!({}), "secureScores", "array");
    check_missing(&json!({ "secureScores": null }), "secureScores", "array");
    check_missing(
        &json!({ "secureScores": {} }),
        "secureScores.value",
        "array",
    );
    check_shape(
        &json!({ "secureScores": "x" }),
        "secureScores",
        "array",
        "\"x\"",
    );
    let profiles = json!([{ "id": "A", "maxScore": 10 }]);
    check_missing(&profiles, "secureScores", "array");
    check_missing(&json!({ "value": profiles }), "secureScores", "array");
}

#[test]
fn a_file_without_any_day_has_nothing_to_show() {
    let rest = json!([]);
    let list = json!({ "secureScores": [], "secureScoreControlProfiles": rest });
    check_missing(&list, "secureScores[0]", "object");
    let page = json!({ "secureScores": { "value": [] }, "secureScoreControlProfiles": rest });
    check_missing(&page, "secureScores.value[0]", "object");
}

#[test]
fn the_field_at_fault_is_named() {
    let control = |fields: Value| {
        file(
            json!([{ "controlName": "A", "score": 1 }, fields]),
            json!([]),
        )
    };
    let at = "secureScores[0].controlScores[1]";
    check_shape(&control(json!(7)), at, "object", "7");
    check_missing(
        &control(json!({ "score": 1 })),
        &format!("{at}.controlName"),
        "string",
    );
    let text = json!({ "controlName": "B", "score": "x" });
    check_shape(&control(text), &format!("{at}.score"), "number", "\"x\"");
    let blank = json!({ "controlName": " ", "score": 1 });
    check_shape(
        &control(blank),
        &format!("{at}.controlName"),
        "string",
        "\" \"",
    );
    let list = json!({ "controlName": "B", "score": 1, "description": [] });
    check_shape(
        &control(list),
        &format!("{at}.description"),
        "string",
        "[…]",
    );
}

#[test]
fn the_field_of_a_score_is_named() {
    let without = |field: &str| {
        let mut score = score(json!([]));
        score[field] = Value::Null;
        json!({ "secureScores": { "value": [score] }, "secureScoreControlProfiles": [] })
    };
    for (field, expected) in [
        ("azureTenantId", "string"),
        ("currentScore", "number"),
        ("maxScore", "number"),
        ("controlScores", "array"),
    ] {
        let path = format!("secureScores.value[0].{field}");
        check_missing(&without(field), &path, expected);
    }
}

#[test]
fn the_field_of_a_profile_is_named() {
    let with = |field: &str, value: Value| {
        let mut profile = json!({ "id": "A" });
        profile[field] = value;
        let mut file = file(json!([]), json!([]));
        file["secureScoreControlProfiles"] = json!({ "value": [{ "id": "B" }, profile] });
        file
    };
    let at = "secureScoreControlProfiles.value[1]";
    check_missing(&with("id", Value::Null), &format!("{at}.id"), "string");
    for (field, value, expected, found) in [
        ("title", json!(1), "string", "1"),
        ("maxScore", json!("10"), "number", "\"10\""),
        ("threats", json!("x"), "array", "\"x\""),
        ("deprecated", json!("no"), "boolean", "\"no\""),
        ("controlStateUpdates", json!({}), "array", "{…}"),
    ] {
        check_shape(
            &with(field, value),
            &format!("{at}.{field}"),
            expected,
            found,
        );
    }
    let threats = with("threats", json!(["x", 2]));
    check_shape(&threats, &format!("{at}.threats[1]"), "string", "2");
    let states = with("controlStateUpdates", json!([{ "state": true }]));
    check_shape(
        &states,
        &format!("{at}.controlStateUpdates[0].state"),
        "string",
        "true",
    );
}

#[test]
fn what_was_found_is_shown_in_short() {
    let found = format!("\"{}…", "é".repeat(39));
    check_shape(&json!("é".repeat(60)), "$", "object", &found);
}

/// Any JSON, with the names that matter likelier than others.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,5}".prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "secureScores",
        "secureScoreControlProfiles",
        "value",
        "controlScores",
        "controlName",
        "score",
        "id",
        "currentScore",
        "maxScore",
        "azureTenantId",
    ]);
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..8)
                .prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = load(&text);
    }

    #[test]
    fn an_error_names_a_place_in_the_file(value in any_json()) {
        if let Err(error) = load(&value.to_string()) {
            let (Kind::FileShape { path, .. } | Kind::FileFieldMissing { path, .. }) = error.kind() else {
                panic!("{error:?}");
            };
            let starts = ["$", "[", "value", "secureScore"];
            prop_assert!(starts.iter().any(|start| path.starts_with(start)), "{}", path);
        }
    }

    /// A valid file with one value replaced either loads or says what is wrong with that value.
    #[test]
    fn a_damaged_file_is_blamed_at_the_damage(value in any_json(), field in 0usize..6) {
        let names = ["controlName", "score", "controlCategory", "description", "scoreInPercentage", "lastSynced"];
        let mut control = json!({ "controlName": "A", "score": 1 });
        control[names[field]] = value;
        if let Err(error) = load(&file(json!([control]), json!([])).to_string()) {
            let wanted = format!("secureScores[0].controlScores[0].{}", names[field]);
            prop_assert!(error.args().contains(&("path", wanted)));
        }
    }
}
