//! ServiceNow's names.

use super::query::Column;
use crate::task::TicketType;

pub(super) const SYS_ID: Column = Column::new("sys_id");
pub(super) const NUMBER: Column = Column::new("number");
pub(super) const SHORT_DESCRIPTION: Column = Column::new("short_description");
pub(super) const DESCRIPTION: Column = Column::new("description");
pub(super) const STATE: Column = Column::new("state");
pub(super) const ACTIVE: Column = Column::new("active");
pub(super) const PRIORITY: Column = Column::new("priority");
pub(super) const IMPACT: Column = Column::new("impact");
pub(super) const URGENCY: Column = Column::new("urgency");
pub(super) const TYPE: Column = Column::new("type");
pub(super) const DUE_DATE: Column = Column::new("due_date");
pub(super) const ASSIGNMENT_GROUP: Column = Column::new("assignment_group");
pub(super) const CORRELATION_ID: Column = Column::new("correlation_id");
pub(super) const CORRELATION_DISPLAY: Column = Column::new("correlation_display");
pub(super) const CREATED: Column = Column::new("sys_created_on");
pub(super) const UPDATED: Column = Column::new("sys_updated_on");
pub(super) const CLOSED_AT: Column = Column::new("closed_at");
pub(super) const RESOLVED_AT: Column = Column::new("resolved_at");
pub(super) const USER_NAME: Column = Column::new("user_name");

pub(super) const NAME: Column = Column::new("name");
pub(super) const CREATED_BY: Column = Column::new("sys_created_by");
pub(super) const ELEMENT: Column = Column::new("element");
pub(super) const INACTIVE: Column = Column::new("inactive");
pub(super) const VALUE: Column = Column::new("value");
pub(super) const LABEL: Column = Column::new("label");
pub(super) const LANGUAGE: Column = Column::new("language");
pub(super) const SEQUENCE: Column = Column::new("sequence");

pub(super) const OPENED_BY: Column = Column::new("opened_by");
pub(super) const UPDATED_BY: Column = Column::new("sys_updated_by");
pub(super) const MOD_COUNT: Column = Column::new("sys_mod_count");
pub(super) const ASSIGNED_TO: Column = Column::new("assigned_to");
pub(super) const CLOSE_CODE: Column = Column::new("close_code");
pub(super) const CLOSE_NOTES: Column = Column::new("close_notes");
pub(super) const HOLD_REASON: Column = Column::new("hold_reason");
pub(super) const COMMENTS: Column = Column::new("comments");
pub(super) const WORK_NOTES: Column = Column::new("work_notes");
pub(super) const COMMENTS_AND_WORK_NOTES: Column = Column::new("comments_and_work_notes");
pub(super) const ELEMENT_ID: Column = Column::new("element_id");
pub(super) const TABLE_NAME: Column = Column::new("table_name");
pub(super) const TABLE_SYS_ID: Column = Column::new("table_sys_id");
pub(super) const FILE_NAME: Column = Column::new("file_name");
pub(super) const SIZE_BYTES: Column = Column::new("size_bytes");
pub(super) const CONTENT_TYPE: Column = Column::new("content_type");

/// The table that holds the tickets of that type.
pub(super) fn table(ticket_type: TicketType) -> &'static str {
    match ticket_type {
        TicketType::ChangeRequest => "change_request",
        TicketType::Incident => "incident",
    }
}
