//! CORS rules.

use super::Write;
use crate::cors::Domain;
use crate::table_api::ApiError;

/// A domain that is not valid is not kept, whoever sends it, nor are
/// credentials with a wildcard. How it is refused is an assumption.
pub(super) fn apply(write: &Write<'_>) -> Result<(), ApiError> {
    let touched = ["domain", "access_control_allow_credentials"];
    if !write.is_new() && !touched.iter().any(|column| write.changes(column)) {
        return Ok(());
    }
    let credentials = matches!(write.is("access_control_allow_credentials"), "true" | "1");
    match Domain::parse(write.is("domain").trim()) {
        Some(domain) if !(credentials && domain.is_wildcard()) => Ok(()),
        _ => Err(ApiError::Aborted {
            table: "sys_cors_rule",
            rule: "Validate CORS domain",
            sys_id: "3f1d6a5b0a0a0b0c00c5d2b8f3e71a41",
        }),
    }
}
