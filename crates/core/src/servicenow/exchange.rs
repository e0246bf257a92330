//! What goes to an instance and what comes from it, as data: the code that makes the requests goes
//! by these lists, and so does the page that shows them.

use super::columns::{
    self, ASSIGNED_TO, ASSIGNMENT_GROUP, CORRELATION_DISPLAY, CORRELATION_ID, DESCRIPTION,
    DUE_DATE, IMPACT, PRIORITY, SHORT_DESCRIPTION, TYPE, URGENCY, WORK_NOTES,
};
use super::connection_record::{self, LAST_CONTACT, PORTAL, USER_NAME};
use super::query::Column;
use super::{change_request, choices, groups, one_ticket, record, user, users};
use crate::task::TicketType;
use crate::tickets::TicketField;

/// What is written into a ticket's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// The task's name.
    Name,
    /// The task's description with the lines that are added to it.
    Description,
    /// The end of the day on which it is due.
    Due,
    /// The assignment group, if one is chosen.
    Group,
    /// The assignee, if one is chosen.
    Assignee,
    /// The priority.
    Priority,
    /// The impact of the pair that makes the priority.
    Impact,
    /// The urgency of the pair that makes the priority.
    Urgency,
    /// The type of a change request.
    ChangeType,
    /// The description of a standard change: its template has one of its own.
    Note,
    /// What tells this task from every other.
    Correlation,
    /// What says that the ticket was made here.
    Mark,
}

impl Content {
    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "data.content.name",
            Self::Description => "data.content.description",
            Self::Due => "data.content.due",
            Self::Group => "data.content.group",
            Self::Assignee => "data.content.assignee",
            Self::Note => "data.content.note",
            Self::Priority => "data.content.priority",
            Self::Impact => "data.content.impact",
            Self::Urgency => "data.content.urgency",
            Self::ChangeType => "data.content.type",
            Self::Correlation => "data.content.correlation",
            Self::Mark => "data.content.mark",
        }
    }
}

/// The columns of a new incident.
const INCIDENT: [(Column, Content); 9] = [
    (SHORT_DESCRIPTION, Content::Name),
    (DESCRIPTION, Content::Description),
    (DUE_DATE, Content::Due),
    (ASSIGNMENT_GROUP, Content::Group),
    (ASSIGNED_TO, Content::Assignee),
    (CORRELATION_ID, Content::Correlation),
    (CORRELATION_DISPLAY, Content::Mark),
    (IMPACT, Content::Impact),
    (URGENCY, Content::Urgency),
];

/// The columns of a new change request.
const CHANGE_REQUEST: [(Column, Content); 10] = [
    (SHORT_DESCRIPTION, Content::Name),
    (DESCRIPTION, Content::Description),
    (WORK_NOTES, Content::Note),
    (DUE_DATE, Content::Due),
    (ASSIGNMENT_GROUP, Content::Group),
    (ASSIGNED_TO, Content::Assignee),
    (CORRELATION_ID, Content::Correlation),
    (CORRELATION_DISPLAY, Content::Mark),
    (PRIORITY, Content::Priority),
    (TYPE, Content::ChangeType),
];

/// The columns that a new ticket of that type is sent with, and what is in them. Others are only
/// the fields that the instance requires or the configuration adds.
#[must_use]
pub fn sent(ticket_type: TicketType) -> &'static [(Column, Content)] {
    match ticket_type {
        TicketType::ChangeRequest => &CHANGE_REQUEST,
        TicketType::Incident => &INCIDENT,
    }
}

/// Whether a field that is added to the form may fill in that column: not what is sent anyway, as
/// the ID by which a ticket is found again, nor what an instance fills in by itself.
#[must_use]
pub fn may_be_added(ticket_type: TicketType, column: &str) -> bool {
    let by_itself = ["number", "state"];
    let mut sent = sent(ticket_type).iter();
    !(column.starts_with("sys_")
        || by_itself.contains(&column)
        || sent.any(|(own, _)| own.as_str() == column))
}

/// The columns that a ticket is changed in, and the message that says what with. What a person
/// writes to its journal goes into the last two.
#[must_use]
pub fn changed() -> Vec<(Column, &'static str)> {
    let mut columns = Vec::new();
    for field in TicketField::ALL {
        let what = match field {
            TicketField::State => "data.change.state",
            TicketField::CloseCode => "data.change.closeCode",
            TicketField::CloseNotes => "data.change.closeNotes",
            TicketField::HoldReason => "data.change.holdReason",
            TicketField::Group => "data.change.group",
            TicketField::Assignee => "data.change.assignee",
            TicketField::Due => "data.change.due",
        };
        columns.push((one_ticket::column(field), what));
    }
    columns.push((columns::COMMENTS, "data.change.comment"));
    columns.push((columns::WORK_NOTES, "data.change.workNote"));
    columns
}

/// The API that files are sent to.
pub const FILES: &str = one_ticket::ATTACHMENTS;

/// The table that tickets of that type go to.
#[must_use]
pub fn table(ticket_type: TicketType) -> &'static str {
    columns::table(ticket_type)
}

/// What is written into the connector's table, where the instance has it: its name and columns.
#[must_use]
pub fn left_word() -> (&'static str, [Column; 3]) {
    (connection_record::TABLE, [PORTAL, USER_NAME, LAST_CONTACT])
}

/// Records that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// The table, or the API's path where it is none.
    pub table: &'static str,
    /// The columns, separated by commas; empty where the API gives what it gives.
    pub columns: &'static str,
    /// What for: the name of its message.
    pub what_for: &'static str,
}

/// All that is read. Tickets are also counted, by state and by due date.
pub const READ: [Read; 18] = [
    Read {
        table: "change_request",
        columns: record::LIST_FIELDS,
        what_for: "data.read.tickets",
    },
    Read {
        table: "incident",
        columns: record::LIST_FIELDS,
        what_for: "data.read.tickets",
    },
    Read {
        table: "change_request",
        columns: record::CLOSED_FIELDS,
        what_for: "data.read.lookUp",
    },
    Read {
        table: "incident",
        columns: record::CLOSED_INCIDENT_FIELDS,
        what_for: "data.read.lookUp",
    },
    Read {
        table: "change_request",
        columns: one_ticket::FIELDS,
        what_for: "data.read.ticket",
    },
    Read {
        table: "incident",
        columns: one_ticket::INCIDENT_FIELDS,
        what_for: "data.read.ticket",
    },
    Read {
        table: one_ticket::JOURNAL,
        columns: one_ticket::JOURNAL_COLUMNS,
        what_for: "data.read.journal",
    },
    Read {
        table: one_ticket::ATTACHMENTS,
        columns: one_ticket::ATTACHMENT_COLUMNS,
        what_for: "data.read.files",
    },
    Read {
        table: one_ticket::MOVES,
        columns: "",
        what_for: "data.read.moves",
    },
    Read {
        table: user::TABLE,
        columns: user::FIELDS,
        what_for: "data.read.user",
    },
    Read {
        table: choices::META,
        columns: "",
        what_for: "data.read.labels",
    },
    Read {
        table: choices::TABLE,
        columns: choices::FIELDS,
        what_for: "data.read.labels",
    },
    Read {
        table: groups::TABLE,
        columns: groups::FIELDS,
        what_for: "data.read.groups",
    },
    Read {
        table: user::TABLE,
        columns: users::FIELDS,
        what_for: "data.read.assignees",
    },
    Read {
        table: users::MEMBERS,
        columns: users::MEMBER_FIELDS,
        what_for: "data.read.assignees",
    },
    Read {
        table: change_request::TEMPLATES,
        columns: "",
        what_for: "data.read.templates",
    },
    Read {
        table: connection_record::TABLE,
        columns: connection_record::FIELDS,
        what_for: "data.read.connection",
    },
    Read {
        table: "sys_properties",
        columns: "name,value",
        what_for: "data.read.release",
    },
];
