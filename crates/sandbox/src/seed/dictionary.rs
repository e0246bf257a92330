//! The tables and columns as rows of `sys_db_object` and `sys_dictionary`,
//! made from the same definitions as the tables themselves.

use std::collections::HashSet;

use super::{data, row};
use crate::store::{Column, Kind, Result, Row, Store, TABLES, Table};

/// Adds what is missing, so that a file of an older version is completed too.
pub(super) fn seed(store: &Store) -> Result<()> {
    let mut present = HashSet::new();
    for table in ["sys_db_object", "sys_dictionary", "sys_dictionary_override"] {
        let rows = store.find(table, &[])?;
        present.extend(rows.into_iter().filter_map(|mut row| row.remove("sys_id")));
    }
    let mut rows = Vec::new();
    for table in TABLES {
        rows.push(("sys_db_object", object(table)));
        // An inherited column is an entry of the table that it comes from.
        let system = match table.extends {
            None => table.system,
            Some(_) => &[],
        };
        for column in system.iter().copied().flatten().chain(table.own) {
            rows.push(("sys_dictionary", entry(table, column)));
        }
        let overrides = overrides(table).into_iter();
        rows.extend(overrides.map(|row| ("sys_dictionary_override", row)));
    }
    rows.retain(|(_, row)| !row.get("sys_id").is_some_and(|id| present.contains(id)));
    store.insert_all(rows, "system")
}

fn object(table: &Table) -> Row {
    let parent = table.extends.map(|parent| id(parent.name));
    row(&[
        ("sys_id", &id(table.name)),
        ("name", table.name),
        ("label", table.label),
        ("super_class", parent.as_deref().unwrap_or_default()),
        ("is_extendable", flag(table.is_extended())),
        (
            "number_ref",
            table.numbering.map_or("", |(prefix, _)| prefix),
        ),
    ])
}

fn entry(table: &Table, column: &Column) -> Row {
    let reference = match column.kind {
        Kind::Reference(to) | Kind::NameReference(to) | Kind::List(to) => to,
        _ => "",
    };
    row(&[
        ("sys_id", &id(&format!("{}.{}", table.name, column.name))),
        ("name", table.name),
        ("element", column.name),
        ("column_label", column.label),
        ("internal_type", column.internal_type()),
        ("reference", reference),
        ("max_length", &column.max_length.to_string()),
        ("default_value", table.default_of(column)),
        ("choice", if column.has_choices() { "3" } else { "0" }),
        ("display", flag(table.display == column.name)),
        ("primary", flag(column.name == "sys_id")),
        ("virtual", flag(!column.is_stored())),
        ("mandatory", flag(column.mandatory)),
        ("read_only", flag(column.read_only)),
    ])
}

/// What a table has otherwise than those that it extends.
fn overrides(table: &Table) -> Vec<Row> {
    let inherited = |name: &str| table.own.iter().all(|column| column.name != name);
    let from = |name: &str| {
        let mut lineage = table.lineage().into_iter();
        lineage.find(|parent| parent.own.iter().any(|column| column.name == name))
    };
    let mut elements: Vec<_> = table.defaults.iter().map(|(name, _)| *name).collect();
    elements.extend(table.mandatory);
    elements.sort_unstable();
    elements.dedup();
    let elements = elements.into_iter().filter(|name| inherited(name));
    elements
        .filter_map(|name| {
            let default = table.defaults.iter().find(|(of, _)| *of == name);
            let is_mandatory = table.mandatory.contains(&name);
            Some(row(&[
                ("sys_id", &id(&format!("override:{}.{name}", table.name))),
                ("name", table.name),
                ("base_table", from(name)?.name),
                ("element", name),
                ("default_value_override", flag(default.is_some())),
                ("default_value", default.map_or("", |(_, value)| value)),
                ("mandatory_override", flag(is_mandatory)),
                ("mandatory", flag(is_mandatory)),
            ]))
        })
        .collect()
}

fn flag(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

fn id(name: &str) -> String {
    data::id("sandbox", name)
}
