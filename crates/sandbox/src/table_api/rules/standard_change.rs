//! What a standard change has from its template.

use super::Write;
use crate::store::{Result, Row, Store, Table};

/// The fields of a template, as its encoded query has them.
pub(crate) fn template(producer: &Row) -> Vec<(String, String)> {
    let template = producer.get("template").map_or("", String::as_str);
    let pairs = template.split('^').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Fills in what was not sent with a new change that names a version of a
/// template.
pub(super) fn fill(write: &mut Write<'_>) -> Result<()> {
    let version = write.is("std_change_producer_version").to_owned();
    let Some(producer) = producer_of(write.store, &version)? else {
        return Ok(());
    };
    let table = Table::named("change_request");
    for (name, value) in template(&producer) {
        let Some(column) = table.and_then(|table| table.column(&name)) else {
            continue;
        };
        let has = write.is(&name);
        if has.is_empty() || table.is_some_and(|table| has == table.default_of(column)) {
            write.set(&name, &value);
        }
    }
    Ok(())
}

fn producer_of(store: &Store, version: &str) -> Result<Option<Row>> {
    let version = store.get("std_change_producer_version", version)?;
    match version.and_then(|mut version| version.remove("std_change_producer")) {
        Some(producer) => store.get("std_change_record_producer", &producer),
        None => Ok(None),
    }
}
