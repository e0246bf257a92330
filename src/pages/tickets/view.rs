//! What a list shows, as its address says it.

use std::rc::Rc;

use snowline_core::ports::{Ports, Store};
use snowline_core::tickets::{ListColumn, TicketFilter};

use crate::app::App;
use crate::browser::Browser;
use crate::part::Redraw;

/// The key in `localStorage` of the columns that were chosen last.
const COLUMNS: &str = "snowline.columns";

/// How many tickets a page holds.
pub(super) const PAGE_SIZE: usize = 25;

/// What the list shows now: what its address says, and of the columns, where it says nothing, what
/// was chosen last.
pub(super) fn filter(app: &App) -> TicketFilter {
    let mut filter = TicketFilter::read(&app.query());
    if filter.columns.is_none() {
        let kept = Browser::new().local_store().get(COLUMNS);
        filter.columns = kept.map(|words| ListColumn::read_list(&words));
    }
    filter
}

/// The list in its place: how what is above it, in it and below it shows another one.
#[derive(Clone)]
pub(super) struct View {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Draws the list anew. The list alone: to draw the app anew would draw each of its rows.
    pub(super) list: Redraw,
}

impl View {
    /// What the list shows now.
    pub(super) fn filter(&self) -> TicketFilter {
        filter(&self.app)
    }

    /// Shows another list: with an entry in the history, unless it changes letter by letter.
    pub(super) fn show(&self, filter: &TicketFilter, entry: bool) {
        self.app.is_shown_by(&filter.write(), entry);
        self.list.soon();
    }

    /// A change that a person makes to what is shown. Whatever narrows it down begins with the
    /// first page.
    pub(super) fn change(&self, change: impl FnOnce(&mut TicketFilter)) {
        let mut next = self.filter();
        change(&mut next);
        next.page = 0;
        self.show(&next, true);
    }

    /// Shows a column, or hides it, from now on.
    pub(super) fn toggle_column(&self, column: ListColumn) {
        let mut next = self.filter();
        next.toggle_column(column);
        let store = Browser::new();
        let store = store.local_store();
        match &next.columns {
            Some(columns) => {
                store.set(COLUMNS, &ListColumn::write_list(columns));
            }
            None => store.remove(COLUMNS),
        }
        self.show(&next, false);
    }
}
