//! What is set for the tickets: their states' names, and what counts as open.

use std::rc::Rc;

use crate::browser::page;
use crate::configuration::Configured;
use crate::connection::Connection;

use super::App;

/// The one that holds for the instance that is connected.
pub(super) fn now(connection: &Connection) -> Rc<Configured> {
    let saved = connection.saved.as_ref();
    let now = Configured::now(saved.map(|saved| saved.instance_url.as_str()));
    if let Some(servicenow) = &connection.servicenow {
        servicenow.follow_states(now.states.clone());
    }
    now
}

impl App {
    /// The configuration that holds.
    #[must_use]
    pub fn configured(&self) -> Rc<Configured> {
        self.configured.borrow().clone()
    }

    /// Follows what is set, here or in another tab. What was counted by what counted as open
    /// before is counted again.
    pub(super) fn follow_configuration(&self) -> bool {
        let now = now(&self.connection());
        let before = self.configured.replace(now.clone());
        if !before.states.counts_like(&now.states) {
            self.count_ticket_change();
        }
        !Rc::ptr_eq(&before, &now)
    }

    /// Follows what other tabs set, for as long as what it gives lives.
    pub(super) fn follow_other_tabs(self: &Rc<Self>) -> Option<page::Listening> {
        let app = Rc::downgrade(self);
        page::listen_to_window("storage", move |_| {
            if let Some(app) = app.upgrade()
                && app.follow_configuration()
            {
                app.follow_tickets();
                app.redraw();
            }
        })
    }
}
