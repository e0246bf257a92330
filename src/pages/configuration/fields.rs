//! The fields that are added to the form, for each type of ticket.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::configuration::{Configuration as Set, MAX_FIELDS};
use snowline_core::task::{ExtraField, TicketType};
use yew::{AttrValue, Callback, Html};

use crate::dom::{El, button, el};
use crate::part::{Cx, Part, Redraw, keyed};

use super::editor::Editor;
use super::field_row::FieldRow;

/// Where the removal of one can be undone.
pub(super) const PLACE: &str = "fields";

/// The card with the fields of both types.
pub(super) struct FieldsCard {
    pub(super) editor: Editor,
}

/// The fields of a type as they stand on the page: each keeps its row, and what is typed there,
/// wherever the others go.
#[derive(Default)]
pub(super) struct Rows {
    /// A number for each, and its column.
    known: Vec<(u32, String)>,
    /// The number of one that is being added at the end.
    adding: Option<u32>,
    next: u32,
    /// How often all was replaced.
    begun: usize,
}

impl Rows {
    /// Follows the fields that there are: a row goes with its column, or stays at its place where
    /// its column was changed.
    fn fit(&mut self, all: &[ExtraField], begun: usize) {
        if self.begun != begun {
            *self = Self {
                next: self.next,
                begun,
                ..Self::default()
            };
        }
        let before = std::mem::take(&mut self.known);
        let is_there = |column: &str| all.iter().any(|field| field.column == column);
        for (place, field) in all.iter().enumerate() {
            let same = before.iter().find(|(_, column)| *column == field.column);
            let here = || {
                let here = before.get(place).filter(|_| before.len() == all.len());
                here.filter(|(_, column)| !is_there(column))
            };
            let id = match same.or_else(here) {
                Some((id, _)) => *id,
                None => self.number(),
            };
            self.known.push((id, field.column.clone()));
        }
    }

    fn number(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }

    fn ids(&self) -> impl Iterator<Item = u32> {
        let known = self.known.iter().map(|(id, _)| *id);
        known.chain(self.adding)
    }

    /// The one that was being added has become one of them, in that column.
    pub(super) fn added(&mut self, column: &str) {
        if let Some(id) = self.adding.take() {
            self.known.push((id, column.to_owned()));
        }
    }

    /// One of them goes, be it that it is only being added.
    pub(super) fn remove(&mut self, place: usize) {
        match place < self.known.len() {
            true => {
                self.known.remove(place);
            }
            false => self.adding = None,
        }
    }
}

/// The rows of a type, for those who change them.
pub(super) type SharedRows = Rc<RefCell<Rows>>;

impl Part for FieldsCard {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let editor = &self.editor;
        let messages = editor.app.messages();
        let heading = el("h2").attr("id", "configuration-fields");
        let said = el("div.stack")
            .child(el("p.muted").says(&messages, "configuration.fields.what"))
            .child(editor.undo(PLACE));
        let mut card = el("section.card")
            .attr("aria-labelledby", "configuration-fields")
            .child(heading.says(&messages, "configuration.fields"))
            .child(said);
        for ticket_type in TicketType::ALL {
            let rows = cx.keep(|| RefCell::new(Rows::default()));
            card = card.child(self.of(ticket_type, &rows, &cx.redraw()));
        }
        card.html()
    }
}

impl FieldsCard {
    fn of(&self, ticket_type: TicketType, rows: &SharedRows, redraw: &Redraw) -> El {
        let editor = &self.editor;
        let messages = editor.app.messages();
        let all: Rc<Vec<ExtraField>> = Rc::new(editor.set().fields_of(ticket_type).clone());
        rows.borrow_mut().fit(&all, editor.begun(PLACE));
        let title = messages.text(match ticket_type {
            TicketType::ChangeRequest => "configuration.fields.change",
            TicketType::Incident => "configuration.fields.incident",
        });
        let heading = AttrValue::from(["configuration-fields-", ticket_type.key()].concat());
        let mut list = el("ul.added-fields").set("aria-labelledby", heading.clone());
        for (place, id) in rows.borrow().ids().enumerate() {
            let row = FieldRow {
                editor: editor.clone(),
                ticket_type,
                all: all.clone(),
                place,
                rows: rows.clone(),
                id,
            };
            let key = id.to_string();
            list = list.child(el("li").key(&key).child(keyed(&key, row)));
        }
        let is_empty = rows.borrow().ids().next().is_none();
        let none = || el("p.muted").says(&messages, "configuration.fields.none");
        let fields = el("fieldset").attr_if(editor.is_of_host(), "disabled", "disabled");
        el("div.stack")
            .child(el("h3").set("id", heading).child(title))
            .child(is_empty.then(none))
            .child(fields.child(list))
            .child(self.add(ticket_type, all.len(), rows, redraw))
    }

    fn add(
        &self,
        ticket_type: TicketType,
        count: usize,
        rows: &SharedRows,
        redraw: &Redraw,
    ) -> Option<El> {
        if self.editor.is_of_host() {
            return None;
        }
        let messages = self.editor.app.messages();
        let full = count >= MAX_FIELDS;
        let may = !full && rows.borrow().adding.is_none();
        let (rows, redraw) = (rows.clone(), redraw.clone());
        let add = Callback::from(move |()| {
            if may {
                let mut rows = rows.borrow_mut();
                rows.adding = Some(rows.number());
                redraw.soon();
            }
        });
        let key = match ticket_type {
            TicketType::ChangeRequest => "configuration.fields.add.change",
            TicketType::Incident => "configuration.fields.add.incident",
        };
        let button = button("button.btn", add)
            .attr_if(!may, "aria-disabled", "true")
            .says(&messages, key);
        let most = MAX_FIELDS.to_string();
        let most = messages.format("configuration.fields.full", &[("max", &most)]);
        let full = full.then(|| el("span.muted").child(most));
        Some(el("div.row").child(button).child(full))
    }
}

/// The configuration with other fields of a type.
pub(super) fn with_fields(
    set: &Set,
    ticket_type: TicketType,
    change: impl FnOnce(&mut Vec<ExtraField>),
) -> Set {
    let mut next = set.clone();
    change(next.fields_of_mut(ticket_type));
    next
}
