//! Incidents: the old ones are closed, of the new ones some are not.

use super::{Desk, Made, PLACES, when};
use crate::dates;

pub(super) const TOPICS: &str = include_str!("../data/incidents.txt");

const CHANNELS: &[(&str, u64)] = &[
    ("phone", 4),
    ("email", 3),
    ("self-service", 5),
    ("walk-in", 1),
];
const LEVELS: &[(&str, u64)] = &[("1", 1), ("2", 3), ("3", 8)];
const RECENT: &[(&str, u64)] = &[
    ("1", 15),
    ("2", 30),
    ("3", 15),
    ("6", 25),
    ("7", 10),
    ("8", 5),
];
const OLDER: &[(&str, u64)] = &[("6", 10), ("7", 83), ("8", 7)];
const OLD: &[(&str, u64)] = &[("7", 93), ("8", 7)];
const CODES: &[(&str, u64)] = &[
    ("Solution provided", 12),
    ("Resolved by caller", 3),
    ("Workaround provided", 3),
    ("Duplicate", 1),
    ("User error", 2),
    ("Known error", 1),
];

pub(super) fn row(desk: &Desk<'_>, mut made: Made) -> [(&'static str, String); 34] {
    let people = desk.people;
    let state = match made.age() {
        ..21 => made.draw.weighed(RECENT),
        21..45 => made.draw.weighed(OLDER),
        _ => made.draw.weighed(OLD),
    };
    let is_closed = matches!(state, "7" | "8");
    let is_resolved = matches!(state, "6" | "7");
    let [category, title, text] = made.draw.one(&desk.topics).copied().unwrap_or_default();
    let place = made.draw.text(&PLACES);
    let (impact, urgency) = (made.draw.weighed(LEVELS), made.draw.weighed(LEVELS));
    let (agent, by) = people.agent(made.draw.below(u64::MAX));
    let opener = people.agent(made.draw.below(u64::MAX)).0.to_owned();
    let caller = made.draw.text(&people.users);
    let group = made.draw.text(&people.groups);
    let item = made.draw.text(&people.items);
    let (spent, more) = (made.draw.below(120), made.draw.below(170));
    let on = dates::format(made.on);
    let resolved = made.later(spent);
    let closed = made.later(spent + more);
    let updated = match state {
        "1" => on.clone(),
        "7" | "8" => closed.clone(),
        _ => resolved.clone(),
    };
    let number = format!("INC{:07}", desk.first + made.at);
    let is_taken = state != "1";
    let is_due = made.draw.below(3) == 0;
    [
        ("sys_id", made.draw.id()),
        ("number", number.clone()),
        ("task_effective_number", number),
        ("short_description", format!("{title}: {place}")),
        ("description", text.to_owned()),
        ("category", category.to_owned()),
        ("contact_type", made.draw.weighed(CHANNELS).to_owned()),
        ("state", state.to_owned()),
        ("incident_state", state.to_owned()),
        ("active", (!is_closed).to_string()),
        ("impact", impact.to_owned()),
        ("urgency", urgency.to_owned()),
        ("priority", priority(impact, urgency)),
        ("hold_reason", when(state == "3", "1".to_owned())),
        ("caller_id", caller.clone()),
        ("opened_by", opener),
        ("assignment_group", group),
        ("assigned_to", when(is_taken, agent.to_owned())),
        ("cmdb_ci", item),
        ("opened_at", on.clone()),
        ("due_date", when(is_due, made.later(72))),
        ("resolved_at", when(is_resolved, resolved)),
        ("resolved_by", when(is_resolved, agent.to_owned())),
        ("closed_at", when(is_closed, closed)),
        ("closed_by", when(is_closed, agent.to_owned())),
        (
            "close_code",
            when(is_resolved, made.draw.weighed(CODES).to_owned()),
        ),
        ("close_notes", when(is_resolved, "Works again.".to_owned())),
        ("reassignment_count", made.draw.below(3).to_string()),
        ("watch_list", when(made.at.is_multiple_of(9), caller)),
        ("sys_mod_count", made.draw.below(9).to_string()),
        ("sys_created_on", on),
        ("sys_created_by", by.to_owned()),
        ("sys_updated_on", updated),
        ("sys_updated_by", by.to_owned()),
    ]
}

/// From one and one to three and three, as the table of the look-up has it.
fn priority(impact: &str, urgency: &str) -> String {
    let level = |text: &str| text.parse::<u8>().unwrap_or(3);
    (level(impact) + level(urgency) - 1).to_string()
}
