//! What a query about related records asks for, beyond the records
//! themselves.

use super::{Query, Term};
use crate::store::Table;

impl Query {
    /// Whether every field that it compares or sorts by may be used: of the
    /// table asked, and of the tables related to it.
    pub fn all_fields(
        &self,
        table: &'static Table,
        may: &dyn Fn(&'static Table, &str) -> bool,
    ) -> bool {
        let ordered = self.order.iter().all(|(field, _)| may(table, field));
        ordered
            && self.terms().all(|term| match term {
                Term::Field(condition) => may(table, &condition.field),
                Term::Related(related) => match Table::named(&related.table) {
                    Some(other) => {
                        may(table, &related.own_field)
                            && may(other, &related.field)
                            && related.query.all_fields(other, may)
                    }
                    None => true,
                },
            })
    }
}
