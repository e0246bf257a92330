//! The tickets that the filter lets through, a page at a time. The old page stays in sight until
//! the new one is there.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::servicenow::PageRequest;
use snowline_core::task::TicketType;
use snowline_core::tickets::{Remote, TicketFilter, TicketPage};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Pager, error_note, hidden_note, skeleton_lines};
use crate::dom::{El, button, el, list};
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, State, part};

use super::export::Export;
use super::filters::Filters;
use super::table::Table;
use super::view::{self, PAGE_SIZE, View};

/// The list with its filters.
pub(super) struct List {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Which tickets.
    pub(super) ticket_type: TicketType,
    /// The table's name.
    pub(super) title: AttrValue,
}

/// What was asked for last, and how often something else was.
type Asked = RefCell<(TicketFilter, u32)>;

impl Part for List {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let view = View {
            app: self.app.clone(),
            list: cx.redraw(),
        };
        let filter = view.filter();
        let page = cx.state(|| Remote::Idle);
        let asked = cx.keep(Asked::default);
        let load = {
            let (app, ticket_type, page) = (self.app.clone(), self.ticket_type, page.clone());
            Callback::from(move |()| load(&app, ticket_type, &page))
        };
        // Both only grow far below what makes them meet.
        let cause = u64::from(self.app.ticket_changes()) << 32 | times(&asked, &filter);
        keep_fresh(cx, &self.app, cause, &load);
        let page = page.look();
        let failed = page.error();
        let error =
            failed.map(|error| error_note(&messages, error, Some(load.clone()), Vec::new()));
        let body = match page.value() {
            Some(page) if page.tickets.is_empty() && page.offset == 0 => {
                (!page.hidden).then(|| empty(&view, &filter).html())
            }
            Some(found) => Some(self.page(&view, found, (&filter, page.is_loading()), load)),
            None if failed.is_none() => Some(skeleton_lines(&messages, 10).html()),
            None => None,
        };
        let card = body.map(|body| {
            let card = el("section.card").yes_or_no("aria-busy", page.is_loading());
            card.child(body)
        });
        let hidden = page.value().filter(|page| page.hidden);
        let hidden = hidden.map(|_| hidden_note(&self.app, false).html());
        let filters = Filters {
            view,
            ticket_type: self.ticket_type,
        };
        let export = Export {
            app: self.app.clone(),
            ticket_type: self.ticket_type,
            filter,
        };
        list(vec![
            part(filters),
            error.map(El::html).unwrap_or_default(),
            hidden.unwrap_or_default(),
            card.map(El::html).unwrap_or_default(),
            part(export),
        ])
    }
}

/// How often another list was asked for than before. Columns are no other list.
fn times(asked: &Asked, filter: &TicketFilter) -> u64 {
    let mut asked = asked.borrow_mut();
    let mut list = filter.clone();
    list.columns = None;
    if asked.0 != list {
        *asked = (list, asked.1.wrapping_add(1));
    }
    asked.1.into()
}

impl List {
    fn page(
        &self,
        view: &View,
        page: &Rc<TicketPage>,
        (filter, is_loading): (&TicketFilter, bool),
        load: Callback<()>,
    ) -> Html {
        let table = Table {
            view: view.clone(),
            version: self.app.version(),
            page: page.clone(),
            filter: filter.clone(),
            caption: self.title.clone(),
        };
        let (view, now) = (view.clone(), filter.clone());
        let pager = Pager {
            offset: page.offset,
            shown: page.tickets.len() as u64,
            total: page.total,
            size: PAGE_SIZE as u64,
            go: Callback::from(move |to: u64| {
                let mut next = now.clone();
                next.page = to / PAGE_SIZE as u64;
                match next == now {
                    // It was asked for and did not come: the same page is no change.
                    true => load.emit(()),
                    false => view.show(&next, true),
                }
            }),
        };
        // Where the rows are, so that it is in sight of whoever asked for others.
        let bar = is_loading.then(|| el("div.loading-bar").attr("aria-hidden", "true"));
        let rows = el("div").child(bar).child(part(table));
        list(vec![rows.html(), pager.view(&self.app.messages()).html()])
    }
}

/// Nothing is there: why, and what one can do.
fn empty(view: &View, filter: &TicketFilter) -> El {
    let messages = view.app.messages();
    if !filter.narrows() {
        let key = match filter.everywhere {
            true => "tickets.emptyEverywhere",
            false => "tickets.empty",
        };
        return el("p.muted").says(&messages, key);
    }
    let (view, widened) = (view.clone(), filter.widened());
    let clear = Callback::from(move |()| view.show(&widened, true));
    el("div.row")
        .child(el("p.muted").says(&messages, "tickets.none"))
        .child(button("button.btn", clear).says(&messages, "tickets.clear"))
}

fn load(app: &Rc<App>, ticket_type: TicketType, page: &State<Remote<Rc<TicketPage>>>) {
    let Some(servicenow) = app.connection().servicenow.clone() else {
        return;
    };
    let (app, page) = (app.clone(), page.clone());
    page.update(Remote::start);
    spawn_local(async move {
        let filter = view::filter(&app);
        let person = app.initiating_user();
        let request = PageRequest {
            filter: &filter,
            person: Some(&person),
            offset: filter.page.saturating_mul(PAGE_SIZE as u64),
            limit: PAGE_SIZE,
        };
        let answer = servicenow.tickets(ticket_type, request).await.map(Rc::new);
        // The person may be on the way to another list, whose answer came before this one.
        let mut now = view::filter(&app);
        now.columns.clone_from(&filter.columns);
        if now == filter {
            page.update(|known| known.finish(answer));
        }
    });
}
