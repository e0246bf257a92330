//! What the instance has told for the form.

use std::rc::Rc;

use snowline_core::servicenow::InstanceForm;
use snowline_core::task::{Reference, TicketType};
use snowline_core::tickets::{Remote, Ticket};

/// What the instance has told for the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its own forms: of changes, of incidents.
    pub forms: Rc<[InstanceForm; 2]>,
    /// The task's ticket from before: the open one, else the newest.
    pub ticket: Remote<Option<Rc<Ticket>>>,
    /// What standard changes can be made from.
    pub templates: Remote<Rc<Vec<Reference>>>,
}

impl Known {
    /// The instance's own form of that type.
    #[must_use]
    pub fn form(&self, ticket_type: TicketType) -> &InstanceForm {
        let [change, incident] = &*self.forms;
        match ticket_type {
            TicketType::ChangeRequest => change,
            TicketType::Incident => incident,
        }
    }

    /// The open ticket from before.
    #[must_use]
    pub fn open_ticket(&self) -> Option<&Rc<Ticket>> {
        let ticket = self.ticket.value()?.as_ref();
        ticket.filter(|ticket| ticket.open)
    }
}
