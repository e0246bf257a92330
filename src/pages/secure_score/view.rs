//! What the list shows, as its address says it.

use std::rc::Rc;

use snowline_core::secure_score::ActionFilter;

use crate::app::App;
use crate::browser::page::after_paint;

/// So many rows are mounted at most: more make drawing slow.
pub(super) const PAGE_SIZE: usize = 50;

/// What the list shows now.
pub(super) fn filter(app: &App) -> ActionFilter {
    ActionFilter::read(&app.query())
}

/// Shows another list, with an entry in the history.
pub(super) fn show(app: &App, filter: &ActionFilter) {
    app.show_by(&filter.write(), true);
}

/// A change that a person makes to what is shown; it begins with the first page. What was pressed
/// shows it at once, and the list after that.
pub(super) fn change(app: &Rc<App>, change: impl FnOnce(&mut ActionFilter) + 'static) {
    let app = app.clone();
    after_paint(move || {
        let mut next = filter(&app);
        change(&mut next);
        next.page = 0;
        show(&app, &next);
    });
}

/// Whether an action has a ticket, as far as the look-up has said.
pub(super) fn has_ticket(app: &App, id: &str) -> Option<bool> {
    let tickets = app.action_tickets();
    if tickets.of(id).is_some() {
        return Some(true);
    }
    tickets.state().value().map(|_| false)
}
