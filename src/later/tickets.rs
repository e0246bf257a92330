//! The tickets of the improvement actions: looked up once after signing in, when a page first shows
//! them, and kept true by what is sent from this page.

use std::rc::Rc;

use snowline_core::Result;
use snowline_core::ports::Clock;
use snowline_core::secure_score::Posture;
use snowline_core::task::TicketType;
use snowline_core::tickets::{ByAction, CorrelationId, Remote, Ticket};
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::Browser;
use crate::connection::PageServiceNow;
use crate::route::Route;

use super::contact::note_contact;
use super::score::load_posture_of_host;

/// What was looked up so long ago is looked up again when the person comes back.
const OLD_MS: u64 = 60_000;

/// What a look-up is made for: the client, the tenant, and what counts as open. Another one needs another look-up.
#[derive(Clone)]
pub struct Cause {
    servicenow: Rc<PageServiceNow>,
    posture: Rc<Posture>,
    /// Which states do not count as open, of each type.
    closed: [Vec<i32>; 2],
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.servicenow, &other.servicenow)
            && has_same_actions(&self.posture, &other.posture)
            && self.closed == other.closed
    }
}

/// Whether they have the same tickets: nothing but points, decisions and history tells them apart.
fn has_same_actions(one: &Posture, other: &Posture) -> bool {
    let (actions, others) = (&one.actions, &other.actions);
    let mut pairs = actions.iter().zip(others);
    one.tenant_id == other.tenant_id
        && actions.len() == others.len()
        && pairs.all(|(action, other)| {
            Rc::ptr_eq(action, other)
                || action.id == other.id && action.tenant_id == other.tenant_id
        })
}

/// Which action has which ticket.
#[derive(Default)]
pub struct ActionTickets {
    looked_up: Remote<ByAction>,
    /// Made from this page, or found to be there when it was tried, before the last look-up began:
    /// they are in its answer. They are newer than what was looked up before, and no look-up: that
    /// may still be under way, or have failed.
    sent_before: ByAction,
    /// The same since it began.
    sent: ByAction,
    /// When it began, by the browser's clock that never goes back.
    asked_ms: u64,
}

impl ActionTickets {
    /// The newest ticket of an action.
    #[must_use]
    pub fn of(&self, action: &str) -> Option<Rc<Ticket>> {
        let sent = self.sent.find(action);
        let sent = sent.or_else(|| self.sent_before.find(action));
        let known = sent.or_else(|| self.looked_up.value()?.find(action));
        known.cloned()
    }

    /// The look-up itself: loading, failed.
    #[must_use]
    pub fn state(&self) -> &Remote<ByAction> {
        &self.looked_up
    }

    fn ask(&mut self) {
        self.looked_up = std::mem::take(&mut self.looked_up).start();
        self.sent_before.put_all(std::mem::take(&mut self.sent));
        self.asked_ms = Browser::new().monotonic_ms();
    }

    /// Whether the last look-up is over, and so long ago that tickets may have changed.
    fn is_old(&self) -> bool {
        let age = Browser::new().monotonic_ms().saturating_sub(self.asked_ms);
        matches!(self.looked_up, Remote::Ready(_)) && age > OLD_MS
    }

    /// Notes what is known of an action's ticket now.
    fn note(&mut self, action: String, ticket: Rc<Ticket>) {
        self.sent.put(action, ticket);
    }

    fn answer(&mut self, answer: Result<ByAction>) {
        if answer.is_ok() {
            self.sent_before = ByAction::default();
        }
        self.looked_up = std::mem::take(&mut self.looked_up).finish(answer);
    }
}

/// Whether the tickets of the actions are shown. The dialog looks its task's up by itself.
fn needs_tickets(app: &App) -> bool {
    matches!(
        app.route(),
        Route::SecureScore | Route::Share | Route::Action(_)
    )
}

/// Looks the tickets up, unless that was done for this client and this tenant, or nobody needs
/// them now.
pub(super) fn look_up_tickets(app: &Rc<App>) {
    let servicenow = app.connection().servicenow.clone();
    let posture = app.posture().posture.value().cloned();
    let states = app.configured().states.clone();
    let cause = servicenow.zip(posture).map(|(servicenow, posture)| Cause {
        servicenow,
        posture,
        closed: TicketType::ALL.map(|ticket_type| states.closed(ticket_type)),
    });
    if app.looked_up_for() == cause || cause.is_some() && !needs_tickets(app) {
        return;
    }
    app.look_up_for(cause.clone());
    match cause {
        Some(cause) => look_up(app, cause),
        // Nobody is signed in any more.
        None => app.with_action_tickets(|known| *known = ActionTickets::default()),
    }
}

/// Looks the tickets up again, after that has failed.
pub fn look_up_tickets_again(app: &Rc<App>) {
    if let Some(cause) = app.looked_up_for() {
        look_up(app, cause);
    }
}

/// Tries again whatever has failed of the score and its tickets, and looks again at tickets that
/// were looked up a while ago: somebody may have closed one in ServiceNow.
pub fn try_again(app: &Rc<App>) {
    look_up_tickets(app);
    let is_wanted = {
        let known = app.action_tickets();
        known.state().error().is_some() || known.is_old()
    };
    if is_wanted {
        look_up_tickets_again(app);
    }
    if app.posture().posture.error().is_some() {
        load_posture_of_host(app);
    }
}

fn look_up(app: &Rc<App>, cause: Cause) {
    app.with_action_tickets(ActionTickets::ask);
    let app = app.clone();
    spawn_local(async move {
        let tasks = tasks(&cause.posture);
        let ids: Vec<_> = tasks.iter().map(|(_, id)| id.clone()).collect();
        let answer = cause.servicenow.tickets_for(&ids).await;
        // Somebody may have signed out meanwhile, or chosen another file.
        if app.looked_up_for().as_ref() == Some(&cause) {
            let answer = answer.map(|found| ByAction::of(&tasks, found));
            app.with_action_tickets(|known| known.answer(answer));
        }
    });
}

/// Notes that a task has its ticket: one that was just made, or found to be there already.
pub fn note_ticket(app: &App, action: Option<String>, ticket: Rc<Ticket>) {
    app.count_ticket_change();
    app.with_action_tickets(|known| {
        if let Some(action) = action {
            known.note(action, ticket);
        }
    });
}

/// Notes that a task was sent, and leaves word of it in the instance.
pub fn note_sent(
    app: &App,
    servicenow: &Rc<PageServiceNow>,
    action: Option<String>,
    ticket: &Ticket,
) {
    note_ticket(app, action, Rc::new(ticket.clone()));
    if let Some(user) = &app.connection().user {
        note_contact(servicenow, &user.user_name);
    }
}

/// Notes what an action's own page has found of its ticket.
pub fn note_found(app: &App, action: &str, ticket: &Ticket) {
    let is_known = {
        let known = app.action_tickets().of(action);
        known.is_some_and(|known| *known == *ticket)
    };
    if !is_known {
        let (action, ticket) = (action.to_owned(), Rc::new(ticket.clone()));
        app.with_action_tickets(|known| known.note(action, ticket));
    }
}

/// The actions' IDs, with those of their tasks.
fn tasks(posture: &Posture) -> Vec<(&str, CorrelationId)> {
    let mut tasks = Vec::new();
    for action in &posture.actions {
        let id = CorrelationId::for_action(posture.tenant_of(action), &action.id);
        tasks.push((action.id.as_str(), id));
    }
    tasks
}
