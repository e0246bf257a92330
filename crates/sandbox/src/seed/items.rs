//! Configuration items.

use super::data::{id, lines};
use super::groups::group;
use super::put;
use crate::store::{Result, Store};

/// Class, name, environment, group, description.
const ITEMS: &str = include_str!("data/items.txt");

pub(super) fn seed(store: &Store) -> Result<()> {
    for (at, [class, name, environment, by, description]) in lines(ITEMS).enumerate() {
        let support = group(by);
        let (serial, address, tag) = (
            format!("SN-{:05}", 41_000 + 37 * at),
            format!("192.0.2.{}", 10 + at),
            format!("P{:06}", 1_000 + at),
        );
        let mut columns = vec![
            ("name", name),
            ("environment", environment),
            ("short_description", description),
            ("support_group", &*support),
            ("assignment_group", &*support),
        ];
        match class {
            "cmdb_ci_service" => columns.push(("busines_criticality", "2 - somewhat critical")),
            "cmdb_ci_server" => columns.extend([
                ("ip_address", &*address),
                ("host_name", name),
                ("os", "Linux Debian"),
                ("classification", environment),
            ]),
            "cmdb_ci_computer" => columns.push(("os", "Windows 11")),
            _ => {}
        }
        if class != "cmdb_ci_service" {
            columns.extend([("serial_number", &*serial), ("asset_tag", &*tag)]);
        }
        put(store, class, &id("item", name), &columns)?;
    }
    Ok(())
}

/// `sys_id`s of what a group looks after: services, and the rest.
pub(super) fn of_group(name: &str, services: bool) -> Vec<String> {
    lines::<5>(ITEMS)
        .filter(|item| item[3] == name && (item[0] == "cmdb_ci_service") == services)
        .map(|item| id("item", item[1]))
        .collect()
}
