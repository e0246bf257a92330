//! The data policies that an instance begins with: what a record needs before
//! it is resolved or closed.

use super::data::id;
use super::{is_empty, put};
use crate::store::{Result, Store};

/// Table, description, condition, fields. That problems and changes have such
/// policies is an assumption.
const POLICIES: &[(&str, &str, &str, &[&str])] = &[
    (
        "incident",
        "Make close info mandatory when resolved or closed",
        "stateIN6,7",
        &["close_code", "close_notes"],
    ),
    (
        "problem",
        "Make resolution information mandatory when resolved or closed",
        "stateIN106,107",
        &["resolution_code", "cause_notes", "fix_notes"],
    ),
    (
        "change_request",
        "Make close info mandatory when closed",
        "state=3",
        &["close_code", "close_notes"],
    ),
];

/// A store that has any policy is left as it is.
pub(super) fn seed(store: &Store) -> Result<()> {
    if !is_empty(store, "sys_data_policy2")? {
        return Ok(());
    }
    for (table, description, condition, fields) in POLICIES {
        let policy = id("data policy", table);
        let columns = [
            ("model_table", *table),
            ("short_description", *description),
            ("conditions", *condition),
        ];
        put(store, "sys_data_policy2", &policy, &columns)?;
        for field in *fields {
            let columns = [
                ("sys_data_policy", &*policy),
                ("table", *table),
                ("field", *field),
                ("mandatory", "true"),
            ];
            let rule = id("data policy rule", &format!("{table}.{field}"));
            put(store, "sys_data_policy_rule", &rule, &columns)?;
        }
    }
    Ok(())
}
