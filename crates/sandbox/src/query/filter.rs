//! From [`Query`] to SQL.

use time::OffsetDateTime;

use super::{Condition, Operator, Query, relative, script};
use crate::auth::Caller;
use crate::dates;
use crate::store::{Column, Filter, Kind, Order, Table, quote};

/// How many references a field may walk through: SQLite bounds its nesting.
const MAX_STEPS: usize = 8;

/// For whom, when and over what a query is read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The table asked.
    pub table: &'static Table,
    /// Who asks.
    pub caller: &'a Caller,
    /// When.
    pub now: OffsetDateTime,
    /// The property `glide.invalid_query.returns_no_rows`: a field that does
    /// not exist then gives nothing rather than everything.
    pub strict: bool,
}

impl Reader<'_> {
    /// The records that the query lets through.
    pub fn filter(&self, query: &Query) -> Filter {
        let alternatives = query.alternatives.iter().map(|all_of| {
            let known = all_of.iter().filter_map(|any_of| self.any_of(any_of));
            Filter::all_of(known.collect())
        });
        Filter::any_of(alternatives.collect())
    }

    /// The order that the query asks for, as far as the table has it.
    pub fn order(&self, query: &Query) -> Vec<Order> {
        let known = query.order.iter().filter_map(|(field, descending)| {
            let column = self.table.column(field).filter(|c| c.is_stored())?;
            Some(Order {
                column: column.name,
                descending: *descending,
            })
        });
        known.collect()
    }

    fn any_of(&self, any_of: &[Condition]) -> Option<Filter> {
        let known = any_of.iter().filter_map(|condition| {
            self.condition(self.table, &condition.field, condition)
                .or_else(|| self.strict.then(Filter::none))
        });
        let known: Vec<_> = known.collect();
        (!known.is_empty()).then(|| Filter::any_of(known))
    }

    /// `None` when the table has no such field.
    fn condition(&self, table: &Table, field: &str, condition: &Condition) -> Option<Filter> {
        if field.matches('.').count() > MAX_STEPS {
            return None;
        }
        if let Some((first, rest)) = field.split_once('.') {
            let Kind::Reference(name) = table.column(first)?.kind else {
                return None;
            };
            let inner = self.condition(Table::named(name)?, rest, condition)?;
            return Some(inner.of_reference(first, name));
        }
        let column = table.column(field)?;
        Some(match column.kind {
            // Neither is a field of the database that could be compared.
            Kind::Password | Kind::Journal | Kind::JournalList => Filter::none(),
            _ => self.compare(table, column, condition),
        })
    }

    fn compare(&self, table: &Table, column: &Column, condition: &Condition) -> Filter {
        let value = condition.value.as_str();
        let than = |sign: &str| self.compared(column, sign, value);
        let field = |sign: &str| other_field(table, column, sign, value);
        let when = |sign: &str| match relative::moment(value, self.now) {
            Some(moment) => self.compared(column, sign, &dates::format(moment)),
            None => Filter::none(),
        };
        match condition.operator {
            Operator::Is => self.is(column, value),
            Operator::IsNot => self.is(column, value).negated(),
            Operator::In => self.is_one_of(column, value),
            Operator::NotIn => self.is_one_of(column, value).negated(),
            Operator::Less => than("<"),
            Operator::AtMost => than("<="),
            Operator::Greater => than(">"),
            Operator::AtLeast => than(">="),
            Operator::Contains => self.like(column, "%", value, "%"),
            Operator::ContainsNot => self.like(column, "%", value, "%").negated(),
            Operator::StartsWith => self.like(column, "", value, "%"),
            Operator::EndsWith => self.like(column, "%", value, ""),
            Operator::IsEmpty | Operator::IsEmptyString => Filter::equals(column.name, ""),
            Operator::IsNotEmpty => Filter::equals(column.name, "").negated(),
            Operator::Anything => Filter::all(),
            Operator::Between => self.between(column, value),
            Operator::On => self.on(column, value),
            Operator::NotOn => self.on(column, value).negated(),
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
            Operator::Dynamic => match value {
                // The record "Me" of sys_filter_option_dynamic.
                "90d1921e5f510100a9ad2572f2b477fe" => self.is(column, &self.caller.sys_id),
                _ => Filter::none(),
            },
            Operator::Unavailable => Filter::none(),
        }
    }

    fn is(&self, column: &Column, value: &str) -> Filter {
        match self.value(column, value) {
            Some(value) => compare(column, "=", &value),
            None => Filter::none(),
        }
    }

    fn is_one_of(&self, column: &Column, values: &str) -> Filter {
        let values: Vec<_> = values
            .split(',')
            .filter_map(|value| self.value(column, value))
            .collect();
        if values.is_empty() {
            return Filter::none();
        }
        let places = vec![place(column); values.len()].join(", ");
        let filter = Filter::raw(format!("{} IN ({places})", quote(column.name)));
        values.into_iter().fold(filter, Filter::with)
    }

    /// An empty value is neither smaller nor larger than another.
    fn compared(&self, column: &Column, sign: &str, value: &str) -> Filter {
        match self.value(column, value) {
            Some(value) if !value.is_empty() => {
                compare(column, sign, &value).and(Filter::equals(column.name, "").negated())
            }
            _ => Filter::none(),
        }
    }

    fn like(&self, column: &Column, before: &str, value: &str, after: &str) -> Filter {
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
        Filter::raw(format!("{} LIKE ? ESCAPE '\\'", quote(column.name))).with(pattern)
    }

    fn between(&self, column: &Column, value: &str) -> Filter {
        match value.split_once('@') {
            Some((from, to)) => self
                .compared(column, ">=", from)
                .and(self.compared(column, "<=", to)),
            None => Filter::none(),
        }
    }

    /// `ONToday@from@to`: the label is for people.
    fn on(&self, column: &Column, value: &str) -> Filter {
        match value.split_once('@') {
            Some((_, range)) => self.between(column, range),
            None => Filter::none(),
        }
    }

    /// The value as the column stores it, `None` when it can store no such.
    fn value(&self, column: &Column, value: &str) -> Option<String> {
        let value = self.script(value)?;
        if value.is_empty() || value == "NULL" {
            return Some(String::new());
        }
        if column.is_number() {
            return Some(value.trim().parse::<i64>().ok()?.to_string());
        }
        if column.is_time() {
            return dates::parse(&value).map(dates::format);
        }
        if column.kind == Kind::Date {
            return dates::parse(&value).map(|moment| moment.date().to_string());
        }
        Some(match (column.kind, value.as_str()) {
            (Kind::Boolean, "1") => "true".to_owned(),
            (Kind::Boolean, "0") => "false".to_owned(),
            _ => value,
        })
    }

    fn script(&self, value: &str) -> Option<String> {
        match value.strip_prefix("javascript:") {
            Some(expression) => script::evaluate(expression, self),
            None => Some(value.to_owned()),
        }
    }
}

fn compare(column: &Column, sign: &str, value: &str) -> Filter {
    let place = match value {
        "" => "?",
        _ => place(column),
    };
    Filter::raw(format!("{} {sign} {place}", quote(column.name))).with(value)
}

fn place(column: &Column) -> &'static str {
    match column.is_number() {
        true => "CAST(? AS INTEGER)",
        false => "?",
    }
}

fn other_field(table: &Table, column: &Column, sign: &str, other: &str) -> Filter {
    match table.column(other).filter(|column| column.is_stored()) {
        Some(other) => Filter::raw(format!(
            "{} {sign} {}",
            quote(column.name),
            quote(other.name)
        )),
        None => Filter::none(),
    }
}
