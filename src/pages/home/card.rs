//! One card: how many are open, is anything late, what is newest, what can one do.

use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::{Card, CardRows};
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::components::{
    Share, Tone, link, link_by, shares, state_label, tag, tagged, ticket_table,
};
use crate::dom::{El, button, el, list};
use crate::route::Route;

/// One card of the home page; `card` is nothing where the user may not read tickets of that type.
pub(super) fn card(
    app: &Rc<App>,
    ticket_type: TicketType,
    rows: CardRows,
    card: Option<&Card>,
) -> El {
    let messages = app.messages();
    let key = |suffix: &str| ["card.", ticket_type.key(), ".", suffix].concat();
    let title = messages.text(&key("title"));
    let heading = AttrValue::from(["card-", ticket_type.key()].concat());
    let about = el("div.stack")
        .child(el("h2").set("id", heading.clone()).child(title.clone()))
        .child(el("span.muted").says(&messages, &key("scope")));
    let whole = el("section.card")
        .set("aria-labelledby", heading)
        .child(about);
    let Some(card) = card else {
        let check = {
            let app = app.clone();
            Callback::from(move |()| app.check_setup())
        };
        let check = button("button.btn", check).says(&messages, "check.button");
        return whole
            .child(el("p.muted").says(&messages, "card.refused"))
            .child(el("div.row").child(check));
    };
    let content = if card.total() == 0 {
        // Where there are some that may not be read, the page says so above both cards.
        let empty = (!card.hidden).then(|| el("p.muted").says(&messages, &key("empty")));
        empty.map(El::html).unwrap_or_default()
    } else {
        let caption = match rows.changed {
            true => "card.changed",
            false => "card.newest",
        };
        let caption = messages.format(caption, &[("title", &title)]);
        let shown = if card.open == 0 && !rows.closed {
            el("p.muted").says(&messages, "card.allClosed").html()
        } else {
            list(vec![
                shares(&by_state(app, ticket_type, rows, card)).html(),
                ticket_table(app, &card.tickets, rows.changed, caption).html(),
            ])
        };
        list(vec![numbers(app, ticket_type, card).html(), shown])
    };
    let create = {
        let app = app.clone();
        Callback::from(move |()| app.create_ticket(ticket_type))
    };
    let actions = el("div.row")
        .child(button("button.btn primary", create).says(&messages, "card.create"))
        .child(link(app, Route::Tickets(ticket_type)).says(&messages, "card.all"))
        .child(link(app, Route::Configuration).says(&messages, "card.manage"));
    whole.child(content).child(actions)
}

/// How many are open, and whether anything is late; what is late or soon to be leads to its list.
fn numbers(app: &Rc<App>, ticket_type: TicketType, card: &Card) -> El {
    let messages = app.messages();
    let leading = |query, key, count, tone| {
        let to = link_by(app, Route::Tickets(ticket_type), query);
        tagged(to, messages.count(key, count), Some(tone))
    };
    let late = if card.overdue > 0 {
        leading(Card::OVERDUE, "card.overdue", card.overdue, Tone::Bad)
    } else {
        tag(messages.text("card.noneOverdue"), Some(Tone::Ok))
    };
    let soon = (card.due_soon > 0)
        .then(|| leading(Card::DUE_SOON, "card.dueSoon", card.due_soon, Tone::Warn));
    let open = AttrValue::from(messages.number(card.open as f64));
    el("div.row")
        .child(el("span.big num").child(open))
        .child(el("span.muted").child(messages.count("card.open", card.open)))
        .child(late)
        .child(soon)
}

/// The states as a picture, the closed ones only if they are asked for; each leads to its list.
fn by_state(app: &Rc<App>, ticket_type: TicketType, rows: CardRows, card: &Card) -> Vec<Share> {
    let messages = app.messages();
    let states = app.configured().states.clone();
    let mut shares = Vec::new();
    for (state, count) in &card.by_state {
        let open = states.is_open(ticket_type, state).unwrap_or(true);
        if !open && !rows.closed {
            continue;
        }
        let entry = match state.query() {
            Some(query) => link_by(app, Route::Tickets(ticket_type), &query),
            None => el("span"),
        };
        let number = AttrValue::from(messages.number(*count as f64));
        shares.push(Share {
            count: *count,
            entry: entry
                .child(state_label(app, ticket_type, state))
                .child(" ")
                .child(el("b.num").child(number)),
            quiet: !open,
        });
    }
    shares
}
