//! One comparison as SQL.

use super::filter::Reader;
use super::{Condition, Operator, dynamic, relative, script};
use crate::dates;
use crate::store::{Column, Filter, Kind, Table, quote};

/// Which records have such a value in the column.
pub(super) fn filter(
    reader: &Reader<'_>,
    table: &'static Table,
    column: &Column,
    condition: &Condition,
) -> Filter {
    let compare = Compare { reader, column };
    let value = condition.value.as_str();
    let than = |sign: &str| compare.than(sign, value);
    let field = |sign: &str| other_field(reader, table, column, sign, value);
    let when = |sign: &str| match relative::moment(value, reader.now) {
        Some(moment) => compare.than(sign, &dates::format(moment)),
        None => Filter::none(),
    };
    match condition.operator {
        Operator::Is => compare.is(value),
        Operator::IsNot => compare.is(value).negated(),
        Operator::In => compare.is_one_of(value),
        Operator::NotIn => compare.is_one_of(value).negated(),
        Operator::Less => than("<"),
        Operator::AtMost => than("<="),
        Operator::Greater => than(">"),
        Operator::AtLeast => than(">="),
        Operator::Contains => compare.like("%", value, "%"),
        Operator::ContainsNot => compare.like("%", value, "%").negated(),
        Operator::StartsWith => compare.like("", value, "%"),
        Operator::EndsWith => compare.like("%", value, ""),
        Operator::IsEmpty | Operator::IsEmptyString => Filter::equals(column.name, ""),
        Operator::IsNotEmpty => Filter::equals(column.name, "").negated(),
        Operator::Anything => Filter::all(),
        Operator::Between => compare.between(value),
        Operator::On => compare.on(value),
        Operator::NotOn => compare.on(value).negated(),
        Operator::SameAs => field("="),
        Operator::NotSameAs => field("<>"),
        Operator::GreaterThanField => field(">"),
        Operator::AtLeastField => field(">="),
        Operator::LessThanField => field("<"),
        Operator::AtMostField => field("<="),
        Operator::After => when(">"),
        Operator::Before => when("<"),
        Operator::NotBefore => when(">="),
        Operator::NotAfter => when("<="),
        Operator::Within => relative::within(reader, column, value),
        Operator::DatePart => relative::part(reader, column, value),
        Operator::MoreThan => relative::apart(table, column, value, true),
        Operator::LessThan => relative::apart(table, column, value, false),
        Operator::Dynamic => dynamic::is(reader, column, value),
        Operator::InHierarchy => dynamic::below(reader, column, value, false),
        Operator::InDynamicHierarchy => dynamic::below(reader, column, value, true),
        Operator::InstanceOf => dynamic::instance_of(column, value),
        Operator::Unavailable => Filter::none(),
    }
}

struct Compare<'a> {
    reader: &'a Reader<'a>,
    column: &'a Column,
}

impl Compare<'_> {
    fn is(&self, value: &str) -> Filter {
        match self.value(value) {
            Some(value) => self.sql("=", &value),
            None => Filter::none(),
        }
    }

    fn is_one_of(&self, values: &str) -> Filter {
        if dynamic::is_own_groups(values) {
            return dynamic::own_groups(self.reader, self.column);
        }
        // A script may give a list.
        let Some(values) = self.script(values) else {
            return Filter::none();
        };
        let values = values.split(',').filter_map(|value| self.value(value));
        // Nothing is no number, and not zero either.
        let (empty, values): (Vec<_>, Vec<_>) = values.partition(String::is_empty);
        let name = self.column.name;
        let listed = match values.is_empty() {
            true => Filter::none(),
            false => Filter::one_of(name, self.column.is_number(), &values),
        };
        match empty.is_empty() {
            true => listed,
            false => listed.or(Filter::equals(name, "")),
        }
    }

    /// An empty value is neither smaller nor larger than another.
    fn than(&self, sign: &str, value: &str) -> Filter {
        match self.value(value) {
            Some(value) if !value.is_empty() => self
                .sql(sign, &value)
                .and(Filter::equals(self.column.name, "").negated()),
            _ => Filter::none(),
        }
    }

    fn sql(&self, sign: &str, value: &str) -> Filter {
        let place = match self.column.is_number() && !value.is_empty() {
            true => "CAST(? AS INTEGER)",
            false => "?",
        };
        Filter::raw(format!("{} {sign} {place}", quote(self.column.name))).with(value)
    }

    /// References are searched by the names that people see.
    fn like(&self, before: &str, value: &str, after: &str) -> Filter {
        let Some(value) = self.script(value) else {
            return Filter::none();
        };
        let mut pattern = before.to_owned();
        for c in value.chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern.push_str(after);
        let like = |name: &str| {
            Filter::raw(format!("{} LIKE ? ESCAPE '\\'", quote(name))).with(pattern.clone())
        };
        match self.column.kind {
            Kind::Reference(name) => match Table::named(name) {
                Some(table) => like(table.display).of_reference(self.column.name, name),
                None => Filter::none(),
            },
            _ => like(self.column.name),
        }
    }

    fn between(&self, value: &str) -> Filter {
        match value.split_once('@') {
            Some((from, to)) => self.than(">=", from).and(self.than("<=", to)),
            None => Filter::none(),
        }
    }

    /// `ONToday@from@to`: the label is for people.
    fn on(&self, value: &str) -> Filter {
        match value.split_once('@') {
            Some((_, range)) => self.between(range),
            None => Filter::none(),
        }
    }

    /// The value as the column stores it, `None` when it can store no such.
    fn value(&self, value: &str) -> Option<String> {
        let value = self.script(value)?;
        if value.is_empty() || value == "NULL" {
            return Some(String::new());
        }
        if self.column.is_number() {
            return Some(value.trim().parse::<i64>().ok()?.to_string());
        }
        if self.column.is_time() {
            return dates::parse(&value).map(dates::format);
        }
        Some(match (self.column.kind, value.as_str()) {
            (Kind::Date, value) => dates::parse(value)?.date().to_string(),
            (Kind::Boolean, "1") => "true".to_owned(),
            (Kind::Boolean, "0") => "false".to_owned(),
            _ => value,
        })
    }

    fn script(&self, value: &str) -> Option<String> {
        match value.strip_prefix("javascript:") {
            Some(expression) => script::evaluate(expression, self.reader),
            None => Some(value.to_owned()),
        }
    }
}

/// `SAMEASother` and its like; of dates also `SAMEASother@day`, which
/// compares the days, months and so on that they lie in.
fn other_field(
    reader: &Reader<'_>,
    table: &Table,
    column: &Column,
    sign: &str,
    value: &str,
) -> Filter {
    let (name, unit) = match value.split_once('@') {
        Some((name, unit)) => (name, Some(unit)),
        None => (value, None),
    };
    let Some(other) = table.column(name).filter(|column| column.is_stored()) else {
        return Filter::none();
    };
    let [one, two] = [column.name, other.name].map(quote);
    match unit.filter(|_| column.is_time() && other.is_time()) {
        None => Filter::raw(format!("{one} {sign} {two}")),
        Some(unit) => {
            let zone = reader.zone.name();
            Filter::raw(format!(
                "moment_period({one}, ?, ?) {sign} moment_period({two}, ?, ?)"
            ))
            .with(unit)
            .with(zone)
            .with(unit)
            .with(zone)
        }
    }
}
