//! What the list shows, as its address says it.

use std::rc::Rc;

use snowline_core::secure_score::ActionFilter;

use crate::app::App;
use crate::part::Redraw;

/// So many rows are mounted at most: more make drawing slow.
pub(super) const PAGE_SIZE: usize = 20;

/// What the list shows now.
pub(super) fn filter(app: &App) -> ActionFilter {
    ActionFilter::read(&app.query())
}

/// Shows another list, with an entry in the history.
pub(super) fn show(app: &Rc<App>, page: &Redraw, filter: &ActionFilter) {
    app.is_shown_by(&filter.write(), true);
    // The page alone: to draw the app anew would draw each of its rows.
    page.soon();
}

/// A change that a person makes to what is shown; it begins with the first page.
pub(super) fn change(app: &Rc<App>, page: &Redraw, change: impl FnOnce(&mut ActionFilter)) {
    let mut next = filter(app);
    change(&mut next);
    next.page = 0;
    show(app, page, &next);
}

/// Whether an action has a ticket, as far as the look-up has said.
pub(super) fn has_ticket(app: &App, id: &str) -> Option<bool> {
    let tickets = app.action_tickets();
    if tickets.of(id).is_some() {
        return Some(true);
    }
    tickets.state().value().map(|_| false)
}
