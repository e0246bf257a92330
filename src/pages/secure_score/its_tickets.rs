//! All tickets of an improvement action: the one that counts, then the others, the newest first.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use snowline_core::tickets::{CorrelationId, Remote, Ticket};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{due, error_note, skeleton_lines, state_tag, ticket_number};
use crate::connection::Status;
use crate::dom::{El, el, list};
use crate::later::tickets::note_found;
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, State};

use super::follow_up::follow_up_note;
use super::ticket::tickets_note;

/// All tickets of an improvement action.
pub(super) struct ItsTickets {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// The action.
    pub(super) action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub(super) tenant: AttrValue,
}

/// What loading them knows.
#[derive(Clone)]
struct Search {
    app: Rc<App>,
    action: Rc<ImprovementAction>,
    tenant: AttrValue,
    found: State<Remote<Rc<Vec<Ticket>>>>,
    asked: Rc<Cell<u32>>,
}

impl Part for ItsTickets {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let search = Search {
            app: app.clone(),
            action: self.action.clone(),
            tenant: self.tenant.clone(),
            found: cx.state(|| Remote::Idle),
            asked: cx.keep(|| Cell::new(0)),
        };
        let load = {
            let search = search.clone();
            Callback::from(move |()| search.load())
        };
        let is_signed_in = app.connection().servicenow.is_some();
        let cause = u64::from(app.ticket_changes()) << 1 | u64::from(is_signed_in);
        keep_fresh(cx, app, cause, &load);
        let found = search.found.look();
        let error = found.error().filter(|_| is_signed_in);
        let error =
            error.map(|error| error_note(&app.messages(), error, Some(load), Vec::new()).html());
        let known = found.value().filter(|_| is_signed_in).cloned();
        // What the list of actions has found is there before.
        let known = known.or_else(|| {
            let ticket = app.action_tickets().of(&self.action.id)?;
            Some(Rc::new(vec![(*ticket).clone()]))
        });
        let body = match known {
            Some(known) => self.tickets(&known),
            None if error.is_some() => Html::default(),
            None => self.nothing(found.is_loading()),
        };
        list(vec![body, error.unwrap_or_default()])
    }
}

impl ItsTickets {
    fn tickets(&self, tickets: &[Ticket]) -> Html {
        let messages = self.app.messages();
        let Some((first, others)) = tickets.split_first() else {
            return self.nothing(false);
        };
        let note = follow_up_note(&self.app, &self.action, first);
        let first = self.ticket(el("div"), first);
        let mut older = el("ul.its-tickets");
        for ticket in others {
            older = older.child(self.ticket(el("li").key(&ticket.sys_id), ticket));
        }
        let older = (!others.is_empty()).then(|| {
            let heading = el("h3").says(&messages, "score.ticket.others");
            el("div.section").child(heading).child(older)
        });
        let all = el("div.all-tickets").child(first).child(note).child(older);
        all.html()
    }

    /// Its number and state, and its dates.
    fn ticket(&self, place: El, ticket: &Ticket) -> El {
        let messages = self.app.messages();
        let moment = |key, at: Option<_>| {
            at.map(|at| {
                (
                    key,
                    el("span")
                        .child(AttrValue::from(messages.moment(at)))
                        .html(),
                )
            })
        };
        let is_due = ticket.open || ticket.due.is_some();
        let dates = [
            is_due.then(|| ("ticket.due", due(&messages, ticket))),
            moment("score.ticket.opened", ticket.created),
            moment("score.ticket.closed", ticket.closed),
        ];
        let mut facts = el("dl.facts");
        for (label, value) in dates.into_iter().flatten() {
            facts = facts
                .child(el("dt").says(&messages, label))
                .child(el("dd.num").child(value));
        }
        let name = el("span.ticket")
            .child(el("span.num").child(ticket_number(&self.app, ticket)))
            .child(state_tag(&self.app, ticket));
        place.child(name).child(facts)
    }

    /// Why none is shown.
    fn nothing(&self, is_loading: bool) -> Html {
        let (app, messages) = (&self.app, self.app.messages());
        let tickets = app.action_tickets();
        if is_loading || tickets.state().is_loading() {
            return skeleton_lines(&messages, 2).html();
        }
        if tickets.state().error().is_some() || app.connection().status == Status::SignedOut {
            drop(tickets);
            return tickets_note(app).map(El::html).unwrap_or_default();
        }
        let none = el("p.muted").says(&messages, "score.ticket.noneYet");
        none.html()
    }
}

impl Search {
    /// Loads them. What is there stays in sight meanwhile.
    fn load(&self) {
        let Some(servicenow) = self.app.connection().servicenow.clone() else {
            return;
        };
        let mine = self.asked.get().wrapping_add(1);
        self.asked.set(mine);
        self.found.update(Remote::start);
        let search = self.clone();
        spawn_local(async move {
            let task = CorrelationId::for_action(&search.tenant, &search.action.id);
            let answer = servicenow.all_tickets_of(&task).await;
            // Another answer may be awaited by now.
            if search.asked.get() != mine {
                return;
            }
            // The list of actions learns of it, too.
            if let Some(first) = answer.as_ref().ok().and_then(|tickets| tickets.first()) {
                note_found(&search.app, &search.action.id, first);
            }
            search
                .found
                .update(|known| known.finish(answer.map(Rc::new)));
        });
    }
}
