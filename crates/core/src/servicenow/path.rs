//! Paths of the REST APIs, with their parameters.

use super::columns;
use super::query::Query;
use crate::oauth::form::push_encoded;
use crate::task::TicketType;

/// A URL may have 8192 bytes at most; 8347 were seen to be refused, 8182 to pass.
pub(super) const LIMIT: usize = 8000;

/// How many tickets are in each state, with the instance's names for the states.
pub(super) fn by_state(ticket_type: TicketType, query: &Query) -> Path {
    Path::count(ticket_type, query)
        .with("sysparm_group_by", columns::STATE.as_str())
        .with("sysparm_display_value", "all")
}

/// A path and its parameters, each percent-encoded.
pub(super) struct Path(String);

impl Path {
    /// The records of a table. Values come both as stored and as shown: UTC times are had only
    /// from the former, the instance's own names of states only from the latter.
    pub(super) fn table(table: &str, fields: &str) -> Self {
        Self(["/api/now/table/", table, "?sysparm_display_value=all"].concat())
            .with("sysparm_exclude_reference_link", "true")
            .with("sysparm_fields", fields)
    }

    /// One record of a table, with the same two values.
    pub(super) fn record(table: &str, sys_id: &str, fields: &str) -> Self {
        let mut record = [table, "/"].concat();
        push_encoded(&mut record, sys_id);
        Self::table(&record, fields)
    }

    /// The number of a table's records that meet the query.
    pub(super) fn count(ticket_type: TicketType, query: &Query) -> Self {
        let table = columns::table(ticket_type);
        Self(["/api/now/stats/", table, "?sysparm_count=true"].concat()).query(query)
    }

    pub(super) fn query(self, query: &Query) -> Self {
        self.with("sysparm_query", query.as_str())
    }

    pub(super) fn limit(self, limit: usize) -> Self {
        self.with("sysparm_limit", &limit.to_string())
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        for part in ["&", name, "="] {
            self.0.push_str(part);
        }
        push_encoded(&mut self.0, value);
        self
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}
