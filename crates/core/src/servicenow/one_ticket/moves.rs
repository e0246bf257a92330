//! Where a change request can go from its state, by its model.

use crate::json::Value;
use crate::tickets::Move;

/// The Change Management API's path.
pub(crate) const PATH: &str = "/api/sn_chg_rest/v1/change/";

/// The path that says it.
pub(super) fn path(sys_id: &str) -> String {
    [PATH, sys_id, "/nextstates"].concat()
}

/// Reads the answer: `available_states` and `state_label` are documented; of what a transition
/// consists of (`to_state`, `transition_available`, `conditions`) nothing is, so whatever of it
/// is not as expected is left out.
pub(super) fn read(answer: &Value) -> Option<Vec<Move>> {
    let result = answer.get("result")?;
    let Some(Value::Array(available)) = result.get("available_states") else {
        return None;
    };
    let labels = result.get("state_label");
    let label = |state: &str| Some(labels?.text(state)?.to_owned());
    let mut moves: Vec<Move> = Vec::new();
    for state in available.iter().filter_map(text_of) {
        if moves.iter().all(|known| known.to != state) {
            moves.push(Move {
                label: label(&state),
                to: state,
                open: true,
                missing: Vec::new(),
            });
        }
    }
    for transition in transitions(result) {
        let Some(to) = transition.get("to_state").and_then(text_of) else {
            continue;
        };
        let is_closed = transition
            .get("transition_available")
            .and_then(Value::as_bool);
        if is_closed == Some(false) && moves.iter().all(|known| known.to != to) {
            moves.push(Move {
                label: label(&to).or_else(|| target(transition)),
                to,
                open: false,
                missing: missing(transition),
            });
        }
    }
    Some(moves)
}

/// Lists of lists, or a list.
fn transitions(result: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    if let Some(Value::Array(groups)) = result.get("state_transitions") {
        for group in groups {
            match group {
                Value::Array(list) => found.extend(list),
                one => found.push(one),
            }
        }
    }
    found
}

/// `New to Assess`: the name of what is not available is in no other place.
fn target(transition: &Value) -> Option<String> {
    let name = transition.text("display_value")?;
    let (_, to) = name.rsplit_once(" to ")?;
    Some(to.to_owned())
}

fn missing(transition: &Value) -> Vec<String> {
    let Some(Value::Array(conditions)) = transition.get("conditions") else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for condition in conditions {
        let passed = condition.get("passed").and_then(Value::as_bool);
        let name = condition.get("condition").and_then(|of| of.text("name"));
        if let (Some(false), Some(name)) = (passed, name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A state, as a text or a number.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.strip_suffix(".0").unwrap_or(number).to_owned()),
        _ => None,
    }
}
