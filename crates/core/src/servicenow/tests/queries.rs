use proptest::prelude::*;

use crate::date::Timestamp;
use crate::servicenow::query::{Column, Condition, Query, QueryValue, UnsafeValue};
use crate::servicenow::{MADE_HERE, record};
use crate::tickets::CorrelationId;

const NAME: Column = Column::new("short_description");

#[test]
fn a_value_is_itself_or_refused() {
    #[track_caller]
    fn check(value: &str, safe: bool) {
        assert_eq!(QueryValue::parse(value).is_ok(), safe, "{value:?}");
    }
    check("Require MFA", true);
    check("it's \"quoted\" (50 %) = fine", true);
    check("보안 🛡️ مرحبا", true);
    check("ORDERBY", true);
    check("a^ORb=c", false);
    check("a\nb", false);
    check("a\u{2028}b", false);
    check("a,b", false);
    check("1@2", false);
    check("=1", false);
    check("!=1", false);
    check("*x", false);
    check("%x", false);
    check("javascript:gs.getUserID()", false);
    check("JavaScript:x", false);
    check("x javascript:y", false);
    check("NULL", false);
    check("", false);
    check(" padded", false);
    check("padded ", false);
}

#[test]
fn conditions_are_joined_in_order() {
    let value = QueryValue::parse("New").expect("a safe value");
    let time = Timestamp::parse_servicenow("2026-11-21 10:00:00").expect("a time");
    let query = Query::new()
        .and(&Condition::equals(NAME, value))
        .and(&Condition::none_of(Column::new("state"), &[3, -4]).unwrap())
        .and(&Condition::before(Column::new("due_date"), time).expect("a condition"))
        .and(&Condition::not_empty(Column::new("due_date")))
        .descending(Column::new("sys_created_on"));
    assert_eq!(
        query.to_string(),
        "short_description=New^stateNOT IN3,-4^due_date<2026-11-21 10:00:00\
         ^due_dateISNOTEMPTY^ORDERBYDESCsys_created_on"
    );
}

#[test]
fn a_list_without_values_is_no_condition() {
    assert_eq!(Condition::one_of(NAME, []), None);
}

#[test]
fn what_the_source_takes_for_safe_is_safe() {
    assert_eq!(
        QueryValue::parse(MADE_HERE),
        Ok(QueryValue::known(MADE_HERE))
    );
    assert_eq!(
        record::newest_first(record::made_here()).to_string(),
        format!("correlation_display={MADE_HERE}^ORDERBYDESCsys_created_on^ORDERBYDESCnumber")
    );
}

/// Reads a query as the documentation describes it: terms between `^`, each a column name in
/// lower case, an operator and a value; a list's items between commas. Independent of the builder.
fn terms(query: &str) -> Vec<(String, Vec<String>)> {
    query
        .split(['^', '\n', '\r'])
        .map(|term| {
            let end = term
                .find(|c: char| !c.is_ascii_lowercase() && c != '_')
                .unwrap_or(term.len());
            let (column, rest) = term.split_at(end);
            let items = match rest.strip_prefix("IN") {
                Some(list) => list.split(',').map(str::to_owned).collect(),
                None => vec![rest.strip_prefix('=').unwrap_or(rest).to_owned()],
            };
            (column.to_owned(), items)
        })
        .collect()
}

/// Values that are made of what has a meaning in a query.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("^".to_owned()),
        Just("^OR".to_owned()),
        Just("^NQ".to_owned()),
        Just("\n".to_owned()),
        Just(",".to_owned()),
        Just("=".to_owned()),
        Just("javascript:".to_owned()),
        Just("ORDERBY".to_owned()),
        Just("@".to_owned()),
        Just(" ".to_owned()),
        "[a-z]{1,4}",
        "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_value_changes_the_querys_structure(values in prop::collection::vec(tricky(), 1..4)) {
        let safe: Result<Vec<_>, UnsafeValue> =
            values.iter().map(|value| QueryValue::parse(value)).collect();
        let Ok(safe) = safe else { return Ok(()) };
        let last = *safe.last().expect("one at least");
        let query = Query::new()
            .and(&Condition::one_of(NAME, safe).expect("one at least"))
            .and(&Condition::equals(Column::new("state"), last))
            .descending(NAME)
            .to_string();
        let read = terms(&query);
        prop_assert_eq!(read.len(), 3, "{}", query);
        prop_assert_eq!(&read[0], &("short_description".to_owned(), values.clone()));
        prop_assert_eq!(&read[1], &("state".to_owned(), vec![values[values.len() - 1].clone()]));
        prop_assert!(!query.to_lowercase().contains("javascript:"));
    }

    #[test]
    fn every_correlation_id_is_a_safe_value(
        tenant in tricky(), action in tricky(), long in "\\PC{0,150}", ordinal in 1u16..,
    ) {
        for action in [action, long] {
            let id = CorrelationId::for_action(&tenant, &action).with_ordinal(ordinal);
            prop_assert!(QueryValue::parse(id.as_str()).is_ok(), "{:?}", id);
        }
    }
}
