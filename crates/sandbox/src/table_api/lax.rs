//! JSON as ServiceNow takes it: texts may stand in single quotes, as in the
//! documentation's own examples.

use serde_json::Value;

/// Reads JSON, or what becomes JSON when its single quotes are doubled.
pub(super) fn read(bytes: &[u8]) -> Option<Value> {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Some(value);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    serde_json::from_str(&strict(text)).ok()
}

fn strict(text: &str) -> String {
    let mut strict = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (None, '"' | '\'') => {
                quote = Some(c);
                strict.push('"');
            }
            (Some(open), c) if open == c => {
                quote = None;
                strict.push('"');
            }
            // Means itself between single quotes, and would end the text now.
            (Some(_), '"') => strict.push_str("\\\""),
            (Some(_), '\\') => match rest.next() {
                Some('\'') => strict.push('\''),
                Some(escaped) => strict.extend(['\\', escaped]),
                None => strict.push('\\'),
            },
            (_, c) => strict.push(c),
        }
    }
    strict
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<Value>) {
        assert_eq!(read(text.as_bytes()), expect, "{text}");
    }

    #[test]
    fn texts_may_stand_in_single_quotes() {
        check("{'state':'1','a':2}", Some(json!({ "state": "1", "a": 2 })));
        check(r#"{"it's": "fine"}"#, Some(json!({ "it's": "fine" })));
        check(r#"{'a':"it's"}"#, Some(json!({ "a": "it's" })));
        check(r#"{'a':'it\'s'}"#, Some(json!({ "a": "it's" })));
        check(r#"{'a':'say "x"\n'}"#, Some(json!({ "a": "say \"x\"\n" })));
    }

    #[test]
    fn other_mistakes_stay_mistakes() {
        for text in ["", "{", "{'a}", "{a:1}", "{'a':'1',}", "state=1", "'"] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[{}\\[\\]'\"\\\\a:,\\PC]{0,20}") {
            read(text.as_bytes());
        }
    }
}
