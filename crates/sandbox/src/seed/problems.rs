//! Demo problems, some in every state.

use super::desk::Work;
use super::ticket;
use super::users::ADMIN;
use crate::store::{Result, Store};

/// State, priority, age, category, title, text.
const LISTED: &str = include_str!("data/problems.txt");

pub(super) fn seed(store: &Store) -> Result<()> {
    let listed = ticket::listed(LISTED, 4);
    ticket::seed(store, "problem", "PRB", listed, false, |_, _| {}, one)?;
    link(store)
}

fn one(mut work: Work<'_>, category: &'static str, _: &'static str) -> Result<()> {
    let state = work.ticket.state;
    let is_taken = state != "101";
    let by = work.assign("Problem Management", is_taken);
    let (impact, urgency) = match work.ticket.priority {
        1 => ("1", "1"),
        2 => ("1", "2"),
        3 => ("2", "2"),
        _ => ("3", "2"),
    };
    work.set("impact", impact);
    work.set("urgency", urgency);
    work.set("problem_state", state);
    work.set("category", category);
    if matches!(state, "104" | "106" | "107") {
        work.set("known_error", "true");
        work.set("cause_notes", work.ticket.text);
        work.set("workaround", "Start again what has stopped.");
        work.set_hours_later("confirmed_at", 70);
    }
    if matches!(state, "106" | "107") {
        work.set("resolution_code", "fix_applied");
        work.set("fix_notes", "A change took the cause away.");
        work.set_hours_later("resolved_at", 400);
    }
    if state == "107" {
        work.set("active", "false");
        work.set_hours_later("closed_at", 700);
        work.set("closed_by", ADMIN);
    }
    work.put("problem", by, is_taken)
}

/// Each problem is behind some of the incidents of its category.
fn link(store: &Store) -> Result<()> {
    for problem in store.find("problem", &[])? {
        let get = |column: &str| problem.get(column).map_or("", String::as_str);
        let incidents = store.find("incident", &[("category", get("category"))])?;
        let free = incidents
            .iter()
            .filter(|incident| incident.get("problem_id").is_some_and(String::is_empty))
            .filter(|incident| incident.get("correlation_id").is_some_and(String::is_empty))
            .take(2);
        for incident in free {
            let sys_id = incident.get("sys_id").map_or("", String::as_str);
            store.relate("incident", sys_id, "problem_id", get("sys_id"))?;
        }
    }
    Ok(())
}
