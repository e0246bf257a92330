//! The pages of the table, loaded one at a time.

use std::rc::Rc;

use snowline_core::servicenow::PageRequest;
use snowline_core::task::TicketType;
use snowline_core::tickets::{Remote, TicketPage};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Pager, error_note, hidden_note, skeleton_lines, ticket_table};
use crate::dom::{El, el, list};
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, State};

/// How many tickets a page holds.
const PAGE_SIZE: usize = 25;

/// The table, with the way to its other pages. The old page stays in sight until the new one is
/// there.
pub(super) struct TicketPages {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Which tickets.
    pub(super) ticket_type: TicketType,
    /// The table's name.
    pub(super) title: AttrValue,
}

impl Part for TicketPages {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let page = cx.state(|| Remote::Idle);
        let offset = cx.state(|| 0_u64);
        let load = {
            let (app, ticket_type) = (self.app.clone(), self.ticket_type);
            let (page, offset) = (page.clone(), offset.clone());
            Callback::from(move |()| load(&app, ticket_type, &offset, &page))
        };
        // Both only grow far below what makes them meet.
        let cause = u64::from(self.app.ticket_changes()) << 32 | offset.get();
        keep_fresh(cx, cause, &load);
        let page = page.look();
        let failed = page.error();
        let error =
            failed.map(|error| error_note(&messages, error, Some(load.clone()), Vec::new()));
        let body = match page.value() {
            Some(page) if page.tickets.is_empty() && page.offset == 0 => {
                let empty = || el("p.muted").says(&messages, "tickets.empty").html();
                (!page.hidden).then(empty)
            }
            Some(page) => Some(self.page(page, offset, load)),
            None if failed.is_none() => Some(skeleton_lines(&messages, 10).html()),
            None => None,
        };
        let card = body.map(|body| {
            let card = el("section.card").yes_or_no("aria-busy", page.is_loading());
            card.child(body)
        });
        let hidden = page.value().filter(|page| page.hidden);
        let hidden = hidden.map(|_| hidden_note(&self.app, false).html());
        list(vec![
            error.map(El::html).unwrap_or_default(),
            hidden.unwrap_or_default(),
            card.map(El::html).unwrap_or_default(),
        ])
    }
}

impl TicketPages {
    fn page(&self, page: &TicketPage, offset: State<u64>, load: Callback<()>) -> Html {
        let table = ticket_table(&self.app, &page.tickets, self.title.clone(), true);
        let pager = Pager {
            offset: page.offset,
            shown: page.tickets.len() as u64,
            total: page.total,
            size: PAGE_SIZE as u64,
            go: Callback::from(move |to: u64| {
                // It was asked for and did not come: the same page is no change.
                if offset.get() == to {
                    load.emit(());
                }
                offset.set(to);
            }),
        };
        list(vec![table.html(), pager.view(&self.app.messages()).html()])
    }
}

fn load(
    app: &App,
    ticket_type: TicketType,
    offset: &State<u64>,
    page: &State<Remote<Rc<TicketPage>>>,
) {
    let Some(servicenow) = app.connection().servicenow.clone() else {
        return;
    };
    let (offset, page) = (offset.clone(), page.clone());
    page.update(Remote::start);
    spawn_local(async move {
        let request = PageRequest {
            offset: offset.get(),
            limit: PAGE_SIZE,
            only_made_here: true,
        };
        let answer = servicenow.tickets(ticket_type, request).await.map(Rc::new);
        // The person may be on the way to another page, whose answer came before this one.
        if offset.get() == request.offset {
            page.update(|known| known.finish(answer));
        }
    });
}
