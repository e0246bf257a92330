//! One ticket: its record, its journal, its files, and what can be changed of it.

mod attachments;
mod choose;
mod conflict;
mod controls;
mod desk;
mod edit;
mod edit_values;
mod fact;
mod facts;
mod journal;
mod news;
mod note_form;
mod prose;
mod waiting;
mod whole;

use std::rc::Rc;

use snowline_core::task::TicketType;
use yew::Html;

use crate::app::App;
use crate::components::link;
use crate::dom::el;
use crate::part::{Cx, Part, part};
use crate::route::Route;

use whole::Whole;

/// One ticket.
pub struct Ticket {
    /// What all parts share.
    pub app: Rc<App>,
    /// Of which type.
    pub ticket_type: TicketType,
    /// The record's ID, as the address has it.
    pub sys_id: Rc<str>,
}

impl Part for Ticket {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let title = ["tickets.", self.ticket_type.key(), ".title"].concat();
        let back = link(app, Route::Tickets(self.ticket_type)).says(&app.messages(), &title);
        let whole = Whole {
            app: app.clone(),
            ticket_type: self.ticket_type,
            sys_id: self.sys_id.clone(),
        };
        el("div.page")
            .child(el("p.back").child(back))
            .child(part(whole))
            .html()
    }
}
