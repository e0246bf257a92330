//! Somebody else has changed the same meanwhile: theirs beside yours.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::tickets::{Shown, TicketDetail, TicketField};
use yew::{AttrValue, Callback};

use crate::browser::Browser;
use crate::components::{Tone, note, note_body};
use crate::dom::{El, button, el};

use super::edit::Form;
use super::edit_values::state_name;

/// What both have chosen, and the choice between them.
pub(super) struct Conflict<'a> {
    pub(super) form: &'a Form,
    pub(super) theirs: &'a Rc<TicketDetail>,
}

impl Conflict<'_> {
    pub(super) fn view(self) -> El {
        let messages = self.form.desk.app.messages();
        let when = self.theirs.ticket.updated;
        let when = when.map(|at| messages.ago(at, Browser::new().now()));
        let what = messages.format(
            "ticketPage.conflict.what",
            &[
                ("user", &self.theirs.updated_by),
                ("when", &when.unwrap_or_default()),
            ],
        );
        let mut facts = el("dl.facts");
        for field in self.form.asked() {
            let name = messages.text(field.key());
            let of = |key: &str| messages.format(key, &[("field", &name)]);
            let pair = |label: AttrValue, value: AttrValue| {
                [
                    el("dt").child(label),
                    el("dd").child(el("bdi").child(value)),
                ]
            };
            let theirs = pair(of("ticketPage.conflict.theirs"), self.of_theirs(field));
            let yours = pair(of("ticketPage.conflict.yours"), self.form.words(field));
            for item in theirs.into_iter().chain(yours) {
                facts = facts.child(item);
            }
        }
        let body = note_body()
            .child(el("strong").says(&messages, "ticketPage.conflict"))
            .child(el("p").child(what))
            .child(facts);
        el("div.stack")
            .child(note(Tone::Warn, body).attr("role", "alert"))
            .child(el("div.row").child(self.mine()).child(self.keep()))
    }

    /// Saves what the person has chosen after all. Another change after this one is seen again.
    fn mine(&self) -> El {
        let (form, theirs) = (self.form.clone(), self.theirs.clone());
        let save = Callback::from(move |()| {
            form.overwrite(&theirs);
        });
        button("button.btn primary", save)
            .says(&self.form.desk.app.messages(), "ticketPage.conflict.mine")
    }

    fn keep(&self) -> El {
        let (form, theirs) = (self.form.clone(), self.theirs.clone());
        let keep = Callback::from(move |()| {
            form.close();
            form.desk.show((*theirs).clone());
        });
        button("button.btn", keep).says(&self.form.desk.app.messages(), "ticketPage.conflict.keep")
    }

    fn of_theirs(&self, field: TicketField) -> AttrValue {
        let messages = self.form.desk.app.messages();
        match (field, self.theirs.get(field)) {
            (TicketField::Due, Some(_)) => match self.theirs.ticket.due {
                Some(due) => messages.day(due).into(),
                None => messages.text("ticket.due.none"),
            },
            (TicketField::State, Some(Shown { value, label })) => {
                state_name(&self.form.desk, value, label.as_deref())
            }
            (_, Some(shown)) => shown.text().to_owned().into(),
            (_, None) => messages.text("ticketPage.nobody"),
        }
    }
}
