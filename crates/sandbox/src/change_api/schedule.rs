//! `/change/{sys_id}/schedule` and `/change/worker/{sys_id}`: when else the
//! change could be carried out. The first answers with a worker that is still
//! waiting, the second with what it has found.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::calendar::{Span, comparable, others};
use super::{Asked, answer};
use crate::dates;
use crate::records::text;
use crate::store::Row;
use crate::table_api::{self, ApiError, Operation, origin, table_named};

/// How far ahead is looked: the documented default.
const WINDOW: Duration = Duration::days(90);

pub(super) async fn ask(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let change = asked.visible(None, &sys_id)?;
    let (start, end) = comparable(&change)?;
    let others = others(&asked, &change)?;
    let busy = others.into_iter().map(|(_, span)| span).collect();
    let from = start.max(asked.state.clock.now());
    let free: Vec<_> = free(busy, from, end - start)
        .into_iter()
        .map(|(start, end)| json!({ "start": shown(&asked, start), "end": shown(&asked, end) }))
        .collect();
    let request = json!({ "change_sys_id": sys_id }).to_string();
    let payload = json!({ "spans": free }).to_string();
    let columns = [
        ("type", "schedule"),
        ("state", "3"),
        ("request", &request),
        ("payload", &payload),
    ];
    let row = columns.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let store = &asked.state.store;
    let worker = store.insert("chg_mgt_worker", row.into(), &asked.caller.user_name)?;
    let result = told(&asked, &worker, (1, "Waiting"));
    let body = json!({ "result": result });
    Ok(table_api::json(StatusCode::ACCEPTED, &body))
}

/// What the worker has found, for whoever set it to work.
pub(super) async fn worker(asked: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    let table = table_named("chg_mgt_worker")?;
    let row = asked.state.store.get(table.name, &sys_id)?;
    let is_own = |row: &Row| text(row, "sys_created_by") == asked.caller.user_name;
    let may = table_api::may(&asked.caller, table, Operation::Read);
    let row = row.filter(|row| may || is_own(row));
    let row = row.ok_or(ApiError::NoRecord)?;
    let mut result = told(&asked, &row, (3, "Complete"));
    if let Value::Object(result) = &mut result {
        let payload = serde_json::from_str(text(&row, "payload")).unwrap_or(Value::Null);
        result.insert("payload".into(), payload);
    }
    Ok(answer(&result))
}

fn told(asked: &Asked, worker: &Row, (state, label): (u8, &str)) -> Value {
    let sys_id = text(worker, "sys_id");
    let origin = origin(&asked.headers);
    json!({
        "worker": {
            "sysId": sys_id,
            "link": format!("{origin}/api/sn_chg_rest/change/worker/{sys_id}"),
        },
        "request": text(worker, "request"),
        "state": { "value": state, "display_value": label },
        "type": text(worker, "type"),
        "messages": { "errorMessages": [], "warningMessages": [], "infoMessages": [] },
    })
}

fn shown(asked: &Asked, moment: OffsetDateTime) -> Value {
    let value = dates::format(moment);
    json!({ "value": value, "display_value": asked.locale.show_time(&value) })
}

/// What is left between the others, where it is long enough.
fn free(mut busy: Vec<Span>, from: OffsetDateTime, length: Duration) -> Vec<Span> {
    busy.sort_unstable();
    let until = from + WINDOW;
    let mut free = Vec::new();
    let mut at = from;
    for (start, end) in busy.into_iter().chain([(until, until)]) {
        if start.min(until) - at >= length {
            free.push((at, start.min(until)));
        }
        at = at.max(end);
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_is_what_is_long_enough_between_the_others() {
        let hour = |hour: i64| OffsetDateTime::UNIX_EPOCH + Duration::hours(hour);
        let span = |from, to| (hour(from), hour(to));
        let end = 90 * 24;
        for (busy, expect) in [
            (vec![], vec![span(0, end)]),
            (vec![span(3, 5)], vec![span(0, 3), span(5, end)]),
            (vec![span(4, 9), span(1, 5)], vec![span(9, end)]),
            (vec![span(-9, 1), span(2, end + 4)], vec![]),
            (vec![span(end + 1, end + 2)], vec![span(0, end)]),
        ] {
            assert_eq!(free(busy, hour(0), Duration::hours(2)), expect);
        }
    }
}
