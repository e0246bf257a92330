//! Rules for network addresses.

use super::Write;
use crate::ip_access::{callers_address, denies};
use crate::table_api::ApiError;

/// Nobody locks themselves out: a Deny rule that has the caller's own address
/// is not kept (t_AccessControl). How it is refused is an assumption.
pub(super) fn apply(write: &Write<'_>) -> Result<(), ApiError> {
    match callers_address() {
        Some(address) if denies(&write.after, address) => Err(ApiError::Aborted {
            table: "ip_access",
            rule: "Prevent denying own address",
            sys_id: "3f1d6a5b0a0a0b0c00c5d2b8f3e71a40",
        }),
        _ => Ok(()),
    }
}
