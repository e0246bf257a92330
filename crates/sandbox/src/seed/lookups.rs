//! The look-up of priorities, as records: administrators change them.

use super::data::id;
use super::put;
use crate::store::{Filter, Result, Store, Table};

/// Impact, urgency, priority.
const PRIORITIES: [[&str; 3]; 9] = [
    ["1", "1", "1"],
    ["1", "2", "2"],
    ["1", "3", "3"],
    ["2", "1", "2"],
    ["2", "2", "3"],
    ["2", "3", "4"],
    ["3", "1", "3"],
    ["3", "2", "4"],
    ["3", "3", "5"],
];

/// A file of an older version gets them too.
pub(super) fn seed(store: &Store) -> Result<()> {
    let table = Table::named("dl_u_priority");
    let count = table.map(|table| store.count(table, &Filter::all()));
    if count.transpose()?.is_some_and(|count| count > 0) {
        return Ok(());
    }
    for [impact, urgency, priority] in PRIORITIES {
        let sys_id = id("priority", &format!("{impact}{urgency}"));
        let columns = [
            ("impact", impact),
            ("urgency", urgency),
            ("priority", priority),
        ];
        put(store, "dl_u_priority", &sys_id, &columns)?;
    }
    Ok(())
}
