use proptest::prelude::*;

use super::{Malformed, Object, Value, parse, quoted};

/// The same value as another library has it. A number is compared as a float: that library does
/// not keep how it was written.
fn is_same(ours: &Value, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(_), serde_json::Value::Number(number)) => {
            let (a, b) = (ours.as_f64(), number.as_f64());
            let near = |a: f64, b: f64| (a - b).abs() <= (b * 1e-14).abs() + 1e-300;
            a.zip(b).is_some_and(|(a, b)| near(a, b))
        }
        (Value::String(a), serde_json::Value::String(b)) => a == b,
        (Value::Array(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(members), serde_json::Value::Object(map)) => {
            let names = members.iter().map(|(name, _)| name.as_str());
            names.collect::<std::collections::HashSet<_>>().len() == map.len()
                && map
                    .iter()
                    .all(|(name, b)| ours.get(name).is_some_and(|a| is_same(a, b)))
        }
        _ => false,
    }
}

#[track_caller]
fn check(text: &str) {
    let theirs = serde_json::from_str(text).ok();
    match (parse(text), theirs) {
        (Ok(ours), Some(theirs)) => assert!(is_same(&ours, &theirs), "{text}: {ours:?}"),
        (Err(_), None) => {}
        (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
    }
}

#[test]
fn the_grammar_is_that_of_rfc_8259() {
    for text in [
        "null",
        " true ",
        "\t\r\n false",
        "nul",
        "truex",
        "",
        " ",
        "\u{a0}1",
        "[]",
        "[ ]",
        "[1,2]",
        "[1 , 2 ]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "[",
        "]",
        "{}",
        "{ }",
        "{\"a\":1}",
        "{ \"a\" : 1 , \"b\" : [ { } ] }",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\" 1}",
        "{a:1}",
        "{1:1}",
        "{\"a\":}",
        "{\"a\":1",
        "1 2",
        "[] x",
    ] {
        check(text);
    }
}

#[test]
fn numbers_are_those_of_rfc_8259() {
    for text in [
        "0",
        "-0",
        "10",
        "01",
        "-",
        "-x",
        "+1",
        ".5",
        "5.",
        "0.5",
        "-0.50",
        "1e3",
        "1E+3",
        "1e-3",
        "1e",
        "1e+",
        "1.e3",
        "1.5e3",
        "0x1",
        "NaN",
        "Infinity",
        "-1.25e-7",
        "18446744073709551615",
        "123456789012345678901234567890",
        "1e300",
        "1e-400",
        "0.000000000000000000000000000012345",
        "0e999999999999",
    ] {
        check(text);
    }
    let number = |text: &str| parse(text).unwrap();
    assert_eq!(number("-5").as_i64(), Some(-5));
    assert_eq!(number("-5").as_u64(), None);
    assert_eq!(number("5").as_u64(), Some(5));
    assert_eq!(number("5.0").as_i64(), None);
    assert_eq!(number("9223372036854775808").as_i64(), None);
    assert_eq!(number("1e999").as_f64(), None);
    assert_eq!(number("-1e99999999999").as_f64(), None);
    assert_eq!(number("\"5\"").as_f64(), None);
}

#[test]
fn strings_are_those_of_rfc_8259() {
    for text in [
        r#""""#,
        r#""a"#,
        r#"a""#,
        r#""Zoë 🔒""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u00e9\u20AC\ud83d\udd12""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ud83d\ud83d""#,
        r#""\udd12""#,
        r#""\u12""#,
        r#""\u12g4""#,
        r#""\u+123""#,
        r#""\x""#,
        r#""\"#,
        r#""\u"#,
        "\"\n\"",
        "\"\u{1f}\"",
        "\"\u{7f}\u{2028}\"",
        "'a'",
    ] {
        check(text);
    }
}

#[test]
fn nesting_is_bounded() {
    for depth in [1, 127, 128, 100_000] {
        check(&["[".repeat(depth), "]".repeat(depth)].concat());
    }
}

#[test]
fn an_error_says_where() {
    #[track_caller]
    fn check(text: &str, line: usize, column: usize) {
        assert_eq!(parse(text), Err(Malformed { line, column }), "{text:?}");
    }
    check("", 1, 0);
    check("x", 1, 1);
    check("{} x", 1, 4);
    check("[1,\n2,\n  x]", 3, 3);
    check("[1,\n", 2, 0);
    check("[1, 2", 1, 5);
    check("\"a\nb\"", 1, 3);
}

#[test]
fn a_value_is_asked_for_what_it_is() {
    let value = parse(r#"{"text":"x","flag":true,"none":null,"list":[1]}"#).unwrap();
    assert_eq!(value.text("text"), Some("x"));
    assert_eq!(value.text("flag"), None);
    assert_eq!(value.get("flag").and_then(Value::as_bool), Some(true));
    assert_eq!(value.get("none"), Some(&Value::Null));
    assert_eq!(value.get("missing"), None);
    assert_eq!(value.get("text").and_then(|text| text.get("x")), None);
}

#[test]
fn an_object_is_written_member_by_member() {
    assert_eq!(Object::new().end(), "{}");
    let written = Object::new()
        .text("a\"b", "line\nend\u{1}\u{1f}\\")
        .text_if_any("set", Some("x"))
        .text_if_any("unset", None)
        .number("number", i64::MIN)
        .flag("flag", false)
        .json("list", "[1]")
        .end();
    let expect = r#"{"a\"b":"line\nend\u0001\u001f\\","set":"x","number":-9223372036854775808,"flag":false,"list":[1]}"#;
    assert_eq!(written, expect);
}

/// Any JSON of some depth.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let ours = parse(&text);
        prop_assert!(ours.as_ref().is_ok_and(|ours| is_same(ours, &value)), "{}: {:?}", text, ours);
    }

    /// A text that was JSON until a character of it was replaced.
    #[test]
    fn what_is_json_and_what_is_not_is_told_apart(value in any_json(), at in any::<prop::sample::Index>(), by in "[]\\[{}\",:\\\\0-9eEu.+a-]") {
        let mut characters: Vec<_> = value.to_string().chars().collect();
        let at = at.index(characters.len());
        characters.splice(at..=at, by.chars());
        let text: String = characters.into_iter().collect();
        // That library takes a number that no float can hold for an error of the text.
        prop_assume!(!serde_json::from_str::<serde_json::Value>(&text).is_err_and(|error| error.to_string().contains("out of range")));
        check(&text);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn a_text_that_is_written_is_read_the_same(text in any::<String>()) {
        prop_assert_eq!(serde_json::from_str::<String>(&quoted(&text)).ok(), Some(text.clone()));
        prop_assert_eq!(parse(&quoted(&text)), Ok(Value::String(text)));
    }

    #[test]
    fn a_number_of_fifteen_digits_is_the_nearest_float(digits in 0_u64..1_000_000_000_000_000, places in -22_i32..=22) {
        let text = format!("{digits}e{places}");
        let nearest = text.parse::<f64>().ok();
        prop_assert_eq!(parse(&text).unwrap().as_f64(), nearest);
    }
}
