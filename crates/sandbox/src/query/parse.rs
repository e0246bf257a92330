//! From text to [`Query`].

use super::operator::{self, Operator};
use super::{Condition, Query, Related, Term};

/// How deep queries about related records may lie in each other.
const MAX_DEPTH: usize = 3;

pub(super) fn parse(text: &str) -> Query {
    let parts: Vec<_> = text.split('^').collect();
    Reading {
        parts: &parts,
        depth: 0,
    }
    .query("")
}

/// What is left of the text between carets.
struct Reading<'a> {
    parts: &'a [&'a str],
    depth: usize,
}

/// How a term is joined to those before it.
enum Joined {
    And,
    Or,
    New,
}

impl<'a> Reading<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.parts.split_first()?;
        self.parts = rest;
        Some(first)
    }

    /// Reads up to the part that says `end`, or all of it.
    fn query(&mut self, end: &str) -> Query {
        let mut query = Query::default();
        let mut all_of: Vec<Vec<Term>> = Vec::new();
        while let Some(part) = self.next() {
            if !end.is_empty() && part == end {
                break;
            }
            if let Some(field) = part.strip_prefix("ORDERBYDESC") {
                query.order.push((field.to_owned(), true));
                continue;
            }
            if let Some(field) = part.strip_prefix("ORDERBY") {
                query.order.push((field.to_owned(), false));
                continue;
            }
            if let Some(field) = part.strip_prefix("GROUPBY") {
                query.group_by.push(field.to_owned());
                continue;
            }
            if matches!(part, "EQ" | "ENDRLQUERY" | "ENDSUBQUERY") {
                continue;
            }
            let (joined, rest) = joined(part);
            let (term, is_counted) = self.term(rest);
            match (joined, term) {
                (Joined::New, term) => {
                    query.alternatives.push(std::mem::take(&mut all_of));
                    all_of.extend(term.map(|one| vec![one]));
                }
                // Counting is never an alternative, whatever the query says.
                (Joined::Or, Some(term)) if !is_counted => match all_of.last_mut() {
                    Some(last) => last.push(term),
                    None => all_of.push(vec![term]),
                },
                (_, Some(Term::Related(join))) => {
                    if let Some(join) = nest(&mut all_of, join) {
                        all_of.push(vec![Term::Related(join)]);
                    }
                }
                (_, term) => all_of.extend(term.map(|one| vec![one])),
            }
        }
        query.alternatives.push(all_of);
        query
    }

    /// One term, and whether it counts related records.
    fn term(&mut self, text: &str) -> (Option<Term>, bool) {
        let (related, is_counted) = if let Some(rest) = text.strip_prefix("RLQUERY") {
            (self.counted(rest), true)
        } else if let Some(rest) = text.strip_prefix("SUBQUERY") {
            (self.subquery(rest), true)
        } else if let Some(rest) = text.strip_prefix("JOIN") {
            (self.join(rest), false)
        } else {
            return (condition(text).map(Term::Field), false);
        };
        (related.map(Term::Related), is_counted)
    }

    fn inner(&mut self, end: &str) -> Query {
        if self.depth >= MAX_DEPTH {
            while self.next().is_some_and(|part| part != end) {}
            return Query::default();
        }
        self.depth += 1;
        let query = self.query(end);
        self.depth -= 1;
        query
    }

    /// `RLQUERYtable.field,>=1^condition^ENDRLQUERY`
    fn counted(&mut self, text: &str) -> Option<Related> {
        let query = self.inner("ENDRLQUERY");
        let (place, rest) = text.split_once(',')?;
        let (table, field) = place.split_once('.')?;
        let count = rest.split(',').next()?.trim();
        let digits = count.trim_start_matches(['<', '>', '=', '!']);
        let sign = count.strip_suffix(digits)?;
        self.related(("", "sys_id"), (table, field), (sign, digits), query)
    }

    /// `SUBQUERYown_field,field,table^condition^ENDSUBQUERY`
    fn subquery(&mut self, text: &str) -> Option<Related> {
        let query = self.inner("ENDSUBQUERY");
        let mut names = text.split(',');
        let (own, field, table) = (names.next()?, names.next()?, names.next()?);
        self.related(("", own), (table, field), (">=", "1"), query)
    }

    /// `JOINtable.own_field=other.field!condition^^condition`
    fn join(&mut self, text: &str) -> Option<Related> {
        let (place, first) = text.split_once('!').unwrap_or((text, ""));
        let mut conditions = vec![first];
        while let ["", more, ..] = self.parts
            && !more.is_empty()
        {
            conditions.push(more);
            self.parts = self.parts.get(2..).unwrap_or_default();
        }
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let mut inner = Reading {
            parts: &conditions,
            depth: self.depth + 1,
        };
        let query = inner.query("");
        let (own, other) = place.split_once('=')?;
        self.related(
            own.split_once('.')?,
            other.split_once('.')?,
            (">=", "1"),
            query,
        )
    }

    fn related(
        &self,
        own: (&str, &str),
        other: (&str, &str),
        (sign, number): (&str, &str),
        query: Query,
    ) -> Option<Related> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let sign = match sign {
            "=" | "!=" | "<" | "<=" | ">" | ">=" => sign,
            _ => return None,
        };
        Some(Related {
            own_table: own.0.to_owned(),
            own_field: own.1.to_owned(),
            table: other.0.to_owned(),
            field: other.1.to_owned(),
            count: (sign.to_owned(), number.parse().ok()?),
            query: Box::new(query),
        })
    }
}

fn joined(part: &str) -> (Joined, &str) {
    if let Some(rest) = part.strip_prefix("OR") {
        return (Joined::Or, rest);
    }
    match part.strip_prefix("NQ") {
        Some(rest) => (Joined::New, rest),
        None => (Joined::And, part),
    }
}

/// Puts a join to a table that an earlier one has joined into that one; gives
/// it back when there is none.
fn nest(all_of: &mut [Vec<Term>], join: Related) -> Option<Related> {
    let mut earlier = all_of.iter_mut().flatten().filter_map(|term| match term {
        Term::Related(related) => Some(related),
        Term::Field(_) => None,
    });
    match earlier.find(|related| !join.own_table.is_empty() && related.table == join.own_table) {
        Some(related) => {
            let inner = &mut related.query.alternatives;
            if inner.is_empty() {
                inner.push(Vec::new());
            }
            for all_of in inner {
                all_of.push(vec![Term::Related(join.clone())]);
            }
            None
        }
        None => Some(join),
    }
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
        let one = |term: &Term| match term {
            Term::Field(c) => format!("{} {:?} {}", c.field, c.operator, c.value),
            Term::Related(r) => {
                let (sign, count) = &r.count;
                let own = match r.own_table.as_str() {
                    "" => r.own_field.clone(),
                    table => format!("{table}.{}", r.own_field),
                };
                format!(
                    "{own} = {}.{} {sign}{count} ({})",
                    r.table,
                    r.field,
                    show(&r.query)
                )
            }
        };
        let any = |any: &Vec<Term>| {
            let parts: Vec<_> = any.iter().map(one).collect();
            parts.join(" | ")
        };
        let all = |all: &Vec<Vec<Term>>| {
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

    #[test]
    fn related_records_have_a_query_of_their_own() {
        check(
            "active=true^RLQUERYtask.assigned_to,>=2,m2m^state=1^ORstate=2^ENDRLQUERY^name=x",
            "active Is true & sys_id = task.assigned_to >=2 (state Is 1 | state Is 2) & name Is x",
        );
        check(
            "RLQUERYtask.assigned_to,=0",
            "sys_id = task.assigned_to =0 ()",
        );
        check("a=1^ORRLQUERYt.f,>0", "a Is 1 & sys_id = t.f >0 ()");
        check(
            "SUBQUERYsys_id,manager,sys_user^active=true^ENDSUBQUERY^a=1",
            "sys_id = sys_user.manager >=1 (active Is true) & a Is 1",
        );
        check(
            "JOINsys_user.sys_id=task.assigned_to!active=true^^state=1^name=x",
            "sys_user.sys_id = task.assigned_to >=1 (active Is true & state Is 1) & name Is x",
        );
        check(
            "JOINa.sys_id=b.m!^JOINb.sys_id=c.g!x=1",
            "a.sys_id = b.m >=1 (b.sys_id = c.g >=1 (x Is 1))",
        );
        check("a=1^ORJOINa.b=c.d!", "a Is 1 | a.b = c.d >=1 ()");
    }

    #[test]
    fn what_is_no_relation_is_left_out() {
        for text in [
            "RLQUERYtask",
            "RLQUERYtask.a",
            "RLQUERYtask.a,1",
            "RLQUERYtask.a,>=x",
            "JOINa=b",
            "SUBQUERYa",
            "ENDRLQUERY",
        ] {
            check(text, "");
        }
        let deep = "RLQUERYt.f,>0^".repeat(50);
        assert_eq!(show(&parse(&deep)).matches("t.f").count(), MAX_DEPTH);
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
            let read: Vec<_> = query.terms().filter_map(|term| match term {
                Term::Field(condition) => Some(condition.field.clone()),
                Term::Related(_) => None,
            }).collect();
            prop_assert_eq!(read, fields);
        }
    }
}
