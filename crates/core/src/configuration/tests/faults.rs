//! A file that is not right in every word.

use super::super::*;
use super::{SERVICE_DESK, file, read};

#[test]
fn what_is_wrong_is_said_with_its_place() {
    #[track_caller]
    fn check(text: &str, key: &str, expect: &[(&str, &str)]) {
        let fault = read(text).unwrap_err();
        assert_eq!(
            fault.key(),
            ["configuration.fault.", key].concat(),
            "{text}"
        );
        assert!(Fault::ALL_KEYS.contains(&fault.key()));
        let args = fault.args();
        for (name, value) in expect {
            let found = args.iter().find(|(known, _)| known == name);
            assert_eq!(
                found.map(|(_, found)| found.as_str()),
                Some(*value),
                "{text}: {args:?}"
            );
        }
    }
    let states = |list: &str| file(&format!(r#""states":{{"incident":[{list}]}}"#));
    let defaults = |rest: &str| file(&format!(r#""defaults":{{{rest}}}"#));
    check("", "notJson", &[("line", "1")]);
    check("{\n  oops", "notJson", &[("line", "2"), ("column", "3")]);
    check("<!doctype html>", "notJson", &[]);
    check(&" ".repeat(MAX_BYTES + 1), "tooLarge", &[("max", "64")]);
    check("null", "notOurs", &[]);
    check("[1]", "notOurs", &[]);
    check("{}", "notOurs", &[]);
    check(r#"{"snowline":"score","version":1}"#, "notOurs", &[]);
    check(
        r#"{"snowline":"configuration"}"#,
        "missing",
        &[("path", "version")],
    );
    check(
        r#"{"snowline":"configuration","version":2}"#,
        "version",
        &[("found", "2")],
    );
    check(
        r#"{"snowline":"configuration","version":"1"}"#,
        "version",
        &[("found", "\"1\"")],
    );
    check(
        &file(r#""states":[]"#),
        "shape",
        &[("path", "states"), ("expected", "object"), ("found", "[…]")],
    );
    check(
        &file(r#""states":null"#),
        "shape",
        &[("path", "states"), ("found", "null")],
    );
    check(&file(r#""state":{}"#), "unknownKey", &[("path", "state")]);
    check(
        &file(r#""states":{},"states":{}"#),
        "twice",
        &[("path", "states")],
    );
    check(
        &file(r#""states":{"problem":[]}"#),
        "unknownKey",
        &[("path", "states.problem")],
    );
    check(
        &file(r#""states":{"change":{}}"#),
        "shape",
        &[("path", "states.change"), ("expected", "array")],
    );
    check(
        &states("7"),
        "shape",
        &[
            ("path", "states.incident[0]"),
            ("expected", "object"),
            ("found", "7"),
        ],
    );
    check(
        &states(r#"{"name":"x"}"#),
        "missing",
        &[("path", "states.incident[0].value")],
    );
    check(
        &states(r#"{"value":"7"}"#),
        "shape",
        &[("path", "states.incident[0].value"), ("expected", "number")],
    );
    check(
        &states(r#"{"value":7.5}"#),
        "shape",
        &[("path", "states.incident[0].value"), ("found", "7.5")],
    );
    check(
        &states(r#"{"value":99999999999}"#),
        "shape",
        &[("expected", "number")],
    );
    check(
        &states(r#"{"value":1},{"value":-5}"#),
        "noSuchState",
        &[
            ("path", "states.incident[1].value"),
            ("found", "-5"),
            ("known", "1, 2, 3, 6, 7, 8"),
        ],
    );
    check(
        &states(r#"{"value":1},{"value":1}"#),
        "twice",
        &[("path", "states.incident[1].value")],
    );
    check(
        &states(r#"{"value":1,"open":"yes"}"#),
        "shape",
        &[("path", "states.incident[0].open"), ("expected", "boolean")],
    );
    check(
        &states(r#"{"value":1,"label":"x"}"#),
        "unknownKey",
        &[("path", "states.incident[0].label")],
    );
    check(
        &states(r#"{"value":1,"name":5}"#),
        "shape",
        &[("path", "states.incident[0].name"), ("expected", "string")],
    );
    let named = |name: &str| {
        states(&format!(
            r#"{{"value":1,"name":"Open"}},{{"value":2}},{{"value":3,"name":"{name}"}}"#
        ))
    };
    let third = ("path", "states.incident[2].name");
    check(&named(""), "name.empty", &[third]);
    check(&named("  "), "name.empty", &[third]);
    check(&named(" OPEN "), "name.taken", &[third]);
    check(&named("a\\u0007b"), "name.controlCharacter", &[third]);
    check(&named("a\u{202e}b"), "name.controlCharacter", &[third]);
    check(
        &named(&"x".repeat(41)),
        "name.tooLong",
        &[third, ("max", "40"), ("length", "41")],
    );
    check(
        &defaults(r#""ticketType":"problem""#),
        "shape",
        &[("path", "defaults.ticketType"), ("found", "\"problem\"")],
    );
    check(
        &defaults(r#""dueDays":-1"#),
        "shape",
        &[("path", "defaults.dueDays"), ("found", "-1")],
    );
    check(
        &defaults(r#""dueDays":731"#),
        "shape",
        &[("expected", "0 – 730")],
    );
    check(
        &defaults(r#""dueDays":"14""#),
        "shape",
        &[("path", "defaults.dueDays")],
    );
    check(
        &defaults(r#""priorities":{"cloud":"high"}"#),
        "unknownKey",
        &[("path", "defaults.priorities.cloud")],
    );
    check(
        &defaults(r#""priorities":{"data":"urgent"}"#),
        "shape",
        &[("path", "defaults.priorities.data")],
    );
    check(
        &defaults(r#""priorities":{"data":2}"#),
        "shape",
        &[("expected", "string")],
    );
    check(
        &defaults(r#""assignmentGroup":"Network""#),
        "shape",
        &[("path", "defaults.assignmentGroup"), ("expected", "object")],
    );
    check(
        &defaults(r#""assignmentGroup":{"id":"x","name":"y"}"#),
        "shape",
        &[
            ("path", "defaults.assignmentGroup.id"),
            ("expected", "[0-9a-f]{32}"),
        ],
    );
    check(
        &defaults(&format!(r#""assignmentGroup":{{"id":"{SERVICE_DESK}"}}"#)),
        "missing",
        &[("path", "defaults.assignmentGroup.name")],
    );
    check(
        &defaults(&format!(
            r#""assignmentGroup":{{"id":"{SERVICE_DESK}","name":" "}}"#
        )),
        "shape",
        &[("path", "defaults.assignmentGroup.name")],
    );
    check(
        &file(&format!(r#""{}":1"#, "k".repeat(500))),
        "unknownKey",
        &[("path", &"k".repeat(40))],
    );
}

#[test]
fn a_field_that_is_wrong_is_named_with_its_place() {
    #[track_caller]
    fn check_fields(json: &str, key: &str, args: &[(&str, &str)]) {
        let fault = read(&file(&[r#""fields":"#, json].concat())).unwrap_err();
        assert_eq!(fault.key(), ["configuration.fault.", key].concat());
        let found = fault.args();
        for (name, value) in args {
            assert!(found.contains(&(*name, (*value).to_owned())), "{found:?}");
        }
    }
    let of = |field: &str| format!(r#"{{"incident":[{field}]}}"#);
    check_fields(
        r#"{"problem":[]}"#,
        "unknownKey",
        &[("path", "fields.problem")],
    );
    check_fields(
        &of(r#"{"label":"Site"}"#),
        "missing",
        &[("path", "fields.incident[0].column")],
    );
    check_fields(
        &of(r#"{"column":"u_site"}"#),
        "missing",
        &[("path", "fields.incident[0].label")],
    );
    check_fields(
        &of(r#"{"column":"u_site^","label":"Site"}"#),
        "shape",
        &[("path", "fields.incident[0].column")],
    );
    check_fields(
        &of(r#"{"column":"u_site","label":"Site","type":"list"}"#),
        "shape",
        &[("path", "fields.incident[0].type"), ("found", "\"list\"")],
    );
    check_fields(
        &of(r#"{"column":"u_site","label":"Site"},{"column":"u_site","label":"Other"}"#),
        "twice",
        &[("path", "fields.incident[1].column")],
    );
    for column in ["correlation_id", "due_date", "state", "sys_class_name"] {
        check_fields(
            &of(&format!(r#"{{"column":"{column}","label":"Site"}}"#)),
            "ownColumn",
            &[("path", "fields.incident[0].column")],
        );
    }
    for (kind, value) in [("date", "soon"), ("boolean", "yes"), ("user", "megan")] {
        let field = format!(r#"{{"column":"u_a","label":"A","type":"{kind}","value":"{value}"}}"#);
        let found = format!("\"{value}\"");
        check_fields(
            &of(&field),
            "shape",
            &[("path", "fields.incident[0].value"), ("found", &found)],
        );
    }
}

#[test]
fn of_a_field_that_was_taken_before_what_is_wrong_is_left_out() {
    let text = file(
        r#""fields":{"incident":[
            {"column":"correlation_id","label":"ID"},
            {"column":"u_day","label":"Day","type":"date","value":"soon"},
            {"column":"u_day","label":"Again"}]}"#,
    );
    let json = crate::json::parse(&text).unwrap();
    let fields = Configuration::read(&json).fields;
    let [_, incident] = &fields;
    assert_eq!(incident.len(), 1);
    assert_eq!(incident[0].column, "u_day");
    assert_eq!(incident[0].first, "");
}
