//! One state: its name, whether it counts as open, its place.

use std::rc::Rc;

use snowline_core::configuration::StateRow;
use snowline_core::task::TicketType;
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::components::own_state_label;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, State};

use super::editor::Editor;
use super::moved::Moved;
use super::name::name_field;
use super::states::{name_of, usual_again};

/// One state among those of its type.
pub(super) struct Row {
    pub(super) editor: Editor,
    pub(super) ticket_type: TicketType,
    pub(super) rows: Rc<Vec<StateRow>>,
    pub(super) place: usize,
    pub(super) moved: Moved,
}

impl Part for Row {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        // What stands in the field while it is no name.
        let typed = cx.state(|| None);
        let Some(row) = self.rows.get(self.place) else {
            return Html::default();
        };
        let messages = self.editor.app.messages();
        let own = own_state_label(&messages, self.ticket_type, &row.state);
        let number = AttrValue::from(row.state.value.clone());
        let about = el("td.own")
            .child(el("bdi").child(own))
            .child(" ")
            .child(el("span.muted small num").child(number));
        el("tr")
            .child(about)
            .child(el("td.name").child(name_field(self, row, &typed)))
            .child(el("td.open").child(self.open(row)))
            .child(el("td.order").child(self.buttons(row, &typed)))
            .html()
    }
}

impl Row {
    /// Sets something of this state.
    pub(super) fn change(&self, change: impl FnOnce(&mut StateRow)) {
        let mut rows = (*self.rows).clone();
        if let Some(row) = rows.get_mut(self.place) {
            change(row);
            self.editor.set_rows(self.ticket_type, &rows);
        }
    }

    /// The same, for what happens later.
    pub(super) fn again(&self) -> Self {
        Self {
            editor: self.editor.clone(),
            ticket_type: self.ticket_type,
            rows: self.rows.clone(),
            place: self.place,
            moved: self.moved.clone(),
        }
    }

    /// What something of this state is called.
    pub(super) fn label(&self, key: &str, row: &StateRow) -> AttrValue {
        let name = name_of(&self.editor, self.ticket_type, row);
        let messages = self.editor.app.messages();
        messages.format(key, &[("name", &name)])
    }

    fn open(&self, row: &StateRow) -> El {
        let (again, open) = (self.again(), row.open);
        let toggle = Callback::from(move |_: Event| again.change(|row| row.open = !open));
        let checkbox = el("input")
            .attr("type", "checkbox")
            .set("aria-label", self.label("configuration.open.of", row))
            .checked(row.open)
            .on("change", toggle);
        let word = el("span.only-narrow").attr("aria-hidden", "true");
        let word = word.says(&self.editor.app.messages(), "configuration.column.open");
        el("label.check").child(checkbox).child(word)
    }

    fn buttons(&self, row: &StateRow, typed: &State<Option<String>>) -> El {
        let messages = self.editor.app.messages();
        let reset = {
            let (again, typed) = (self.again(), typed.clone());
            Callback::from(move |()| again.reset(&typed))
        };
        let is_usual = *row == usual_again(row) && typed.look().is_none();
        let reset = button("button.btn quiet", reset)
            .attr_if(is_usual, "aria-disabled", "true")
            .set("aria-label", self.label("configuration.reset.of", row))
            .says(&messages, "configuration.reset");
        el("div.row end")
            .child(self.mover(row, true))
            .child(self.mover(row, false))
            .child(reset)
    }

    fn mover(&self, row: &StateRow, up: bool) -> El {
        let (sign, key) = match up {
            true => ("\u{2191}", "configuration.moveUp"),
            false => ("\u{2193}", "configuration.moveDown"),
        };
        let to = match up {
            true => self.place.checked_sub(1),
            false => Some(self.place + 1).filter(|to| *to < self.rows.len()),
        };
        let again = self.again();
        let act = Callback::from(move |()| {
            if let Some(to) = to {
                again.swap(to, up);
            }
        });
        button("button.btn quiet", act)
            .set("data-move", Moved::name(row.value, up))
            .attr_if(to.is_none(), "aria-disabled", "true")
            .set("aria-label", self.label(key, row))
            .child(el("span").attr("aria-hidden", "true").child(sign))
    }

    fn swap(&self, to: usize, up: bool) {
        let mut rows = (*self.rows).clone();
        let Some(row) = rows.get(self.place).cloned() else {
            return;
        };
        rows.swap(self.place, to);
        self.editor.set_rows(self.ticket_type, &rows);
        self.moved.note(row.value, up);
        let messages = self.editor.app.messages();
        let name = name_of(&self.editor, self.ticket_type, &row);
        let [place, all] = [to + 1, rows.len()].map(|number| messages.number(number as f64));
        let what = [("name", name.as_str()), ("place", &place), ("all", &all)];
        self.editor
            .say(messages.format("configuration.moved", &what));
    }

    fn reset(&self, typed: &State<Option<String>>) {
        let Some(row) = self.rows.get(self.place) else {
            return;
        };
        typed.set(None);
        if *row == usual_again(row) {
            return;
        }
        let mut rows = (*self.rows).clone();
        if let Some(row) = rows.get_mut(self.place) {
            *row = usual_again(row);
        }
        let editor = &self.editor;
        let what = self.label("configuration.reset.this", row);
        let next = editor.set().with_rows(self.ticket_type, &rows);
        editor.replace(self.ticket_type.key(), what, &next);
    }
}
