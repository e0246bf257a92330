//! What the company has paid for, and how configuration items hang together.

use super::data::id;
use super::{is_empty, put};
use crate::store::{Result, Store};

/// `sys_id`, parent's and child's words: the same in every instance.
const TYPES: [(&str, &str, &str); 3] = [
    ("1a9cb166f1571100a92eb60da2bce5c5", "Depends on", "Used by"),
    ("60bc4e22c0a8010e01f074cbe6bd73c3", "Runs on", "Runs"),
    (
        "55c95bf6c0a8010e0118ec7056ebc54d",
        "Contains",
        "Contained by",
    ),
];

pub(super) fn seed(store: &Store) -> Result<()> {
    if !is_empty(store, "cmdb_rel_type")? {
        return Ok(());
    }
    for (sys_id, parent, child) in TYPES {
        let columns = [
            ("name", &*format!("{parent}::{child}")),
            ("parent_descriptor", parent),
            ("child_descriptor", child),
        ];
        put(store, "cmdb_rel_type", sys_id, &columns)?;
    }
    let text = |row: &crate::store::Row, name| row.get(name).cloned().unwrap_or_default();
    for table in ["cmdb_ci_computer", "cmdb_ci_server"] {
        for item in store.find(table, &[("sys_class_name", table)])? {
            let (name, item_id) = (text(&item, "name"), text(&item, "sys_id"));
            let tag = text(&item, "asset_tag");
            let columns = [
                ("display_name", &*format!("{tag} - {name}")),
                ("asset_tag", &tag),
                ("serial_number", &text(&item, "serial_number")),
                ("support_group", &text(&item, "support_group")),
                ("ci", &item_id),
            ];
            put(store, "alm_hardware", &id("asset", &name), &columns)?;
        }
    }
    // A service depends on the servers that its group looks after.
    for service in store.find("cmdb_ci_service", &[])? {
        let group = text(&service, "support_group");
        for server in store.find("cmdb_ci_server", &[("support_group", &group)])? {
            let (parent, child) = (text(&service, "sys_id"), text(&server, "sys_id"));
            let columns = [
                ("parent", &*parent),
                ("child", &child),
                ("type", TYPES[0].0),
            ];
            let sys_id = id("relation", &format!("{parent}{child}"));
            put(store, "cmdb_rel_ci", &sys_id, &columns)?;
        }
    }
    Ok(())
}
