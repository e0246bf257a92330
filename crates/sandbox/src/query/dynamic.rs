//! Comparisons with what depends on the caller, on a hierarchy, or on the
//! classes.

use super::filter::Reader;
use crate::store::{Column, Filter, Kind, TABLES, Table, quote};

/// Rows of `sys_filter_option_dynamic` that stand for the caller: "Me", and
/// the one that ServiceNow's documentation gives as its example.
const ME: [&str; 2] = [
    "90d1921e5f510100a9ad2572f2b477fe",
    "54635e965f510100a9ad2572f2b4774c",
];
/// "One of My Groups".
const MY_GROUPS: &str = "d6435e965f510100a9ad2572f2b47744";

/// `DYNAMIC`
pub(super) fn is(reader: &Reader<'_>, column: &Column, value: &str) -> Filter {
    match value {
        value if ME.contains(&value) => Filter::equals(column.name, &reader.caller.sys_id),
        MY_GROUPS => own_groups(reader, column),
        _ => Filter::none(),
    }
}

/// Whether a list is a script for the caller's groups.
pub(super) fn is_own_groups(values: &str) -> bool {
    let script = values.strip_prefix("javascript:");
    script.is_some_and(|script| {
        let script = script.trim().trim_end_matches(';');
        matches!(
            script,
            "getMyGroups()"
                | "gs.getUser().getMyGroups()"
                | "gs.getUser().getMyGroups().toString()"
        )
    })
}

/// One of the groups that the caller is in.
pub(super) fn own_groups(reader: &Reader<'_>, column: &Column) -> Filter {
    let column = quote(column.name);
    Filter::raw(format!(
        "{column} IN (SELECT \"group\" FROM sys_user_grmember WHERE user = ?)"
    ))
    .with(&*reader.caller.sys_id)
}

/// `IN_HIERARCHY hierarchy@sys_id`: the record itself and all below it.
pub(super) fn below(reader: &Reader<'_>, column: &Column, value: &str, is_dynamic: bool) -> Filter {
    let top = value.split('@').nth(1).unwrap_or(value);
    let top = match is_dynamic {
        true if ME.contains(&top) => &reader.caller.sys_id,
        true => return Filter::none(),
        false => top,
    };
    let Kind::Reference(name) = column.kind else {
        return Filter::none();
    };
    let Some(table) = Table::named(name) else {
        return Filter::none();
    };
    // Users have their managers for parents, most others a `parent`.
    let parent = [column.name, "parent", "manager"]
        .into_iter()
        .filter_map(|name| table.column(name))
        .find(|column| column.kind == Kind::Reference(table.name));
    let Some(parent) = parent else {
        return Filter::none();
    };
    let (column, parent, table) = (quote(column.name), quote(parent.name), quote(table.name));
    Filter::raw(format!(
        "{column} IN (WITH RECURSIVE below(id) AS (SELECT ? UNION \
         SELECT t.sys_id FROM {table} AS t, below WHERE t.{parent} = below.id) \
         SELECT id FROM below)"
    ))
    .with(top)
}

/// `INSTANCEOF`: the class itself or one that extends it.
pub(super) fn instance_of(column: &Column, value: &str) -> Filter {
    let classes = TABLES.iter().filter(|table| table.is_a(value));
    let classes: Vec<_> = classes.map(|table| table.name.to_owned()).collect();
    match column.kind == Kind::ClassName && !classes.is_empty() {
        true => Filter::one_of(column.name, false, &classes),
        false => Filter::none(),
    }
}
