//! The journal: comments and work notes.
//!
//! Each entry is a record of its own, which often only those may read who work in ServiceNow
//! itself. To everybody else who reads the ticket it shows as one text, with a line before each
//! entry: `2022-09-20 23:50:09 - System Administrator (Work notes)`. The time in it is the user's
//! own, in the format that the user has set, so it is shown as it stands.

use super::super::answer::Answer;
use super::super::columns::{
    COMMENTS, COMMENTS_AND_WORK_NOTES, CREATED, CREATED_BY, ELEMENT, ELEMENT_ID, SYS_ID, VALUE,
    WORK_NOTES,
};
use super::super::path::Path;
use super::super::query::{Condition, Query, QueryValue};
use super::super::value::Row;
use crate::error::{Kind, Result};
use crate::text::with_line_ends;
use crate::tickets::{Entry, Journal, NoteKind};

/// The table of entries.
pub(crate) const TABLE: &str = "sys_journal_field";
/// The columns that are read of them.
pub(crate) const COLUMNS: &str = "sys_id,element_id,element,value,sys_created_on,sys_created_by";

/// The column that entries of a kind are written to.
pub(super) fn column_of(kind: NoteKind) -> super::super::query::Column {
    match kind {
        NoteKind::Comment => COMMENTS,
        NoteKind::WorkNote => WORK_NOTES,
    }
}

/// The path of a part of a record's journal, newest first.
pub(super) fn path(sys_id: &str, offset: usize, limit: usize) -> Result<String> {
    let id = QueryValue::parse(sys_id).map_err(|_| Kind::NotFound)?;
    let mut query = Query::new().and(&Condition::equals(ELEMENT_ID, id));
    let elements = [COMMENTS, WORK_NOTES].map(|column| QueryValue::known(column.as_str()));
    if let Some(elements) = Condition::one_of(ELEMENT, elements) {
        query = query.and(&elements);
    }
    Ok(Path::table(TABLE, COLUMNS)
        .query(&query.descending(CREATED).descending(SYS_ID))
        .limit(limit)
        .with("sysparm_offset", &offset.to_string())
        .into_string())
}

/// Reads the records. `None` where they cannot be read, or none is shown: that may be so because
/// the user may not read them.
pub(super) fn of_table(answer: Result<Answer>, sys_id: &str, limit: usize) -> Option<Journal> {
    let answer = answer.ok()?;
    let rows = Row::list(&answer.json).ok()?;
    let more = rows.len() >= limit;
    let mut entries = Vec::new();
    for row in &rows {
        // An instance that drops a condition gives other records' entries, too.
        if row.text(ELEMENT_ID) != sys_id {
            return None;
        }
        let element = row.text(ELEMENT);
        let mut kinds = NoteKind::ALL.into_iter();
        let Some(kind) = kinds.find(|kind| column_of(*kind).as_str() == element) else {
            continue;
        };
        let field = row.field(CREATED);
        entries.push(Entry {
            kind,
            text: with_line_ends(&row.text(VALUE), '\n').trim().to_owned(),
            author: row.text(CREATED_BY),
            at: row.time(CREATED),
            shown_at: field.map(|field| field.value).unwrap_or_default(),
        });
    }
    (!entries.is_empty()).then_some(Journal { entries, more })
}

/// Reads what the record shows of its journal: all of it.
pub(super) fn of_record(row: &Row<'_>) -> Journal {
    let text = |column| with_line_ends(&row.shown(column).unwrap_or_default(), '\n');
    let (comments, notes) = (text(COMMENTS), text(WORK_NOTES));
    let mut all = text(COMMENTS_AND_WORK_NOTES);
    if all.trim().is_empty() {
        all = [notes.trim(), "\n\n", comments.trim()].concat();
    }
    Journal {
        entries: entries(all.trim(), comments.trim(), notes.trim()),
        more: false,
    }
}

/// The line before an entry.
struct Head<'a> {
    time: &'a str,
    author: &'a str,
    label: &'a str,
}

impl<'a> Head<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let line = line.trim_end().strip_suffix(')')?;
        let (rest, label) = line.rsplit_once(" (")?;
        let (time, author) = rest.split_once(" - ")?;
        Some(Self {
            time,
            author,
            label,
        })
    }

    /// How its time is written: runs of digits and of letters, and what is between.
    fn shape(&self) -> String {
        let mut shape = String::new();
        for c in self.time.chars() {
            let kind = match c {
                c if c.is_ascii_digit() => '9',
                c if c.is_alphabetic() => 'a',
                c => c,
            };
            if !(shape.ends_with(kind) && matches!(kind, '9' | 'a')) {
                shape.push(kind);
            }
        }
        shape
    }
}

/// The entries of the whole text. What the columns are called in the user's language, and how times
/// are written, the first line tells, which no person has written. So a line in the middle of an
/// entry counts as the next one's head only if it stands after an empty line and looks the same
/// in both.
fn entries(all: &str, comments: &str, notes: &str) -> Vec<Entry> {
    let first = |text: &str| Head::read(text.lines().next()?).map(|head| head.label.to_owned());
    let (of_comments, of_notes) = (first(comments), first(notes));
    let shape = all.lines().next().and_then(Head::read);
    let shape = shape.map(|head| head.shape()).unwrap_or_default();
    let kind_of = |label: &str| {
        if of_notes.as_deref() == Some(label) {
            Some(NoteKind::WorkNote)
        } else if of_comments.as_deref() == Some(label) {
            Some(NoteKind::Comment)
        } else {
            None
        }
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut after_empty = true;
    for line in all.lines() {
        let head = Head::read(line).filter(|head| after_empty && head.shape() == shape);
        let begun = head.and_then(|head| Some((kind_of(head.label)?, head)));
        after_empty = line.trim().is_empty();
        match (begun, entries.last_mut()) {
            (Some((kind, head)), _) => entries.push(Entry {
                kind,
                text: String::new(),
                author: head.author.to_owned(),
                at: None,
                shown_at: head.time.to_owned(),
            }),
            (None, Some(entry)) => {
                entry.text.push_str(line);
                entry.text.push('\n');
            }
            // Not as it was ever seen: shown as it is.
            (None, None) => entries.push(Entry {
                kind: NoteKind::Comment,
                text: [line, "\n"].concat(),
                author: String::new(),
                at: None,
                shown_at: String::new(),
            }),
        }
    }
    for entry in &mut entries {
        entry.text = entry.text.trim().to_owned();
    }
    entries.retain(|entry| !(entry.text.is_empty() && entry.author.is_empty()));
    entries
}
