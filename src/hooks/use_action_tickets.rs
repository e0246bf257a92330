//! The tickets of the improvement actions: looked up once after signing in, kept true by what is
//! sent from this page.

use std::rc::Rc;

use snowline_core::Result;
use snowline_core::secure_score::Posture;
use snowline_core::tickets::{CorrelationId, Remote, Ticket};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::connection::use_connection;
use crate::posture::use_posture;

/// The tickets by their actions' IDs. A map of the library's weighs 4 KiB, which a search through
/// the few hundred that there are is not worth.
type Found = Rc<Vec<(String, Rc<Ticket>)>>;

/// Which action has which ticket, by the action's ID.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionTicketsState(Remote<Found>);

/// What happens to it.
pub enum Change {
    /// Nobody is signed in any more.
    Forget,
    /// The look-up began.
    Ask,
    /// It ended.
    Answer(Result<Found>),
    /// A ticket was made, or found to be there already.
    Sent(String, Rc<Ticket>),
}

impl Reducible for ActionTicketsState {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let known = self.0.clone();
        Rc::new(Self(match change {
            Change::Forget => Remote::Idle,
            Change::Ask => known.start(),
            Change::Answer(answer) => known.finish(answer),
            Change::Sent(action, ticket) => {
                let mut found = known
                    .value()
                    .map(|found| (**found).clone())
                    .unwrap_or_default();
                found.retain(|(known, _)| *known != action);
                found.push((action, ticket));
                Remote::Ready(Rc::new(found))
            }
        }))
    }
}

/// Which action has which ticket.
#[derive(Clone, PartialEq)]
pub struct ActionTickets(UseReducerHandle<ActionTicketsState>);

impl ActionTickets {
    /// The newest ticket of an action.
    #[must_use]
    pub fn of(&self, action: &str) -> Option<Rc<Ticket>> {
        let found = self.0.0.value()?.iter();
        let mut of_action = found.filter(|(known, _)| known == action);
        of_action.next().map(|(_, ticket)| Rc::clone(ticket))
    }

    /// The look-up itself: loading, failed.
    #[must_use]
    pub fn state(&self) -> &Remote<Found> {
        &self.0.0
    }

    /// Notes a ticket that was just sent, or found to be there already.
    pub fn note(&self, action: String, ticket: Rc<Ticket>) {
        self.0.dispatch(Change::Sent(action, ticket));
    }
}

/// Properties of [`ActionTicketsProvider`].
#[derive(Properties, PartialEq)]
pub struct ActionTicketsProviderProps {
    /// The app.
    pub children: Html,
}

/// Provides the [`ActionTickets`].
#[component]
pub fn ActionTicketsProvider(props: &ActionTicketsProviderProps) -> Html {
    let tickets = ActionTickets(use_reducer(ActionTicketsState::default));
    let connection = use_connection();
    let posture = use_posture().state().posture.value().cloned();
    let signed_in = connection.servicenow.is_some();
    {
        let state = tickets.0.dispatcher();
        let tenant = posture.as_ref().map(|posture| posture.tenant_id.clone());
        use_effect_with((signed_in, tenant), move |_| {
            match (connection.servicenow, posture) {
                (Some(servicenow), Some(posture)) => {
                    state.dispatch(Change::Ask);
                    spawn_local(async move {
                        let ids = correlation_ids(&posture);
                        let (ids, actions): (Vec<_>, Vec<_>) = ids.into_iter().unzip();
                        let answer = servicenow.tickets_for(&ids).await;
                        state.dispatch(Change::Answer(
                            answer.map(|tickets| Rc::new(by_action(&ids, &actions, tickets))),
                        ));
                    });
                }
                _ => state.dispatch(Change::Forget),
            }
        });
    }
    html! {
        <ContextProvider<ActionTickets> context={tickets}>
            { props.children.clone() }
        </ContextProvider<ActionTickets>>
    }
}

fn correlation_ids(posture: &Posture) -> Vec<(CorrelationId, String)> {
    posture
        .actions
        .iter()
        .map(|action| {
            let id = CorrelationId::for_action(&posture.tenant_id, &action.id);
            (id, action.id.clone())
        })
        .collect()
}

fn by_action(
    ids: &[CorrelationId],
    actions: &[String],
    tickets: Vec<(CorrelationId, Ticket)>,
) -> Vec<(String, Rc<Ticket>)> {
    let mut found = Vec::new();
    for (id, ticket) in tickets {
        let place = ids.iter().position(|known| known.is_same_task(&id));
        if let Some(action) = place.and_then(|place| actions.get(place)) {
            found.push((action.clone(), Rc::new(ticket)));
        }
    }
    found
}

/// The [`ActionTickets`].
#[hook]
pub fn use_action_tickets() -> ActionTickets {
    let own = use_reducer(ActionTicketsState::default);
    use_context::<ActionTickets>().unwrap_or(ActionTickets(own))
}
