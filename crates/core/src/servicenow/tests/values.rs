use proptest::prelude::*;
use serde_json::{Value, json};

use super::as_read;
use crate::date::Timestamp;
use crate::servicenow::value::Field;

#[test]
fn every_display_mode_is_read() {
    #[track_caller]
    fn check(json: Value, expected: Option<(&str, Option<&str>)>) {
        let expected = expected.map(|(value, label)| Field {
            value: value.to_owned(),
            label: label.map(str::to_owned),
        });
        assert_eq!(Field::read(&as_read(&json)), expected, "{json}");
    }
    check(json!("2"), Some(("2", None)));
    check(json!(2), Some(("2", None)));
    check(json!(-5.0), Some(("-5", None)));
    check(json!(true), Some(("true", None)));
    check(json!(""), None);
    check(json!("  "), None);
    check(json!(null), None);
    check(json!("UNKNOWN"), None);
    check(json!([]), None);
    check(
        json!({"display_value": "In Progress", "value": "2"}),
        Some(("2", Some("In Progress"))),
    );
    check(
        json!({"display_value": "New", "value": -5.0}),
        Some(("-5", Some("New"))),
    );
    check(
        json!({"display_value": null, "value": "2"}),
        Some(("2", None)),
    );
    check(json!({"display_value": "", "value": ""}), None);
    check(json!({"display_value": null, "value": null}), None);
    check(json!({"display_value": "UNKNOWN", "value": ""}), None);
    check(json!({"display_value": "UNKNOWN"}), None);
    // Somebody may well call a ticket so.
    check(
        json!({"display_value": "UNKNOWN", "value": "UNKNOWN"}),
        Some(("UNKNOWN", Some("UNKNOWN"))),
    );
    check(
        json!({"display_value": "Abel Tuter", "link": "https://x/1", "value": "1"}),
        Some(("1", Some("Abel Tuter"))),
    );
    check(
        json!({"display_value": "Abel Tuter", "link": "x"}),
        Some(("Abel Tuter", Some("Abel Tuter"))),
    );
    check(json!({}), None);
}

#[test]
fn times_come_from_the_stored_value() {
    let both = json!({"display_value": "06/01/2022 04:12:43", "value": "2022-01-06 12:12:43"});
    let time = Field::read(&as_read(&both)).and_then(|field| field.time());
    assert_eq!(time, Timestamp::parse_rfc3339("2022-01-06T12:12:43Z"));
    assert_eq!(
        Field::read(&as_read(&json!("06/01/2022"))).and_then(|field| field.time()),
        None
    );
    assert_eq!(
        Field::read(&as_read(&json!("12"))).and_then(|field| field.integer()),
        Some(12)
    );
    assert_eq!(
        Field::read(&as_read(&json!("twelve"))).and_then(|field| field.integer()),
        None
    );
}

proptest! {
    #[test]
    fn a_text_is_kept_as_it_is(text in "\\PC{1,40}") {
        prop_assume!(!text.trim().is_empty());
        let field = Field::read(&as_read(&json!({"display_value": text, "value": text}))).expect("a value");
        prop_assert_eq!(&field.value, &text);
        prop_assert_eq!(field.label.as_ref(), Some(&text));
        let alone = Field::read(&as_read(&json!(text))).map(|field| field.value);
        prop_assert!(alone == Some(text.clone()) || text == "UNKNOWN");
    }
}
