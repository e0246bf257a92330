//! One ticket with all that its page shows.

use super::Ticket;
use crate::date::Timestamp;
use crate::error::Result;
use crate::task::TicketType;

/// What a field holds: the value that is stored, and how the instance shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The stored value: a number of a choice, a record's ID, a time in UTC.
    pub value: String,
    /// What people see, where the instance says it.
    pub label: Option<String>,
}

impl Shown {
    /// What a person is shown: the label, else the value.
    #[must_use]
    pub fn text(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.value)
    }
}

/// A field of a ticket that can be changed from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketField {
    /// Where it stands.
    State,
    /// How it was resolved.
    CloseCode,
    /// How it was resolved, in words.
    CloseNotes,
    /// What an incident on hold waits for.
    HoldReason,
    /// The group that works on it.
    Group,
    /// The person who works on it.
    Assignee,
    /// When it is due.
    Due,
}

impl TicketField {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::State,
        Self::CloseCode,
        Self::CloseNotes,
        Self::HoldReason,
        Self::Group,
        Self::Assignee,
        Self::Due,
    ];

    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::State => "ticket.state",
            Self::CloseCode => "ticketPage.closeCode",
            Self::CloseNotes => "ticketPage.closeNotes",
            Self::HoldReason => "ticketPage.holdReason",
            Self::Group => "ticketPage.group",
            Self::Assignee => "ticketPage.assignee",
            Self::Due => "ticket.due",
        }
    }

    /// What a ticket needs besides to come into that state, as ServiceNow's own data policies and
    /// forms have it. An administrator may have changed them; the instance decides.
    #[must_use]
    pub fn needed_for(ticket_type: TicketType, state: &str) -> &'static [Self] {
        match (ticket_type, state) {
            (TicketType::Incident, "6" | "7") | (TicketType::ChangeRequest, "3") => {
                &[Self::CloseCode, Self::CloseNotes]
            }
            (TicketType::Incident, "3") => &[Self::HoldReason],
            _ => &[],
        }
    }
}

/// Which writing of a record was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// How often it was written since it was made, where that may be read.
    pub count: Option<u64>,
    /// When it was written last: the stored text, in UTC.
    pub updated: String,
}

/// A ticket with everything that its page shows of the record itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketDetail {
    /// What lists show of it.
    pub ticket: Ticket,
    /// Its description, plain text.
    pub description: String,
    /// How much it is about.
    pub impact: Option<Shown>,
    /// How soon it matters.
    pub urgency: Option<Shown>,
    /// Who opened it.
    pub opened_by: Option<Shown>,
    /// The user name of who wrote it last.
    pub updated_by: String,
    /// The ID by which this product, or another, finds it again.
    pub correlation: String,
    /// What can be changed, where it holds something.
    pub(crate) values: Vec<(TicketField, Shown)>,
    /// Which writing of the record this is.
    pub version: Version,
}

impl TicketDetail {
    /// What a field holds; `None` if it is empty or may not be read.
    #[must_use]
    pub fn get(&self, field: TicketField) -> Option<&Shown> {
        let mut values = self.values.iter();
        let (_, shown) = values.find(|(known, _)| *known == field)?;
        Some(shown)
    }

    /// The stored value of a field; empty if it has none.
    #[must_use]
    pub fn value(&self, field: TicketField) -> &str {
        self.get(field).map_or("", |shown| &shown.value)
    }

    /// Whether the field holds that value. Line ends and spaces around do not count: a database
    /// may keep others than were sent.
    #[must_use]
    pub fn holds(&self, field: TicketField, value: &str) -> bool {
        let words = |text: &str| -> Vec<String> { text.lines().map(trimmed).collect() };
        words(self.value(field).trim()) == words(value.trim())
    }
}

fn trimmed(line: &str) -> String {
    line.trim_end().to_owned()
}

/// Who sees what is written in a ticket's journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Everybody who sees the ticket, also whoever it is about.
    Comment,
    /// Those who work on it.
    WorkNote,
}

impl NoteKind {
    /// Both, the one that fewer see first.
    pub const ALL: [Self; 2] = [Self::WorkNote, Self::Comment];

    /// The last part of its messages' names.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::WorkNote => "workNote",
        }
    }

    /// The kind with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// An entry of a ticket's journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who sees it.
    pub kind: NoteKind,
    /// What was written.
    pub text: String,
    /// Who wrote it: a name, or a user name.
    pub author: String,
    /// When, where that is known as a point in time.
    pub at: Option<Timestamp>,
    /// When, as the instance writes it for the user, where that is all that is known.
    pub shown_at: String,
}

/// A ticket's journal, newest first, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Whether there are older ones.
    pub more: bool,
}

impl Journal {
    /// How many entries of that kind say that.
    #[must_use]
    pub fn count(&self, kind: NoteKind, text: &str) -> usize {
        let said = words(text);
        let same = |entry: &&Entry| entry.kind == kind && words(&entry.text) == said;
        self.entries.iter().filter(same).count()
    }
}

/// What a text says, whatever a form or a database does to the space between.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// A file on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The record's ID.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// Its size in bytes, where the instance says it.
    pub size: Option<u64>,
    /// Its type, as `text/plain`; may be empty.
    pub content_type: String,
    /// When it was added.
    pub added: Option<Timestamp>,
    /// The user name of who added it.
    pub added_by: String,
    /// Where ServiceNow gives it to a person who is signed in there.
    pub url: String,
}

/// A state that a ticket may go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The state's number.
    pub to: String,
    /// Its name on the instance.
    pub label: Option<String>,
    /// Whether it can go there now.
    pub open: bool,
    /// What it waits for, in the instance's words, where it cannot.
    pub missing: Vec<String>,
}

/// A ticket with all that is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeTicket {
    /// The record.
    pub detail: TicketDetail,
    /// The newest of its journal.
    pub journal: Journal,
    /// Its files, or why they cannot be listed.
    pub attachments: Result<Vec<Attachment>>,
    /// Where a change request can go from here, as its model says; `None` where that is not known
    /// and the instance decides when it is tried.
    pub moves: Option<Vec<Move>>,
}
