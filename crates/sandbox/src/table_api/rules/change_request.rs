//! Change requests: the models of normal, standard and emergency changes.

use super::{ApiError, Write, standard_change};
use crate::seed::change_models::of_type;
use crate::store::Row;

const RULE: &str = "Change Model: Check State Transition";
/// The rule's own `sys_id`, by assumption the one in the message.
const RULE_ID: &str = "d0a5ee78c3100110f4c6d6dc81d3ae2a";

pub(super) fn apply(write: &mut Write<'_>) -> Result<(), ApiError> {
    write.open();
    follow_model(write);
    if write.is_new() {
        standard_change::fill(write)?;
        // "Change Model: Apply Initial State"
        write.set("state", "-5");
        let by = write.caller.sys_id.clone();
        write.set_if_empty("requested_by", &by);
    } else if write.changes("state") {
        if !may_move(write) {
            return Err(ApiError::Aborted {
                table: "change_request",
                rule: RULE,
                sys_id: RULE_ID,
            });
        }
        if write.is("state") == "-4" && !write.changes("approval") {
            write.set("approval", "requested");
        }
        // When it was begun and when it ended: an assumption.
        match write.is("state") {
            "-1" => write.set_if_empty("work_start", &write.now.clone()),
            "0" => write.set_if_empty("work_end", &write.now.clone()),
            _ => {}
        }
    }
    write.close_in(&["3", "4"]);
    Ok(())
}

/// The model says of which type the change is, and the type which model it
/// follows: whichever was sent counts. A change without a model stays without,
/// as those made from templates are recorded.
fn follow_model(write: &mut Write<'_>) {
    let model = write.is("chg_model").to_owned();
    let is_bare = match write.is_new() {
        true => write.after.contains_key("chg_model") && model.is_empty(),
        false => write.was("chg_model").is_empty(),
    };
    match type_of(&model).filter(|_| write.changes("chg_model")) {
        Some(kind) => write.set("type", kind),
        None if is_bare => {}
        None if write.is_new() || write.changes("type") => {
            let model = of_type(write.is("type"));
            write.set("chg_model", model);
        }
        None => {}
    }
}

fn type_of(model: &str) -> Option<&'static str> {
    let known = ["normal", "standard", "emergency"];
    known.into_iter().find(|kind| of_type(kind) == model)
}

/// A way from the state that a change is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    /// The state it leads to.
    pub(crate) to: &'static str,
    /// Whether it can be gone now; otherwise something is missing first.
    pub(crate) is_open: bool,
}

/// The ways that the model of this change has from its state.
pub(crate) fn moves(change: &Row) -> Vec<Move> {
    let states = ["-5", "-4", "-3", "-2", "-1", "0", "3", "4"];
    let may = |row: &Row, to: &str| {
        let is = |column: &str| row.get(column).map_or("", String::as_str);
        leads(Way {
            kind: is("type"),
            from: is("state"),
            to,
            approved: is("approval") == "approved",
            assigned: !is("assignment_group").is_empty(),
            on_hold: is("on_hold") == "true",
        })
    };
    let mut ready = change.clone();
    ready.insert("on_hold".to_owned(), "false".to_owned());
    ready.insert("approval".to_owned(), "approved".to_owned());
    ready.insert("assignment_group".to_owned(), "any".to_owned());
    let ways = states.into_iter().filter(|to| may(&ready, to));
    let ways = ways.map(|to| Move {
        to,
        is_open: may(change, to),
    });
    ways.collect()
}

/// Whether the change may go from the state it was in to the one sent.
///
/// What follows Assess and Authorize is driven by approvals; by assumption
/// the move is open once the record's approval is `approved`.
fn may_move(write: &Write<'_>) -> bool {
    leads(Way {
        kind: write.is("type"),
        from: write.was("state"),
        to: write.is("state"),
        approved: write.is("approval") == "approved",
        assigned: !write.is("assignment_group").is_empty(),
        on_hold: write.is("on_hold") == "true",
    })
}

struct Way<'a> {
    kind: &'a str,
    from: &'a str,
    to: &'a str,
    approved: bool,
    assigned: bool,
    on_hold: bool,
}

fn leads(way: Way<'_>) -> bool {
    let (approved, assigned) = (way.approved, way.assigned);
    match (way.kind, way.from, way.to) {
        ("standard", "-5", "-2") => true,
        ("standard", _, "-4" | "-3") => false,
        ("emergency", "-5", "-3") => assigned,
        ("emergency", _, "-4") => false,
        (_, "-5", "-4") => assigned,
        (_, "-4", "-3") | (_, "-3", "-2") => approved,
        (_, "-4" | "-3" | "-2", "-5") => true,
        (_, "-1", "0") => !way.on_hold,
        (_, "-2", "-1") | (_, "0", "3") => true,
        // Everything that is not yet in review can be canceled.
        (_, "-5" | "-4" | "-3" | "-2" | "-1", "4") => true,
        _ => false,
    }
}
