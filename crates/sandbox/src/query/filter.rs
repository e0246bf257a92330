//! From [`Query`] to SQL.

use time::OffsetDateTime;

use super::{Condition, Query, Related, Term, compare};
use crate::auth::Caller;
use crate::dates::Zone;
use crate::store::{Filter, Kind, Table};

/// How many references a field may walk through: SQLite bounds its nesting.
const MAX_STEPS: usize = 8;

/// For whom, when and over what a query is read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The table asked.
    pub table: &'static Table,
    /// Who asks.
    pub caller: &'a Caller,
    /// The zone by which the caller's days begin.
    pub zone: &'a Zone,
    /// When.
    pub now: OffsetDateTime,
    /// The property `glide.invalid_query.returns_no_rows`: a field that does
    /// not exist then gives nothing rather than everything.
    pub strict: bool,
    /// The records of a table that the caller may see: others are not found by
    /// what a reference to them leads to.
    pub seen: fn(&Caller, &'static Table) -> Filter,
}

impl Reader<'_> {
    /// The records that the query lets through.
    pub fn filter(&self, query: &Query) -> Filter {
        let filter = self.over(self.table, query);
        match filter.is_within_bounds() {
            true => filter,
            false => Filter::none(),
        }
    }

    /// The records of that table.
    pub(super) fn over(&self, table: &'static Table, query: &Query) -> Filter {
        let alternatives = query.alternatives.iter().map(|all_of| {
            let known = all_of
                .iter()
                .filter_map(|any_of| self.any_of(table, any_of));
            Filter::all_of(known.collect())
        });
        Filter::any_of(alternatives.collect())
    }

    fn any_of(&self, table: &'static Table, any_of: &[Term]) -> Option<Filter> {
        let known = any_of.iter().filter_map(|term| {
            let filter = match term {
                Term::Field(condition) => self.condition(table, &condition.field, condition),
                Term::Related(related) => self.related(table, related),
            };
            filter.or_else(|| self.strict.then(Filter::none))
        });
        let known: Vec<_> = known.collect();
        (!known.is_empty()).then(|| Filter::any_of(known))
    }

    /// `None` when the table has no such field.
    fn condition(
        &self,
        table: &'static Table,
        field: &str,
        condition: &Condition,
    ) -> Option<Filter> {
        if field.matches('.').count() > MAX_STEPS {
            return None;
        }
        if let Some((first, rest)) = field.split_once('.') {
            let Kind::Reference(name) = table.column(first)?.kind else {
                return None;
            };
            let table = Table::named(name)?;
            let inner = self.condition(table, rest, condition)?;
            let inner = inner.within((self.seen)(self.caller, table));
            return Some(inner.of_reference(first, name));
        }
        let column = table.column(field)?;
        Some(match column.kind {
            // Neither is a field of the database that could be compared.
            Kind::Password | Kind::Journal | Kind::JournalList => Filter::none(),
            _ => compare::filter(self, table, column, condition),
        })
    }

    /// `None` when there is no such relation.
    fn related(&self, table: &'static Table, related: &Related) -> Option<Filter> {
        let is_ours = match related.own_table.as_str() {
            "" => true,
            name => table.is_a(name) || Table::named(name).is_some_and(|t| t.is_a(table.name)),
        };
        let own = table.column(&related.own_field).filter(|_| is_ours)?;
        let other = Table::named(&related.table)?;
        let field = other.column(&related.field)?;
        if !own.is_stored() || !field.is_stored() {
            return None;
        }
        let inner = self.over(other, &related.query);
        let inner = inner.within((self.seen)(self.caller, other));
        let (sign, count) = (related.count.0.as_str(), related.count.1);
        Some(inner.counted(own.name, other.name, field.name, sign, count))
    }
}
