//! What a list shows, as its address says it.

use std::rc::Rc;

use snowline_core::ports::{Ports, Store};
use snowline_core::tickets::{ListColumn, TicketFilter};

use crate::app::App;
use crate::browser::Browser;

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

/// Shows another list: with an entry in the history, unless it changes letter by letter. Whatever
/// narrows it down begins with the first page.
pub(super) fn show(app: &Rc<App>, filter: &TicketFilter, entry: bool) {
    app.show_by(&filter.write(), entry);
}

/// A change that a person makes to what is shown.
pub(super) fn change(app: &Rc<App>, change: impl FnOnce(&mut TicketFilter)) {
    let mut next = filter(app);
    change(&mut next);
    next.page = 0;
    show(app, &next, true);
}

/// Shows a column, or hides it, from now on.
pub(super) fn toggle_column(app: &Rc<App>, column: ListColumn) {
    let mut next = filter(app);
    next.toggle_column(column);
    let store = Browser::new();
    let store = store.local_store();
    match &next.columns {
        Some(columns) => {
            store.set(COLUMNS, &ListColumn::write_list(columns));
        }
        None => store.remove(COLUMNS),
    }
    show(app, &next, false);
    app.redraw();
}
