//! The table: what its heads say and do, and its rows.

use std::rc::Rc;

use snowline_core::date::Timestamp;
use snowline_core::tickets::{ListColumn, SortBy, Ticket, TicketFilter};
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::components::{due, priority_label, state_tag, ticket_number};
use crate::dom::{El, button, el};

use super::view;

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

/// Tickets as rows, under heads that sort them. The caption is for assistive technology.
pub(super) fn table(
    app: &Rc<App>,
    tickets: &[Ticket],
    filter: &TicketFilter,
    caption: AttrValue,
) -> El {
    let mut head = el("tr");
    for (by, key) in ALWAYS {
        head = head.child(column(app, filter, by, key));
    }
    for shown in filter.shown_columns() {
        head = head.child(column(app, filter, shown.sort_by(), column_key(*shown)));
    }
    let mut body = el("tbody");
    for ticket in tickets {
        body = body.child(row(app, ticket, filter.shown_columns()));
    }
    let caption = el("caption.visually-hidden").child(caption);
    let table = el("table.tickets sortable")
        .child(caption)
        .child(el("thead").child(head))
        .child(body);
    el("div.tickets-place").child(table)
}

/// A head: a button that sorts by its column, and turns the order round.
fn column(app: &Rc<App>, filter: &TicketFilter, by: SortBy, key: &'static str) -> El {
    let order = filter.order;
    let sorted = order.by == by;
    let sort = {
        let app = app.clone();
        Callback::from(move |()| {
            view::change(&app, |filter| filter.order = filter.order.pressed(by));
        })
    };
    let word = match order.descending {
        true => "descending",
        false => "ascending",
    };
    let sort = button("button.sort", sort).says(&app.messages(), key);
    el("th")
        .key(key)
        .attr("scope", "col")
        .attr_if(sorted, "aria-sort", word)
        .child(sort)
}

fn row(app: &Rc<App>, ticket: &Ticket, columns: &[ListColumn]) -> El {
    let messages = app.messages();
    let name = match ticket.name.as_str() {
        "" => messages.text("ticket.noName"),
        name => name.to_owned().into(),
    };
    let mut row = el("tr")
        .key(&ticket.sys_id)
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
