//! The service catalog: templates of standard changes, things to order, and a
//! few orders.

use super::data::{id, lines};
use super::users::{ADMIN, user};
use super::{is_empty, put};
use crate::store::{Result, Store};

/// `sys_id`, name, and what a change made from it has, as an encoded query.
const TEMPLATES: &str = include_str!("data/change_templates.txt");

/// Name, price, group, description.
const ITEMS: &str = include_str!("data/catalog.txt");

/// Who ordered which item, and how far it is.
const ORDERS: [(&str, &str, &str); 4] = [
    ("mei.lin", "Standard Laptop", "complete"),
    ("sven.holm", "Docking Station", "fulfillment"),
    ("lena.frisk", "Mobile Phone", "waiting_for_approval"),
    ("peter.novak", "Access to the ledger", "fulfillment"),
];

/// A file of an older version gets the templates too.
pub(super) fn templates(store: &Store) -> Result<()> {
    if !is_empty(store, "std_change_record_producer")? {
        return Ok(());
    }
    for [sys_id, name, template] in lines(TEMPLATES) {
        let version = id("std_change_producer_version", name);
        let columns = [
            ("name", name),
            ("short_description", name),
            ("table_name", "change_request"),
            ("template", template),
            ("current_version", &*version),
        ];
        put(store, "std_change_record_producer", sys_id, &columns)?;
        // Versions are told apart by their number.
        let first = format!("{name} - 1");
        let columns = [("name", &*first), ("std_change_producer", sys_id)];
        put(store, "std_change_producer_version", &version, &columns)?;
    }
    Ok(())
}

/// Items, and orders of some of them.
pub(super) fn seed(store: &Store) -> Result<()> {
    if !is_empty(store, "sc_request")? {
        return Ok(());
    }
    for [name, price, group, description] in lines(ITEMS) {
        let group = id("group", group);
        let columns = [
            ("name", name),
            ("short_description", description),
            ("price", price),
            ("group", &*group),
        ];
        put(store, "sc_cat_item", &id("catalog", name), &columns)?;
    }
    for (at, (by, item, stage)) in ORDERS.into_iter().enumerate() {
        order(store, at, by, item, stage)?;
    }
    Ok(())
}

fn order(store: &Store, at: usize, by: &str, item: &str, stage: &str) -> Result<()> {
    let person = user(by);
    let found = lines::<4>(ITEMS).find(|[name, ..]| *name == item);
    let Some([name, price, group, _]) = found else {
        return Ok(());
    };
    let group = id("group", group);
    let is_done = stage == "complete";
    let (state, request_state, active) = match stage {
        "complete" => ("3", "closed_complete", "false"),
        "fulfillment" => ("2", "in_process", "true"),
        _ => ("1", "requested", "true"),
    };
    let approval = match stage {
        "waiting_for_approval" => "requested",
        _ => "approved",
    };
    let common = [
        ("opened_by", person.as_str()),
        ("state", state),
        ("active", active),
        ("approval", approval),
    ];
    let put = |table: &str, prefix: &str, more: &[(&str, &str)]| {
        let sys_id = id(table, by);
        let number = format!("{prefix}{:07}", at + 1);
        let own = [("number", &*number), ("task_effective_number", &number)];
        put(store, table, &sys_id, &[&common[..], &own, more].concat()).map(|()| sys_id)
    };
    let request = put(
        "sc_request",
        "REQ",
        &[
            ("requested_for", &person),
            ("request_state", request_state),
            ("price", price),
        ],
    )?;
    let requested = put(
        "sc_req_item",
        "RITM",
        &[
            ("request", &request),
            ("requested_for", &person),
            ("cat_item", &id("catalog", name)),
            ("short_description", name),
            ("stage", stage),
            ("quantity", "1"),
            ("price", price),
        ],
    )?;
    if approval == "requested" {
        return Ok(());
    }
    let closed_by = if is_done { ADMIN } else { "" };
    put(
        "sc_task",
        "SCTASK",
        &[
            ("request", &request),
            ("request_item", &requested),
            ("parent", &requested),
            ("short_description", &format!("Provide: {name}")),
            ("assignment_group", &group),
            ("closed_by", closed_by),
        ],
    )
    .map(drop)
}
