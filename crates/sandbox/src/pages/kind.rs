//! The two kinds of records that have pages.

use crate::{
    auth::Caller,
    store::Table,
    table_api::{Operation, may},
};

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

    /// Its table, if the person may see it.
    pub(super) fn table_for(self, caller: &Caller) -> Option<&'static Table> {
        Table::named(self.name()).filter(|table| may(caller, table, Operation::Read))
    }
}
