//! Who has which role: what is granted is written here, what is inherited the
//! store works out.

use super::{ApiError, Row, Write};
use crate::records::is_true;
use crate::table_api::Operation;

/// Nobody but the instance makes an inherited role.
pub(super) fn apply(write: &mut Write<'_>) {
    let inherited = match write.was("inherited") {
        "true" => "true",
        _ => "false",
    };
    write.set("inherited", inherited);
}

/// An inherited role goes with what it is inherited from. By which words the
/// instance refuses is an assumption.
pub(super) fn before_delete(row: &Row) -> Result<(), ApiError> {
    match is_true(row, "inherited") {
        true => Err(ApiError::Denied(Operation::Delete)),
        false => Ok(()),
    }
}
