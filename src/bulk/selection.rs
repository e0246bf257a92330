//! The improvement actions that are chosen, in this mount and for as long as the tab is open.

use std::rc::Rc;

use snowline_core::bulk::Selection;
use snowline_core::ports::Ports;

use crate::app::App;
use crate::browser::Browser;

/// The actions of that tenant that are chosen.
#[must_use]
pub fn selection(app: &App, tenant: &str) -> Rc<Selection> {
    let known = app.selected.borrow().clone();
    if let Some(known) = known.filter(|known| known.tenant() == tenant) {
        return known;
    }
    let kept = Rc::new(Selection::find(Browser::new().session_store(), tenant));
    app.selected.replace(Some(kept.clone()));
    kept
}

/// Chooses others. What shows them is for the caller to draw anew.
pub fn choose(app: &App, tenant: &str, change: impl FnOnce(&mut Selection)) {
    let mut next = (*selection(app, tenant)).clone();
    change(&mut next);
    next.keep(Browser::new().session_store());
    app.selected.replace(Some(Rc::new(next)));
}
