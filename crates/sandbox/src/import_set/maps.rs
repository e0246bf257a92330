//! The staging tables and their transform maps.

use serde_json::{Map, Value};

/// A staging table with its only transform map.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Staging {
    pub(super) name: &'static str,
    pub(super) map: &'static str,
    /// The table that records are made in.
    pub(super) target: &'static str,
    /// The field by which a record that is there already is found.
    pub(super) coalesce: &'static str,
    /// Columns that are called otherwise than the target's.
    renamed: &'static [(&'static str, &'static str)],
}

const ALL: &[Staging] = &[
    Staging {
        name: "imp_user",
        map: "User",
        target: "sys_user",
        coalesce: "user_name",
        renamed: &[("user_id", "user_name")],
    },
    Staging {
        name: "imp_computer",
        map: "Computer",
        target: "cmdb_ci_computer",
        coalesce: "name",
        renamed: &[],
    },
    Staging {
        name: "u_imp_incident",
        map: "Incident",
        target: "incident",
        coalesce: "correlation_id",
        renamed: &[],
    },
];

impl Staging {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|staging| staging.name == name)
    }

    /// A staging table's columns are called as the target's, or so with `u_`
    /// before. Its values are texts; anything else is not taken.
    pub(super) fn mapped(&self, sent: &Map<String, Value>) -> Map<String, Value> {
        let texts = sent.iter().filter(|(_, value)| value.is_string());
        texts
            .map(|(name, value)| {
                let name = name.strip_prefix("u_").unwrap_or(name);
                let renamed = self.renamed.iter().find(|(own, _)| *own == name);
                let name = renamed.map_or(name, |(_, target)| *target);
                (name.to_owned(), value.clone())
            })
            .collect()
    }
}
