//! `GET /change/{sys_id}/nextstates`: where a change can go from here.
//!
//! The names of the members are documented; that the present state is among
//! the available ones, and what a transition consists of, is from memory.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{Asked, answer, table};
use crate::seed::change_models::transition;
use crate::store::Row;
use crate::table_api::{ApiError, Choices, moves};

pub(super) async fn next_states(
    asked: Asked,
    Path(sys_id): Path<String>,
) -> Result<Response, ApiError> {
    let row = asked.visible(None, &sys_id)?;
    let table = table()?;
    let choices = Choices::of(&asked.state.store, table, asked.locale.language)?;
    let label = |state: &str| match table.column("state") {
        Some(column) => choices.label(column, state).to_owned(),
        None => state.to_owned(),
    };
    let is = |column: &str| row.get(column).map_or("", String::as_str);
    let moves = moves(&row);
    let open = moves.iter().filter(|way| way.is_open).map(|way| way.to);
    let available: Vec<&str> = [is("state")].into_iter().chain(open).collect();
    let labels = available.iter().map(|state| {
        let label = Value::from(label(state));
        ((*state).to_owned(), label)
    });
    let labels: Map<_, _> = labels.collect();
    let mut transitions = Vec::with_capacity(moves.len());
    for way in &moves {
        let transition = json!({
            "sys_id": transition(is("type"), is("state"), way.to),
            "display_value": format!("{} to {}", label(is("state")), label(way.to)),
            "from_state": is("state"),
            "to_state": way.to,
            "transition_available": way.is_open,
            "automatic_transition": is_automatic(&row, way.to),
            "conditions": condition(&row, way.to).map(|name| json!({
                "passed": way.is_open,
                "condition": { "name": name, "description": null },
            })).into_iter().collect::<Vec<_>>(),
        });
        transitions.push(json!([transition]));
    }
    Ok(answer(&json!({
        "available_states": available,
        "state_transitions": transitions,
        "state_label": Value::Object(labels),
    })))
}

/// Approvals move a change on, not people.
fn is_automatic(change: &Row, to: &str) -> bool {
    let from = change.get("state").map_or("", String::as_str);
    matches!((from, to), ("-4", "-3") | ("-3", "-2"))
}

fn condition(change: &Row, to: &str) -> Option<&'static str> {
    let from = change.get("state").map_or("", String::as_str);
    match (from, to) {
        ("-4", "-3") | ("-3", "-2") => Some("Approved"),
        ("-5", "-4" | "-3") => Some("Assignment group is not empty"),
        ("-1", "0") => Some("Not On hold"),
        _ => None,
    }
}
