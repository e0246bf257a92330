//! Finding records, and showing what is in them.

use serde_json::{Map, Value, json};

use super::host::{Failed, Host, failed, named, seen, word};
use crate::{
    query::{Query, Term},
    store::Select,
    table_api::reader,
};

/// How many records are looked at at once, so that a script's time is looked
/// at in between.
const AT_ONCE: u64 = 1_000;

impl Host {
    /// What a query finds stays what it is while the script goes through it.
    pub(super) fn query(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        let table = named(args)?;
        let locale = self.locale()?;
        let reader = reader(&self.state, table, &self.unbound, &locale).map_err(failed)?;
        let query = asked(args);
        let filter = reader.filter(&query);
        let (first, most) = window(args);
        let mut select = Select::new(filter);
        select.order = reader.order(&query);
        let mut found = Vec::new();
        loop {
            self.in_time()?;
            select.offset = first + found.len() as u64;
            select.limit = AT_ONCE.min(most - found.len() as u64);
            let rows = self.state.store.select(table, &select).map_err(failed)?;
            let some = rows.len() as u64;
            found.extend(rows.into_iter().filter_map(|mut row| row.remove("sys_id")));
            if some < AT_ONCE || found.len() as u64 >= most {
                break;
            }
        }
        let count = found.len();
        Ok(json!({ "handle": self.keep(found)?, "count": count }))
    }

    /// One of the records found, nothing when it has been deleted since.
    pub(super) fn row(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        let number = |name: &str| args.get(name).and_then(Value::as_u64);
        let place = number("handle").zip(number("at"));
        let kept = place.and_then(|(query, at)| self.kept(query as usize, at as usize));
        let Some(sys_id) = kept else {
            return Ok(Value::Null);
        };
        let row = self.state.store.get(named(args)?.name, &sys_id);
        Ok(row.map_err(failed)?.map_or(Value::Null, seen))
    }
}

/// The first record and the most that are asked for.
fn window(args: &Map<String, Value>) -> (u64, u64) {
    const ALL: u64 = i64::MAX as u64;
    let limit = args.get("limit").and_then(Value::as_u64).unwrap_or(ALL);
    let edge = |at: usize| args.get("window")?.get(at)?.as_u64();
    match (edge(0), edge(1)) {
        (Some(first), Some(last)) => (first.min(ALL / 2), limit.min(last.saturating_sub(first))),
        _ => (0, limit),
    }
}

fn asked(args: &Map<String, Value>) -> Query {
    let list = |name: &str| args.get(name).and_then(Value::as_array);
    let mut query = Query {
        alternatives: vec![Vec::new()],
        ..Query::default()
    };
    for part in list("where").into_iter().flatten() {
        if let Some(any) = part.get("any").and_then(Value::as_array) {
            let any: Vec<_> = any.iter().filter_map(term).collect();
            if let Some(last) = query.alternatives.last_mut().filter(|_| !any.is_empty()) {
                last.push(any);
            }
        } else if let Some(encoded) = part.get("encoded").and_then(Value::as_str) {
            join(&mut query, Query::parse(encoded));
        }
    }
    for by in list("order").into_iter().flatten() {
        let field = by.get(0).and_then(Value::as_str).unwrap_or_default();
        let descending = by.get(1).and_then(Value::as_bool).unwrap_or_default();
        query.order.push((field.to_owned(), descending));
    }
    query
}

/// As if the one text stood behind the other: what follows `^NQ` is another
/// question.
fn join(query: &mut Query, more: Query) {
    let mut alternatives = more.alternatives.into_iter();
    if let (Some(last), Some(first)) = (query.alternatives.last_mut(), alternatives.next()) {
        last.extend(first);
    }
    query.alternatives.extend(alternatives);
    query.order.extend(more.order);
}

/// A comparison, whatever stands in its value.
fn term(part: &Value) -> Option<Term> {
    let part = part.as_object()?;
    let operator = match word(part, "operator").trim() {
        "CONTAINS" => "LIKE",
        "DOES NOT CONTAIN" => "NOT LIKE",
        "NULL" => "ISEMPTY",
        "NOT NULL" => "ISNOTEMPTY",
        operator => operator,
    };
    let parsed = Query::parse(&format!("{}{operator}", word(part, "field")));
    let mut terms = parsed.alternatives.into_iter().flatten().flatten();
    match terms.next()? {
        Term::Field(mut condition) => {
            condition.value = word(part, "value").to_owned();
            Some(Term::Field(condition))
        }
        related => Some(related),
    }
}
