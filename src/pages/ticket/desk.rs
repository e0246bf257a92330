//! What the parts of the page share: the ticket, and what is being done with it.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::ports::Ports;
use snowline_core::servicenow::SavedTicket;
use snowline_core::task::TicketType;
use snowline_core::tickets::edit_draft::EditDraft;
use snowline_core::tickets::{Entry, Journal, Remote, TicketDetail, TicketField, WholeTicket};
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::Browser;
use crate::later::tickets::look_up_tickets_again;
use crate::part::{Cx, State};

use super::news::News;

/// What the parts of the page share.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) app: Rc<App>,
    pub(super) ticket_type: TicketType,
    pub(super) sys_id: Rc<str>,
    /// The ticket.
    pub(super) whole: State<Remote<Rc<WholeTicket>>>,
    /// The field that is being changed.
    pub(super) editing: State<Option<TicketField>>,
    /// What came of the last change.
    pub(super) news: State<Option<Rc<News>>>,
    /// Entries of the journal that were loaded after the newest.
    pub(super) older: State<Rc<Journal>>,
    asked: Rc<Cell<u32>>,
}

impl Desk {
    pub(super) fn new(
        cx: &mut Cx<'_>,
        app: &Rc<App>,
        ticket_type: TicketType,
        sys_id: &Rc<str>,
    ) -> Self {
        Self {
            app: app.clone(),
            ticket_type,
            sys_id: sys_id.clone(),
            whole: cx.state(|| Remote::Idle),
            // What was chosen before the page was left is gone on with.
            editing: cx.state(|| EditDraft::field(Browser::new().local_store(), sys_id)),
            news: cx.state(|| None),
            older: cx.state(Rc::default),
            asked: cx.keep(|| Cell::new(0)),
        }
    }

    /// Loads all of it. What is there stays in sight meanwhile.
    pub(super) fn load(&self) {
        let Some(servicenow) = self.app.connection().servicenow.clone() else {
            return;
        };
        let mine = self.next();
        let desk = self.clone();
        desk.whole.update(Remote::start);
        spawn_local(async move {
            let answer = servicenow.ticket(desk.ticket_type, &desk.sys_id).await;
            // What was written since then is newer.
            if desk.asked.get() == mine {
                desk.older.set(Rc::default());
                desk.whole.update(|known| known.finish(answer.map(Rc::new)));
            }
        });
    }

    fn next(&self) -> u32 {
        let next = self.asked.get().wrapping_add(1);
        self.asked.set(next);
        next
    }

    /// The ticket, as far as it is known.
    pub(super) fn known(&self) -> Option<Rc<WholeTicket>> {
        self.whole.look().value().cloned()
    }

    /// A change was saved.
    pub(super) fn saved(&self, saved: SavedTicket) {
        let news = News::of(&saved);
        self.news.set(Some(Rc::new(news)));
        self.editing.set(None);
        self.show(saved.detail);
    }

    /// Shows the record as it is now, and learns what follows from that.
    pub(super) fn show(&self, detail: TicketDetail) {
        self.change(|whole| whole.detail = detail);
        look_up_tickets_again(&self.app);
        self.load();
    }

    /// A note was written.
    pub(super) fn written(&self, journal: Journal) {
        self.next();
        self.older.set(Rc::default());
        self.change(|whole| whole.journal = journal);
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut WholeTicket)) {
        if let Some(known) = self.known() {
            let mut whole = (*known).clone();
            change(&mut whole);
            self.whole.set(Remote::Ready(Rc::new(whole)));
        }
    }

    /// All entries that were read, and whether there are more.
    pub(super) fn entries(&self, whole: &WholeTicket) -> (Vec<Entry>, bool) {
        let older = self.older.look();
        let mut entries = whole.journal.entries.clone();
        let more = match older.entries.is_empty() {
            true => whole.journal.more,
            false => older.more,
        };
        entries.extend(older.entries.iter().cloned());
        (entries, more)
    }
}
