//! What the pages know together: the score, the tickets of its actions, the task that is written.

use std::cell::Ref;
use std::rc::Rc;

use crate::later::tickets::{ActionTickets, Cause};
use crate::posture::PostureState;
use crate::task_dialog::Opening;

use super::App;

impl App {
    /// What is known of the score.
    #[must_use]
    pub fn posture(&self) -> Rc<PostureState> {
        self.posture.borrow().clone()
    }

    pub(crate) fn set_posture(&self, posture: Rc<PostureState>) {
        self.posture.replace(posture);
    }

    /// Which action has which ticket.
    #[must_use]
    pub fn action_tickets(&self) -> Ref<'_, ActionTickets> {
        self.action_tickets.borrow()
    }

    pub(crate) fn with_action_tickets(&self, change: impl FnOnce(&mut ActionTickets)) {
        change(&mut self.action_tickets.borrow_mut());
        self.redraw();
    }

    /// What the tickets were looked up for last.
    pub(crate) fn looked_up_for(&self) -> Option<Cause> {
        self.looked_up_for.borrow().clone()
    }

    pub(crate) fn look_up_for(&self, cause: Option<Cause>) {
        self.looked_up_for.replace(cause);
    }

    /// Grows with every ticket that is made from this page.
    #[must_use]
    pub fn ticket_changes(&self) -> u32 {
        self.ticket_changes.get()
    }

    pub(crate) fn count_ticket_change(&self) {
        let changes = self.ticket_changes.get().wrapping_add(1);
        self.ticket_changes.set(changes);
    }

    /// The task that is being written, while the dialog is open.
    #[must_use]
    pub fn task(&self) -> Option<Rc<Opening>> {
        self.task.borrow().clone()
    }

    /// Opens the dialog, or closes it.
    pub fn show_task(&self, opening: Option<Opening>) {
        self.task.replace(opening.map(Rc::new));
        self.redraw();
    }
}
