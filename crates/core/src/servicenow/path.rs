//! Paths of the REST APIs, with their parameters.

use std::fmt::Write as _;

use super::columns;
use super::query::Query;
use crate::oauth::form::push_encoded;
use crate::task::TicketType;

/// A URL may have 8192 bytes at most; 8347 were seen to be refused, 8182 to pass.
pub(super) const LIMIT: usize = 8000;

/// A path and its parameters, each percent-encoded.
pub(super) struct Path(String);

impl Path {
    /// The records of a table. Values come both as stored and as shown: UTC times are had only
    /// from the former, the instance's own names of states only from the latter.
    pub(super) fn table(table: &str, fields: &str) -> Self {
        Self(format!("/api/now/table/{table}?sysparm_display_value=all"))
            .with("sysparm_exclude_reference_link", "true")
            .with("sysparm_fields", fields)
    }

    /// The number of a table's records that meet the query.
    pub(super) fn count(ticket_type: TicketType, query: &Query) -> Self {
        let table = columns::table(ticket_type);
        Self(format!("/api/now/stats/{table}?sysparm_count=true")).query(query)
    }

    pub(super) fn query(self, query: &Query) -> Self {
        self.with("sysparm_query", &query.to_string())
    }

    pub(super) fn limit(mut self, limit: usize) -> Self {
        let _ = write!(self.0, "&sysparm_limit={limit}");
        self
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.0, "&{name}=");
        push_encoded(&mut self.0, value);
        self
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}
