//! What is set for the tickets: their states' names, and what counts as open.

use std::rc::Rc;

use crate::configuration::Configured;
use crate::connection::Hub;

use super::App;

impl App {
    /// The configuration that holds.
    #[must_use]
    pub fn configured(&self) -> Rc<Configured> {
        self.configured.borrow().clone()
    }

    /// Follows what is set, here or in another tab. What was counted by what counted as open
    /// before is counted again.
    pub(super) fn follow_configuration(&self) {
        let now = Hub::of_page().configured();
        if let Some(servicenow) = &self.connection().servicenow {
            servicenow.follow_states(now.states.clone());
        }
        let before = self.configured.replace(now.clone());
        if !before.states.counts_like(&now.states) {
            self.count_ticket_change();
        }
    }
}
