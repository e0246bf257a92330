//! `task`: what incidents and changes have in common. It holds no records of
//! its own here; a query on it sees those of both.

use super::{Column, Kind, Table};
use Kind::{
    Boolean, Choice, ClassName, DateTime, DueTime, Duration, Integer, Journal, JournalList,
    NumberChoice, Reference,
};

pub(super) static TABLE: Table = Table {
    name: "task",
    label: "Task",
    own: COLUMNS,
    display: "number",
    ..Table::BASE
};

/// The indexes that lists of one kind of task live by.
pub(super) const INDEXES: &[&[&str]] = &[
    &["number"],
    &["state"],
    &["correlation_id"],
    &["correlation_display", "sys_created_on"],
    &["correlation_display", "state"],
    &["sys_created_on"],
    &["due_date"],
];

const COLUMNS: &[Column] = &[
    Column::text("number", "Number", 40),
    Column::new("sys_class_name", "Task type", ClassName),
    Column::text("short_description", "Short description", 160),
    Column::text("description", "Description", 4000),
    Column::new("state", "State", NumberChoice).or("1"),
    Column::new("priority", "Priority", NumberChoice).or("4"),
    Column::new("impact", "Impact", NumberChoice).or("3"),
    Column::new("urgency", "Urgency", NumberChoice).or("3"),
    Column::new("active", "Active", Boolean).or("true"),
    Column::text("correlation_id", "Correlation ID", 100),
    Column::text("correlation_display", "Correlation display", 100),
    Column::new("due_date", "Due date", DateTime),
    Column::new("opened_at", "Opened", DateTime),
    Column::new("opened_by", "Opened by", Reference("sys_user")),
    Column::new("closed_at", "Closed", DateTime),
    Column::new("closed_by", "Closed by", Reference("sys_user")),
    Column::text("close_notes", "Close notes", 4000),
    Column::new("assigned_to", "Assigned to", Reference("sys_user")),
    Column::new(
        "assignment_group",
        "Assignment group",
        Reference("sys_user_group"),
    ),
    Column::text("additional_assignee_list", "Additional assignee list", 4000),
    Column::text("watch_list", "Watch list", 4000),
    Column::text("work_notes_list", "Work notes list", 4000),
    Column::text("group_list", "Group list", 4000),
    Column::new("comments", "Additional comments", Journal),
    Column::new("work_notes", "Work notes", Journal),
    Column::new(
        "comments_and_work_notes",
        "Comments and Work notes",
        JournalList,
    ),
    Column::new("approval", "Approval", Choice).or("not requested"),
    Column::text("approval_history", "Approval history", 4000),
    Column::new("approval_set", "Approval set", DateTime),
    Column::new("upon_approval", "Upon approval", Choice).or("proceed"),
    Column::new("upon_reject", "Upon reject", Choice).or("cancel"),
    Column::new("contact_type", "Contact type", Choice),
    Column::new("escalation", "Escalation", NumberChoice).or("0"),
    Column::new("made_sla", "Made SLA", Boolean).or("true"),
    Column::new("knowledge", "Knowledge", Boolean).or("false"),
    Column::new("reassignment_count", "Reassignment count", Integer).or("0"),
    Column::text("order", "Order", 40),
    Column::new("parent", "Parent", Reference("task")),
    Column::new("cmdb_ci", "Configuration item", Reference("cmdb_ci")),
    Column::new("business_service", "Service", Reference("cmdb_ci_service")),
    Column::new(
        "service_offering",
        "Service offering",
        Reference("service_offering"),
    ),
    Column::new("company", "Company", Reference("core_company")),
    Column::new("contract", "Contract", Reference("ast_contract")),
    Column::new("location", "Location", Reference("cmn_location")),
    Column::new(
        "delivery_plan",
        "Delivery plan",
        Reference("sc_cat_item_delivery_plan"),
    ),
    Column::new(
        "delivery_task",
        "Delivery task",
        Reference("sc_cat_item_delivery_task"),
    ),
    Column::new(
        "universal_request",
        "Universal Request",
        Reference("universal_request"),
    ),
    Column::text("user_input", "User input", 4000),
    Column::text("time_worked", "Time worked", 40),
    Column::new("expected_start", "Expected start", DateTime),
    Column::new("follow_up", "Follow up", DateTime),
    Column::new("work_start", "Actual start", DateTime),
    Column::new("work_end", "Actual end", DateTime),
    Column::new("activity_due", "Activity due", DueTime),
    Column::new("sla_due", "SLA due", DueTime),
    Column::new("business_duration", "Business duration", Duration),
    Column::new("calendar_duration", "Duration", Duration),
    Column::text("route_reason", "Transfer reason", 40),
    Column::text("task_effective_number", "Effective number", 40),
];
