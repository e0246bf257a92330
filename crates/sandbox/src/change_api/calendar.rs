//! When a change is planned for, and what else is planned for its
//! configuration item then.

use time::OffsetDateTime;

use super::{Asked, table};
use crate::dates;
use crate::records::text;
use crate::store::Row;
use crate::table_api::ApiError;

/// When it begins and when it ends.
pub(super) type Span = (OffsetDateTime, OffsetDateTime);

/// When the change is planned for, if both dates are known and in order.
pub(super) fn planned(change: &Row) -> Option<Span> {
    let start = dates::parse(text(change, "start_date"))?;
    let end = dates::parse(text(change, "end_date"))?;
    (start < end).then_some((start, end))
}

/// The same of a change that has a configuration item; what lacks either
/// cannot be compared with others.
pub(super) fn comparable(change: &Row) -> Result<Span, ApiError> {
    match planned(change).filter(|_| !text(change, "cmdb_ci").is_empty()) {
        Some(span) => Ok(span),
        None => Err(ApiError::Incomplete(
            "The change request needs a configuration item, a planned start date \
             and a planned end date",
        )),
    }
}

/// The other active changes of the same configuration item that are planned.
pub(super) fn others(asked: &Asked, change: &Row) -> Result<Vec<(Row, Span)>, ApiError> {
    let same = [("cmdb_ci", text(change, "cmdb_ci")), ("active", "true")];
    let rows = asked.state.store.find(table()?.name, &same)?;
    let others = rows
        .into_iter()
        .filter(|row| text(row, "sys_id") != text(change, "sys_id"));
    Ok(others
        .filter_map(|row| {
            let span = planned(&row)?;
            Some((row, span))
        })
        .collect())
}

/// Whether they share any time.
pub(super) fn overlap(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}
