//! Which figures are asked for, and how they are shown.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use crate::store::{Group, Measure, Table};
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

/// `{"count": "3", "avg": {"reassignment_count": "1.5000"}}`: figures are
/// texts, and means have four decimals.
pub(super) fn show(measures: &[Measure], group: &Group) -> Value {
    let mut stats = Map::new();
    for (measure, value) in measures.iter().zip(&group.measured) {
        let (function, column) = measure.parts();
        let Some(column) = column else {
            stats.insert(function.to_owned(), json!(value));
            continue;
        };
        let figures = stats.entry(function).or_insert_with(|| json!({}));
        let mean = match measure {
            Measure::Avg(_) => value.parse::<f64>().ok(),
            _ => None,
        };
        let figure = mean.map_or_else(|| value.clone(), |mean| format!("{mean:.4}"));
        if let Value::Object(figures) = figures {
            figures.insert(column.to_owned(), json!(figure));
        }
    }
    Value::Object(stats)
}

/// One thing that groups are sorted by.
#[derive(Clone, Debug)]
pub(super) struct Order<'a> {
    /// A field of the groups, or a function: `AVG^state`.
    name: &'a str,
    descending: bool,
}

/// `sysparm_order_by`: fields of the groups and figures with commas between,
/// `^DESC` behind one for the largest first.
pub(super) fn orders(text: &str) -> Vec<Order<'_>> {
    let names = text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names
        .map(|name| match name.strip_suffix("^DESC") {
            Some(name) => Order {
                name,
                descending: true,
            },
            None => Order {
                name,
                descending: false,
            },
        })
        .collect()
}

impl Order<'_> {
    fn parts(&self) -> (&str, &str) {
        self.name.split_once('^').unwrap_or((self.name, ""))
    }

    /// The figure that it names, if it names one.
    pub(super) fn measure(&self, table: &Table) -> Option<Measure> {
        let (function, field) = self.parts();
        measure(table, function, field)
    }

    /// Anything that is neither a field of the groups nor a figure changes
    /// nothing.
    pub(super) fn sort(&self, groups: &mut [Group], fields: &[&str], measures: &[Measure]) {
        let (function, field) = self.parts();
        let is = |measure: &Measure| {
            let (has, column) = measure.parts();
            has.eq_ignore_ascii_case(function) && column.is_none_or(|column| column == field)
        };
        let at = fields.iter().position(|name| *name == self.name);
        let figure = measures.iter().position(is);
        let value = |group: &Group| match (at, figure) {
            (Some(at), _) => group.key.get(at).cloned(),
            (None, Some(at)) => group.measured.get(at).cloned(),
            (None, None) => None,
        };
        groups.sort_by(|one, other| {
            let order = compare(value(one), value(other));
            if self.descending {
                order.reverse()
            } else {
                order
            }
        });
    }
}

fn compare(one: Option<String>, other: Option<String>) -> Ordering {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    match (number(&one), number(&other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.cmp(&other),
    }
}
