//! The states of one type: what they are called here, their order, and which count as open.

use std::rc::Rc;

use snowline_core::configuration::StateRow;
use snowline_core::task::TicketType;
use yew::{AttrValue, Callback, Html};

use crate::components::own_state_label;
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, keyed};

use super::editor::Editor;
use super::moved::Moved;
use super::row::Row;
use super::source::source;

/// The states of one type.
pub(super) struct StatesCard {
    pub(super) editor: Editor,
    pub(super) ticket_type: TicketType,
}

impl Part for StatesCard {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let editor = &self.editor;
        let messages = editor.app.messages();
        let key = self.ticket_type.key();
        let moved = Moved::of(cx);
        let heading = AttrValue::from(["configuration-", key].concat());
        let title = messages.text(&["configuration.states.", key].concat());
        let rows = Rc::new(editor.rows(self.ticket_type));
        let head = el("div.head")
            .child(el("h2").set("id", heading.clone()).child(title))
            .child(self.reset_all());
        let column = |key| el("th").attr("scope", "col").says(&messages, key);
        let columns = el("tr")
            .child(column("configuration.column.own"))
            .child(column("configuration.column.name"))
            .child(column("configuration.column.open"))
            .child(column("configuration.column.order"));
        let mut body = el("tbody");
        for place in 0..rows.len() {
            let row = Row {
                editor: editor.clone(),
                ticket_type: self.ticket_type,
                rows: rows.clone(),
                place,
                moved: moved.clone(),
            };
            let value = rows.get(place).map_or(0, |row| row.value);
            let key = [
                value.to_string(),
                "/".to_owned(),
                editor.begun(self.ticket_type.key()).to_string(),
            ]
            .concat();
            body = body.child(keyed(&key, row));
        }
        let table = el("table.states")
            .set("aria-labelledby", heading.clone())
            .child(el("thead").child(columns))
            .child(body);
        let fields = el("fieldset")
            .attr_if(editor.is_of_host(), "disabled", "disabled")
            .node(&moved.place)
            .child(table);
        let at_first = self.ticket_type == TicketType::ChangeRequest;
        let said = el("div.stack")
            .child(source(editor, at_first))
            .child(editor.undo(key));
        el("section.card")
            .set("aria-labelledby", heading)
            .child(head)
            .child(said)
            .child(fields)
            .html()
    }
}

impl StatesCard {
    /// Puts all of them back to what they are without a configuration.
    fn reset_all(&self) -> Option<El> {
        let editor = self.editor.clone();
        if editor.is_of_host() {
            return None;
        }
        let ticket_type = self.ticket_type;
        let usual = editor.set().states.of(ticket_type).is_empty();
        let reset = Callback::from(move |()| {
            if !usual {
                let what = editor.app.messages().text("configuration.reset.done");
                let next = editor.set().with_rows(ticket_type, &[]);
                editor.begin_anew(ticket_type.key());
                editor.replace(ticket_type.key(), what, &next);
            }
        });
        let button = button("button.btn", reset)
            .attr_if(usual, "aria-disabled", "true")
            .says(&self.editor.app.messages(), "configuration.reset.all");
        Some(button)
    }
}

/// A state as it is if nothing is set of it.
pub(super) fn usual_again(row: &StateRow) -> StateRow {
    StateRow {
        name: None,
        open: row.usually_open,
        ..row.clone()
    }
}

/// What a state is called here.
pub(super) fn name_of(editor: &Editor, ticket_type: TicketType, row: &StateRow) -> AttrValue {
    match &row.name {
        Some(name) => name.clone().into(),
        None => own_state_label(&editor.app.messages(), ticket_type, &row.state),
    }
}
