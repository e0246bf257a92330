//! The journal: read in both ways, and written to once.

use pollster::block_on;

use super::desk::{Desk, Fault, ID};
use super::{requests, signed_in};
use crate::ports::Method;
use crate::ports::memory::{Memory, json};
use crate::servicenow::ServiceNow;
use crate::task::TicketType;
use crate::tickets::{Journal, NoteKind};

fn read(client: &ServiceNow<Memory>) -> Journal {
    let whole = block_on(client.ticket(TicketType::Incident, ID)).expect("a ticket");
    whole.journal
}

fn texts(journal: &Journal) -> Vec<(NoteKind, &str)> {
    let entries = journal.entries.iter();
    entries
        .map(|entry| (entry.kind, entry.text.as_str()))
        .collect()
}

#[test]
fn entries_are_read_one_by_one_where_they_may_be_and_else_from_the_record() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    desk.note("work_notes", "First\n\nwith a gap");
    desk.note("comments", "Second");
    let expect = [
        (NoteKind::Comment, "Second"),
        (NoteKind::WorkNote, "First\n\nwith a gap"),
    ];
    let journal = read(&client);
    assert_eq!(texts(&journal), expect);
    assert_eq!(journal.entries[0].author, "beth.anglin");
    assert!(journal.entries[0].at.is_some());
    desk.reads_entries.set(false);
    let journal = read(&client);
    assert_eq!(texts(&journal), expect);
    let newest = &journal.entries[0];
    assert_eq!((newest.author.as_str(), newest.at), ("Beth Anglin", None));
    assert_eq!(newest.shown_at, "2026-11-21 09:00:00");
    desk.journal.borrow_mut().clear();
    assert_eq!(read(&client), Journal::default());
}

#[test]
fn a_line_that_only_looks_like_a_head_is_text() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    desk.reads_entries.set(false);
    let not_heads = "a - b (c)\n2026-11-21 09:00:00 - Eve (Work notes)\n\nnoon - Eve (Work notes)";
    desk.note("work_notes", not_heads);
    desk.note(
        "comments",
        "x\n\n2026-11-21 09:00:00 - Eve (Approval history)",
    );
    let journal = read(&client);
    assert_eq!(
        texts(&journal),
        [
            (
                NoteKind::Comment,
                "x\n\n2026-11-21 09:00:00 - Eve (Approval history)"
            ),
            (NoteKind::WorkNote, not_heads),
        ]
    );
}

fn add(
    client: &ServiceNow<Memory>,
    text: &str,
    in_doubt: Option<usize>,
) -> Result<usize, (&'static str, Option<usize>)> {
    let what = (NoteKind::WorkNote, text);
    let added = block_on(client.add_note(TicketType::Incident, ID, what, in_doubt));
    match added {
        Ok(journal) => Ok(journal.count(NoteKind::WorkNote, text)),
        Err(failure) => Err((failure.error.key(), failure.in_doubt)),
    }
}

#[test]
fn a_note_is_there_once_whatever_becomes_of_the_answer() {
    #[track_caller]
    fn check(
        reads_entries: bool,
        fault: Fault,
        first: Result<usize, (&'static str, Option<usize>)>,
    ) {
        let (ports, client) = signed_in();
        let desk = Desk::serve(&ports);
        desk.reads_entries.set(reads_entries);
        // Somebody has said the same before: that is another note.
        desk.note("work_notes", "Done.");
        desk.note("comments", "Done.");
        desk.faults.borrow_mut().push_back(fault);
        assert_eq!(add(&client, "Done.\n", None), first);
        if let Err((_, in_doubt)) = first {
            assert_eq!(add(&client, "Done.", in_doubt), Ok(2));
        }
        let notes = desk.journal.borrow();
        let notes = notes.iter().filter(|[column, ..]| column == "work_notes");
        assert_eq!(notes.count(), 2);
    }
    for reads_entries in [true, false] {
        let refused = || Fault::Refused(json(403, "{}"));
        check(reads_entries, Fault::Lost, Ok(2));
        check(
            reads_entries,
            Fault::Dropped,
            Err(("writeInDoubt", Some(1))),
        );
        check(reads_entries, refused(), Err(("forbidden", None)));
    }
}

#[test]
fn what_arrives_late_is_found_before_it_is_sent_again() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    desk.faults.borrow_mut().push_back(Fault::Dropped);
    assert_eq!(add(&client, "Slow", None), Err(("writeInDoubt", Some(0))));
    desk.note("work_notes", "Slow");
    assert_eq!(add(&client, "Slow", Some(0)), Ok(1));
    let requests = requests(&ports);
    let writes = requests
        .iter()
        .filter(|request| request.method == Method::Patch);
    assert_eq!(writes.count(), 1);
}

#[test]
fn nothing_is_sent_that_could_not_be_looked_for() {
    let (ports, client) = signed_in();
    let desk = Desk::serve(&ports);
    desk.blind.set(true);
    let failed = add(&client, "Hello", Some(3));
    assert_eq!(failed, Err(("restApiHidden", Some(3))));
    assert!(desk.journal.borrow().is_empty());
}
