//! The models that changes follow.

use super::{data, put};
use crate::store::{Result, Store};

/// `sys_id`, name and what it is for.
const MODELS: &[(&str, &str, &str)] = &[
    (
        "007c4001c343101035ae3f52c1d3aeb2",
        "Normal",
        "Assessed, authorized, then carried out",
    ),
    (
        "62c1c9d1c343101035ae3f52c1d3ae94",
        "Emergency",
        "To be carried out as soon as it is authorized",
    ),
    (
        "e55d0bfec343101035ae3f52c1d3ae49",
        "Standard",
        "Authorized once and for all, by its template",
    ),
];

pub(super) fn seed(store: &Store) -> Result<()> {
    for (sys_id, name, description) in MODELS {
        let default = if *name == "Normal" { "true" } else { "false" };
        let columns = [
            ("name", *name),
            ("description", *description),
            ("default_change_model", default),
        ];
        put(store, "chg_model", sys_id, &columns)?;
    }
    Ok(())
}

/// The `sys_id` of a type's way from a state to another.
pub(crate) fn transition(kind: &str, from: &str, to: &str) -> String {
    data::id("transition", &format!("{kind}:{from}:{to}"))
}

/// The model of a change of this type.
pub(crate) fn of_type(kind: &str) -> &'static str {
    let model = MODELS
        .iter()
        .find(|(_, name, _)| name.eq_ignore_ascii_case(kind));
    model.map_or("", |(sys_id, ..)| sys_id)
}
