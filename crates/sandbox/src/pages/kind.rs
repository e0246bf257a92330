//! The two kinds of records that have pages.

use crate::{
    auth::Caller,
    records::{is_true, text},
    store::{Filter, Row, Table},
    table_api::{Operation, may},
};

/// The state of incidents that are done but not closed.
const RESOLVED: &str = "6";

/// What a person can list and open here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    Changes,
    Incidents,
}

impl Records {
    pub(super) const ALL: [Self; 2] = [Self::Changes, Self::Incidents];

    /// The table's name, which is also its pages'.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Changes => "change_request",
            Self::Incidents => "incident",
        }
    }

    /// What the list is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Changes => "Change requests",
            Self::Incidents => "Incidents",
        }
    }

    /// Those that somebody still has to do something about: a resolved
    /// incident is active until it is closed, yet nobody waits for it.
    pub(super) fn open(self) -> Filter {
        let active = Filter::equals("active", "true");
        match self {
            Self::Changes => active,
            Self::Incidents => active.and(Filter::raw("\"state\" <> ?").with(RESOLVED)),
        }
    }

    /// Whether the record is one of them.
    pub(super) fn is_open(self, row: &Row) -> bool {
        let resolved = self == Self::Incidents && text(row, "state") == RESOLVED;
        is_true(row, "active") && !resolved
    }

    /// Its table, if the person may see it.
    pub(super) fn table_for(self, caller: &Caller) -> Option<&'static Table> {
        Table::named(self.name()).filter(|table| may(caller, table, Operation::Read))
    }
}
