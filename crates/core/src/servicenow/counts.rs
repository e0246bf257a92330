//! Numbers from the Aggregate API.

use super::value::{Field, result_at, unexpected};
use super::{columns, record};
use crate::error::Result;
use crate::json::Value;
use crate::tickets::TicketState;

/// The count of an answer without groups.
pub(super) fn total(answer: &Value) -> Result<u64> {
    let result = answer.get("result");
    result
        .and_then(count)
        .ok_or_else(|| unexpected("result.stats.count"))
}

/// The counts of an answer that is grouped by state.
pub(super) fn by_state(answer: &Value) -> Result<Vec<(TicketState, u64)>> {
    let Some(Value::Array(groups)) = answer.get("result") else {
        return Err(unexpected("result"));
    };
    let mut counts = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let entry = state(group).zip(count(group));
        counts.push(entry.ok_or_else(|| unexpected(&result_at(at)))?);
    }
    Ok(counts)
}

fn count(group: &Value) -> Option<u64> {
    let count = Field::read(group.get("stats")?.get("count")?)?;
    count.integer()?.try_into().ok()
}

/// Records without a state form a group, too.
fn state(group: &Value) -> Option<TicketState> {
    let Value::Array(fields) = group.get("groupby_fields")? else {
        return None;
    };
    for field in fields {
        if field.text("field") == Some(columns::STATE.as_str()) {
            return Some(record::state(Field::read(field)));
        }
    }
    None
}
