//! What came of a change.

use snowline_core::servicenow::SavedTicket;
use snowline_core::tickets::{TicketField, WholeTicket};
use yew::Callback;

use crate::components::{Tone, note, note_body};
use crate::dom::{El, button, el};

use super::desk::Desk;
use super::edit_values::shown;

/// What came of the last change.
pub(super) struct News {
    /// The fields that the instance gave another value.
    otherwise: Vec<TicketField>,
    /// It was written more than once in that moment.
    at_once: bool,
}

impl News {
    pub(super) fn of(saved: &SavedTicket) -> Self {
        Self {
            otherwise: saved.otherwise.clone(),
            at_once: saved.at_once,
        }
    }

    /// It goes with the next change, or when it is closed.
    pub(super) fn view(&self, desk: &Desk, whole: &WholeTicket) -> El {
        let messages = desk.app.messages();
        let mut body = note_body();
        for field in &self.otherwise {
            let given = shown(desk, whole, *field);
            let what = [("field", messages.text(field.key())), ("given", given)];
            let what: Vec<_> = what
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            body = body.child(el("p").child(messages.format("ticketPage.otherwise", &what)));
        }
        if self.at_once {
            body = body.child(el("p").says(&messages, "ticketPage.atOnce"));
        }
        let all_well = self.otherwise.is_empty() && !self.at_once;
        if all_well {
            body = body.child(el("p").says(&messages, "ticketPage.saved"));
        }
        let close = {
            let news = desk.news.clone();
            Callback::from(move |()| news.set(None))
        };
        let close = button("button.btn quiet", close).says(&messages, "action.close");
        let tone = if all_well { Tone::Ok } else { Tone::Warn };
        note(tone, body.child(el("div.row").child(close)))
    }
}
