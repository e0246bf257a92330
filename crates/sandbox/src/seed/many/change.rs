//! Changes: the old ones are closed, of the new ones some are on their way.

use super::{Desk, Made, PLACES, when};
use crate::dates;
use crate::seed::change_models;

pub(super) const TOPICS: &str = include_str!("../data/changes.txt");

const TYPES: &[(&str, u64)] = &[("normal", 6), ("standard", 3), ("emergency", 1)];
const LEVELS: &[(&str, u64)] = &[("1", 1), ("2", 3), ("3", 8)];
const PRIORITIES: &[(&str, u64)] = &[("1", 1), ("2", 2), ("3", 4), ("4", 9)];
const OLD: &[(&str, u64)] = &[("3", 92), ("4", 8)];
/// The states that a change of each type goes through.
const NORMAL: &[(&str, u64)] = &[
    ("-5", 2),
    ("-4", 2),
    ("-3", 2),
    ("-2", 3),
    ("-1", 2),
    ("0", 2),
    ("3", 4),
    ("4", 1),
];
const EMERGENCY: &[(&str, u64)] = &[
    ("-5", 1),
    ("-3", 2),
    ("-2", 1),
    ("-1", 3),
    ("0", 3),
    ("3", 5),
];
const STANDARD: &[(&str, u64)] = &[("-5", 2), ("-2", 4), ("-1", 3), ("0", 2), ("3", 6)];
const CODES: &[(&str, u64)] = &[
    ("successful", 15),
    ("successful_issues", 3),
    ("unsuccessful", 1),
];

pub(super) fn row(desk: &Desk<'_>, mut made: Made) -> [(&'static str, String); 36] {
    let people = desk.people;
    let kind = made.draw.weighed(TYPES);
    let state = made.draw.weighed(match (made.age(), kind) {
        (30.., _) => OLD,
        (_, "emergency") => EMERGENCY,
        (_, "standard") => STANDARD,
        _ => NORMAL,
    });
    let is_closed = matches!(state, "3" | "4");
    let approval = match state {
        "-5" => "not requested",
        "-4" | "-3" => "requested",
        _ => "approved",
    };
    let [category, title, text] = made.draw.one(&desk.topics).copied().unwrap_or_default();
    let place = made.draw.text(&PLACES);
    let (agent, by) = people.agent(made.draw.below(u64::MAX));
    let requested_by = made.draw.text(&people.users);
    let group = made.draw.text(&people.groups);
    let item = made.draw.text(&people.items);
    let wait = 24 + made.draw.below(300);
    let (on, closed) = (dates::format(made.on), made.later(wait + 48));
    let start = made.on + time::Duration::hours(i64::try_from(wait).unwrap_or_default());
    let end = start + time::Duration::hours(3);
    let updated = match state {
        "-5" => on.clone(),
        "3" | "4" => closed.clone(),
        _ => made.later(wait / 2),
    };
    let number = format!("CHG{:07}", desk.first + made.at);
    [
        ("sys_id", made.draw.id()),
        ("number", number.clone()),
        ("task_effective_number", number),
        ("short_description", format!("{title}: {place}")),
        ("description", text.to_owned()),
        ("category", category.to_owned()),
        ("type", kind.to_owned()),
        ("chg_model", change_models::of_type(kind).to_owned()),
        ("state", state.to_owned()),
        ("active", (!is_closed).to_string()),
        ("approval", approval.to_owned()),
        ("risk", made.draw.weighed(PRIORITIES).to_owned()),
        ("impact", made.draw.weighed(LEVELS).to_owned()),
        ("urgency", made.draw.weighed(LEVELS).to_owned()),
        ("priority", made.draw.weighed(PRIORITIES).to_owned()),
        ("requested_by", requested_by.clone()),
        ("opened_by", requested_by),
        ("assignment_group", group),
        ("assigned_to", when(state != "-5", agent.to_owned())),
        ("cmdb_ci", item),
        ("opened_at", on.clone()),
        ("start_date", dates::format(start)),
        ("end_date", dates::format(end)),
        (
            "due_date",
            when(made.draw.below(2) == 0, dates::format(end)),
        ),
        ("work_start", when(state == "3", dates::format(start))),
        ("work_end", when(state == "3", closed.clone())),
        ("closed_at", when(is_closed, closed)),
        ("closed_by", when(is_closed, agent.to_owned())),
        (
            "close_code",
            when(state == "3", made.draw.weighed(CODES).to_owned()),
        ),
        (
            "close_notes",
            when(state == "3", "Carried out as planned.".to_owned()),
        ),
        ("justification", text.to_owned()),
        ("sys_mod_count", made.draw.below(9).to_string()),
        ("sys_created_on", on),
        ("sys_created_by", by.to_owned()),
        ("sys_updated_on", updated),
        ("sys_updated_by", by.to_owned()),
    ]
}
