//! Which figures are asked for, and how they are shown.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use crate::store::{Group, Measure, Statistics, Table};
use crate::table_api::Params;

const FUNCTIONS: [&str; 4] = ["avg", "min", "max", "sum"];

/// The figures that the parameters name; fields that do not exist have none.
pub(super) fn asked_for(table: &Table, params: &Params) -> Vec<Measure> {
    let mut measures = Vec::new();
    if params.is_true("sysparm_count") {
        measures.push(Measure::Count);
    }
    for function in FUNCTIONS {
        let fields = params.names(&format!("sysparm_{function}_fields"));
        let fields = fields.unwrap_or_default().into_iter();
        measures.extend(fields.filter_map(|field| measure(table, function, field)));
    }
    measures
}

/// One figure by its function's name.
pub(super) fn measure(table: &Table, function: &str, field: &str) -> Option<Measure> {
    if function.eq_ignore_ascii_case("count") {
        return Some(Measure::Count);
    }
    let column = table.column(field).filter(|column| column.is_stored())?;
    Some(match function.to_ascii_lowercase().as_str() {
        "avg" => Measure::Avg(column.name),
        "min" => Measure::Min(column.name),
        "max" => Measure::Max(column.name),
        "sum" => Measure::Sum(column.name),
        _ => return None,
    })
}

/// `{"count": "3", "avg": {"reassignment_count": "1.5"}}`: figures are texts.
pub(super) fn show(measures: &[Measure], group: &Group) -> Value {
    let mut stats = Map::new();
    for (measure, value) in measures.iter().zip(&group.measured) {
        let (function, column) = measure.parts();
        let Some(column) = column else {
            stats.insert(function.to_owned(), json!(value));
            continue;
        };
        let figures = stats.entry(function).or_insert_with(|| json!({}));
        if let Value::Object(figures) = figures {
            figures.insert(column.to_owned(), json!(value));
        }
    }
    Value::Object(stats)
}

/// `sysparm_order_by`: a field of the groups or a figure, `^DESC` behind it
/// for the largest first. Anything else changes nothing.
pub(super) fn sort(groups: &mut [Group], order: &str, wanted: &Statistics) {
    let (name, descending) = match order.strip_suffix("^DESC") {
        Some(name) => (name, true),
        None => (order, false),
    };
    let is = |measure: &Measure| {
        let (function, column) = measure.parts();
        match name.split_once('^') {
            Some((first, rest)) => {
                first.eq_ignore_ascii_case(function) && column.is_none_or(|column| rest == column)
            }
            None => name.eq_ignore_ascii_case(function),
        }
    };
    let field = wanted.by.iter().position(|column| *column == name);
    let figure = wanted.measures.iter().position(is);
    let value = |group: &Group| match (field, figure) {
        (Some(at), _) => group.key.get(at).cloned(),
        (None, Some(at)) => group.measured.get(at).cloned(),
        (None, None) => None,
    };
    groups.sort_by(|one, other| {
        let order = compare(value(one), value(other));
        if descending { order.reverse() } else { order }
    });
}

fn compare(one: Option<String>, other: Option<String>) -> Ordering {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    match (number(&one), number(&other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.cmp(&other),
    }
}
