//! Data policies: which fields a record must have, and which nobody changes,
//! as the rows of `sys_data_policy2` and `sys_data_policy_rule` say.

use super::{ApiError, Row, Table, Writer};
use crate::labels;
use crate::query::{Query, Reader};
use crate::records::{is_true, text};
use crate::store::Filter;

/// Refuses what a policy of the table, or an inherited one of a table that it
/// extends, does not let through.
pub(super) fn enforce(
    table: &'static Table,
    before: &Row,
    after: &Row,
    writer: Writer<'_>,
) -> Result<(), ApiError> {
    let (mut missing, mut fixed) = (Vec::new(), Vec::new());
    for policy in writer
        .store
        .find("sys_data_policy2", &[("active", "true")])?
    {
        if !concerns(table, &policy, writer) || !holds(table, &policy, after, writer)? {
            continue;
        }
        let of_policy = [("sys_data_policy", text(&policy, "sys_id"))];
        for rule in writer.store.find("sys_data_policy_rule", &of_policy)? {
            let Some(column) = table.column(text(&rule, "field")) else {
                continue;
            };
            let label = labels::translated(table.label_of(column), writer.locale.language);
            if text(&rule, "mandatory") == "true" && text(after, column.name).is_empty() {
                missing.push(label);
            }
            let was = text(before, column.name);
            if text(&rule, "disabled") == "true" && was != text(after, column.name) {
                fixed.push(label);
            }
        }
    }
    match (missing.is_empty(), fixed.is_empty()) {
        (false, _) => Err(ApiError::Mandatory(missing)),
        (true, false) => Err(ApiError::ReadOnly(fixed)),
        (true, true) => Ok(()),
    }
}

fn concerns(table: &Table, policy: &Row, writer: Writer<'_>) -> bool {
    let of = text(policy, "model_table");
    let is_here = table.name == of || (is_true(policy, "inherit") && table.is_a(of));
    is_here && (!writer.is_import || is_true(policy, "apply_import_set"))
}

/// Whether the record as it is to be passes the policy's conditions.
fn holds(
    table: &'static Table,
    policy: &Row,
    after: &Row,
    writer: Writer<'_>,
) -> Result<bool, ApiError> {
    let conditions = Query::parse(text(policy, "conditions"));
    let reader = Reader {
        table,
        caller: writer.caller,
        zone: &writer.locale.zone,
        now: writer.now,
        strict: false,
        // The instance looks at the record, not the caller.
        seen: |_, _| Filter::all(),
    };
    Ok(writer
        .store
        .passes(table, after, &reader.filter(&conditions))?)
}
