//! The table: what its heads say and do, and its rows.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::RowKeys;
use snowline_core::date::Timestamp;
use snowline_core::tickets::{ListColumn, SortBy, Ticket, TicketFilter, TicketPage};
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{due, priority_label, state_tag, ticket_number};
use crate::dom::{El, button, el};
use crate::part::{Cx, Part};

use super::view::View;

/// The name of a column's message.
pub(super) fn column_key(column: ListColumn) -> &'static str {
    match column {
        ListColumn::Priority => "ticket.priority",
        ListColumn::Due => "ticket.due",
        ListColumn::Group => "tickets.column.group",
        ListColumn::Assignee => "tickets.column.assignee",
        ListColumn::Created => "ticket.created",
        ListColumn::Updated => "tickets.column.updated",
    }
}

/// What all lists can be sorted by, with the names of the messages.
pub(super) const ALWAYS: [(SortBy, &str); 3] = [
    (SortBy::Number, "ticket.number"),
    (SortBy::Name, "ticket.name"),
    (SortBy::State, "ticket.state"),
];

/// Tickets as rows, under heads that sort them. It is drawn anew only when something of it
/// changes, not with every letter above it.
pub(super) struct Table {
    /// The list that it is in.
    pub(super) view: View,
    /// Which of the app's versions it shows.
    pub(super) version: u32,
    /// The tickets.
    pub(super) page: Rc<TicketPage>,
    /// How they are shown.
    pub(super) filter: TicketFilter,
    /// What it is called, for assistive technology.
    pub(super) caption: AttrValue,
}

impl Part for Table {
    fn is_same(&self, before: &dyn Any) -> bool {
        before.downcast_ref::<Self>().is_some_and(|before| {
            self.version == before.version
                && Rc::ptr_eq(&self.page, &before.page)
                && self.filter.order == before.filter.order
                && self.filter.shown_columns() == before.filter.shown_columns()
        })
    }

    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let keys = cx.keep(RefCell::<RowKeys>::default);
        let shown = self
            .page
            .tickets
            .iter()
            .map(|ticket| ticket.sys_id.as_str());
        let keys = keys.borrow_mut().next(&self.filter.write(), shown);
        let columns = self.filter.shown_columns();
        let mut head = el("tr");
        for (by, key) in ALWAYS {
            head = head.child(self.head(by, key));
        }
        for shown in columns {
            head = head.child(self.head(shown.sort_by(), column_key(*shown)));
        }
        let mut body = el("tbody");
        for (ticket, key) in self.page.tickets.iter().zip(keys) {
            body = body.child(row(&self.view.app, ticket, columns).key(&key.to_string()));
        }
        let caption = el("caption.visually-hidden").child(self.caption.clone());
        let table = el("table.tickets sortable")
            .child(caption)
            .child(el("thead").child(head))
            .child(body);
        el("div.tickets-place").child(table).html()
    }
}

impl Table {
    /// A head: a button that sorts by its column, and turns the order round.
    fn head(&self, by: SortBy, key: &'static str) -> El {
        let order = self.filter.order;
        let sorted = order.by == by;
        let view = self.view.clone();
        let sort = Callback::from(move |()| {
            view.change(|filter| filter.order = filter.order.pressed(by));
        });
        let word = match order.descending {
            true => "descending",
            false => "ascending",
        };
        let sort = button("button.sort", sort).says(&self.view.app.messages(), key);
        el("th")
            .key(key)
            .attr("scope", "col")
            .attr_if(sorted, "aria-sort", word)
            .child(sort)
    }
}

fn row(app: &Rc<App>, ticket: &Ticket, columns: &[ListColumn]) -> El {
    let messages = app.messages();
    let name = match ticket.name.as_str() {
        "" => messages.text("ticket.noName"),
        name => name.to_owned().into(),
    };
    let mut row = el("tr")
        .child(el("td.num number").child(ticket_number(app, ticket)))
        .child(
            el("td.clip")
                .set("title", name.clone())
                .child(el("bdi").child(name)),
        )
        .child(el("td.state").child(state_tag(app, ticket)));
    let moment = |at: Option<Timestamp>| {
        at.map(|at| {
            let day = AttrValue::from(messages.day(at));
            el("span")
                .set("title", messages.moment(at).into())
                .child(day)
        })
    };
    let words = |text: &Option<String>| {
        let text = text.clone().map(AttrValue::from);
        text.map(|text| el("bdi").child(text))
    };
    for column in columns {
        let cell = match column {
            ListColumn::Priority => el("td.num priority").child(priority_label(&messages, ticket)),
            ListColumn::Due => el("td.num due").child(due(&messages, ticket)),
            ListColumn::Group => el("td.more").child(words(&ticket.group)),
            ListColumn::Assignee => el("td.more").child(words(&ticket.assignee)),
            ListColumn::Created => el("td.num created").child(moment(ticket.created)),
            ListColumn::Updated => el("td.num created").child(moment(ticket.updated)),
        };
        row = row.child(cell.key(column.key()));
    }
    row
}
