//! From text to [`Query`].

use super::operator::{self, Operator};
use super::{Condition, Query};

pub(super) fn parse(text: &str) -> Query {
    let mut query = Query::default();
    let mut all_of = Vec::new();
    for part in text.split('^') {
        if let Some(field) = part.strip_prefix("ORDERBYDESC") {
            query.order.push((field.to_owned(), true));
        } else if let Some(field) = part.strip_prefix("ORDERBY") {
            query.order.push((field.to_owned(), false));
        } else if let Some(field) = part.strip_prefix("GROUPBY") {
            query.group_by.push(field.to_owned());
        } else if let Some(rest) = part.strip_prefix("OR") {
            let any_of = condition(rest);
            match all_of.last_mut() {
                Some(last) => Vec::extend(last, any_of),
                None => all_of.extend(any_of.map(|one| vec![one])),
            }
        } else if let Some(rest) = part.strip_prefix("NQ") {
            query.alternatives.push(std::mem::take(&mut all_of));
            all_of.extend(condition(rest).map(|one| vec![one]));
        } else if part != "EQ" {
            all_of.extend(condition(part).map(|one| vec![one]));
        }
    }
    query.alternatives.push(all_of);
    query
}

/// One comparison; `None` when there is no text. Text that is no comparison
/// becomes one of a field that no table has.
fn condition(text: &str) -> Option<Condition> {
    if text.trim().is_empty() {
        return None;
    }
    // Fields are in small letters and operators in capitals, so the field
    // ends where the small letters do.
    let end = text
        .find(|c: char| !matches!(c, 'a'..='z' | '0'..='9' | '_' | '.'))
        .unwrap_or(text.len());
    let (field, rest) = text.split_at_checked(end)?;
    let known = operator::split(rest).filter(|_| !field.is_empty());
    let (field, (operator, value)) = match known {
        Some(split) => (field, split),
        None => (text, (Operator::Anything, "")),
    };
    Some(Condition {
        field: field.to_owned(),
        operator,
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Writes a query back with its grouping made visible.
    fn show(query: &Query) -> String {
        let one = |c: &Condition| format!("{} {:?} {}", c.field, c.operator, c.value);
        let any = |any: &Vec<Condition>| {
            let parts: Vec<_> = any.iter().map(one).collect();
            parts.join(" | ")
        };
        let all = |all: &Vec<Vec<Condition>>| {
            let parts: Vec<_> = all.iter().map(any).collect();
            parts.join(" & ")
        };
        let parts: Vec<_> = query.alternatives.iter().map(all).collect();
        parts.join(" || ")
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(show(&parse(text)), expect, "{text}");
    }

    #[test]
    fn connectors_group_as_documented() {
        check("a=1^b=2", "a Is 1 & b Is 2");
        check("a=1^ORb=2^c=3", "a Is 1 | b Is 2 & c Is 3");
        check("a=1^b=2^ORc=3", "a Is 1 & b Is 2 | c Is 3");
        check("a=1^NQb=2^c=3", "a Is 1 || b Is 2 & c Is 3");
        check("a=1^EQ", "a Is 1");
        check("^^^", "");
        check("", "");
    }

    #[test]
    fn operators_end_where_their_values_begin() {
        check("state=1", "state Is 1");
        check("state==1", "state Is =1");
        check("state!=1", "state IsNot 1");
        check("stateIN1,2", "state In 1,2");
        check("stateNOT IN1,2", "state NotIn 1,2");
        check("nameLIKELIKE", "name Contains LIKE");
        check("name*x", "name Contains x");
        check("nameNOT LIKEx", "name ContainsNot x");
        check("nameSTARTSWITHIN", "name StartsWith IN");
        check("nameISEMPTY", "name IsEmpty ");
        check("nameISNOTEMPTY", "name IsNotEmpty ");
        check("onON1@2@3", "on On 1@2@3");
        check("caller_id.name=Abel", "caller_id.name Is Abel");
        check("a>=2026-11-21 00:00:00", "a AtLeast 2026-11-21 00:00:00");
    }

    #[test]
    fn text_that_is_no_comparison_names_no_field() {
        check("State=1", "State=1 Anything ");
        check("stateFOO1", "stateFOO1 Anything ");
        check("=1", "=1 Anything ");
        check("state", "state Anything ");
    }

    #[test]
    fn ordering_and_grouping_are_no_conditions() {
        let query = parse("a=1^ORDERBYDESCb^ORDERBYc^GROUPBYd");
        assert_eq!(show(&query), "a Is 1");
        assert_eq!(
            query.order,
            [("b".to_owned(), true), ("c".to_owned(), false)]
        );
        assert_eq!(query.group_by, ["d"]);
        assert_eq!(parse("ORDERBYnumber").order, [("number".to_owned(), false)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            parse(&text);
        }

        #[test]
        fn conditions_joined_by_and_are_all_kept(fields in prop::collection::vec("[a-z_]{1,8}", 1..6)) {
            let text = fields.iter().map(|f| format!("{f}=1")).collect::<Vec<_>>().join("^");
            let query = parse(&text);
            let read: Vec<_> = query.conditions().map(|c| c.field.clone()).collect();
            prop_assert_eq!(read, fields);
        }
    }
}
