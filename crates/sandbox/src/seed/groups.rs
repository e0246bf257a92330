//! Groups that tasks are assigned to.

use super::put;
use crate::store::{Result, Store};

/// `sys_id` of the group for security.
pub(super) const SECURITY: &str = "8a4dde73c6112278017a6a4baf547aa7";
/// `sys_id` of the service desk.
pub(super) const SERVICE_DESK: &str = "d625dccec0a8016700a222a0f7900d06";

pub(super) fn seed(store: &Store) -> Result<()> {
    let groups = [
        (SECURITY, "Security Operations", "Looks after the tenant"),
        (SERVICE_DESK, "Service Desk", "Answers first"),
    ];
    for (sys_id, name, description) in groups {
        let columns = [("name", name), ("description", description)];
        put(store, "sys_user_group", sys_id, &columns)?;
    }
    Ok(())
}
