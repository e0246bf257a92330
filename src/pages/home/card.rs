//! One card: how many are open, is anything late, what is newest, what can one do.

use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::Card;
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::components::{Share, Tone, link, shares, state_label, tag, ticket_table};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::route::Route;

/// One card of the home page.
pub(super) fn card(app: &Rc<App>, ticket_type: TicketType, card: &Card) -> El {
    let messages = app.messages();
    let key = |suffix: &str| ["card.", ticket_type.key(), ".", suffix].concat();
    let title = messages.text(&key("title"));
    let heading = AttrValue::from(["card-", ticket_type.key()].concat());
    let about = el("div.stack")
        .child(el("h2").set("id", heading.clone()).child(title.clone()))
        .child(el("span.muted").says(&messages, &key("scope")));
    let content = if card.total() == 0 {
        // Where there are some that may not be read, the page says so above both cards.
        let empty = (!card.hidden).then(|| el("p.muted").says(&messages, &key("empty")));
        empty.map(El::html).unwrap_or_default()
    } else {
        let newest = messages.format("card.newest", &[("title", &title)]);
        list(vec![
            numbers(&messages, card).html(),
            shares(&by_state(app, ticket_type, card)).html(),
            ticket_table(app, &card.newest, newest).html(),
        ])
    };
    let create = {
        let app = app.clone();
        Callback::from(move |()| app.create_ticket(ticket_type))
    };
    let actions = el("div.row")
        .child(button("button.btn primary", create).says(&messages, "card.create"))
        .child(link(app, Route::Tickets(ticket_type)).says(&messages, "card.all"))
        .child(link(app, Route::Configuration).says(&messages, "card.manage"));
    el("section.card")
        .set("aria-labelledby", heading)
        .child(about)
        .child(content)
        .child(actions)
}

/// How many are open, and whether anything is late.
fn numbers(messages: &Messages, card: &Card) -> El {
    let late = if card.overdue > 0 {
        tag(
            messages.count("card.overdue", card.overdue),
            Some(Tone::Bad),
        )
    } else {
        tag(messages.text("card.noneOverdue"), Some(Tone::Ok))
    };
    let soon = (card.due_soon > 0).then(|| {
        tag(
            messages.count("card.dueSoon", card.due_soon),
            Some(Tone::Warn),
        )
    });
    let open = AttrValue::from(messages.number(card.open as f64));
    el("div.row")
        .child(el("span.big num").child(open))
        .child(el("span.muted").child(messages.count("card.open", card.open)))
        .child(late)
        .child(soon)
}

/// The open states as a picture, the closed ones as words only.
fn by_state(app: &App, ticket_type: TicketType, card: &Card) -> Vec<Share> {
    let messages = app.messages();
    let states = app.configured().states.clone();
    let mut shares = Vec::new();
    for (state, count) in &card.by_state {
        shares.push(Share {
            label: state_label(app, ticket_type, state),
            count: *count,
            count_text: messages.number(*count as f64).into(),
            drawn: states.is_open(ticket_type, state).unwrap_or(true),
        });
    }
    shares
}
