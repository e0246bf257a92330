//! Numbers from the Aggregate API.

use super::columns;
use super::value::{Field, unexpected};
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
    let read = |(at, group): (usize, &Value)| {
        state(group)
            .zip(count(group))
            .ok_or_else(|| unexpected(&format!("result[{at}]")))
    };
    groups.iter().enumerate().map(read).collect()
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
    let is_state = |field: &&Value| field.text("field") == Some(columns::STATE.as_str());
    let read = Field::read(fields.iter().find(is_state)?);
    Some(read.map_or(
        TicketState {
            value: String::new(),
            label: None,
        },
        |field| TicketState {
            value: field.value,
            label: field.label,
        },
    ))
}
