//! Places in the table of functions.

use super::module::{Function, Module};
use super::plan::Plan;

/// Where a door stands, or another function that an indirect call goes to. Doors that nothing
/// calls indirectly get the places behind all others.
pub(super) fn of(module: &Module<'_>, plan: &Plan, function: Function) -> u32 {
    match module.slots.get(&function) {
        Some(&slot) => slot,
        None => {
            let added = plan
                .doors
                .iter()
                .filter(|door| !module.slots.contains_key(door));
            table(module) + added.take_while(|&&door| door != function).count() as u32
        }
    }
}

/// The size that the table needs.
pub(super) fn end(module: &Module<'_>, plan: &Plan) -> u64 {
    u64::from(table(module)) + plan.doors.len() as u64
}

/// The size that the table has.
fn table(module: &Module<'_>) -> u32 {
    module
        .tables
        .first()
        .map_or(0, |table| table.initial as u32)
}
