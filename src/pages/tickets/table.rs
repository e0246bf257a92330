//! The pages of the table, loaded one at a time.

use std::rc::Rc;

use snowline_core::servicenow::PageRequest;
use snowline_core::task::TicketType;
use snowline_core::tickets::{Ticket, TicketPage};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::{ErrorNote, Pager, SkeletonLines, TicketTable};
use crate::connection::use_connection;
use crate::hooks::{RemoteAction, RemoteState, use_tickets_changed, use_visible_again};
use crate::i18n::use_messages;

/// How many tickets a page holds.
const PAGE_SIZE: usize = 25;

/// Properties of [`TicketPages`].
#[derive(Properties, PartialEq)]
pub struct TicketPagesProps {
    /// Which tickets.
    pub ticket_type: TicketType,
    /// The table's name.
    pub title: AttrValue,
}

/// The table, with the way to its other pages. The old page stays in sight until the new one is
/// there.
#[component]
pub fn TicketPages(props: &TicketPagesProps) -> Html {
    let messages = use_messages();
    let page = use_reducer(RemoteState::<TicketPage>::default);
    let offset = use_state_eq(|| 0_u64);
    let servicenow = use_connection().servicenow;
    let load = {
        let page = page.dispatcher();
        let request = PageRequest {
            offset: *offset,
            limit: PAGE_SIZE,
            only_made_here: true,
        };
        let ticket_type = props.ticket_type;
        Callback::from(move |()| {
            let Some(servicenow) = servicenow.clone() else {
                return;
            };
            page.dispatch(RemoteAction::Start);
            let page = page.clone();
            spawn_local(async move {
                let answer = servicenow.tickets(ticket_type, request).await;
                page.dispatch(RemoteAction::Finish(answer));
            });
        })
    };
    {
        let load = load.clone();
        let changed = use_tickets_changed();
        use_effect_with((changed.version(), *offset), move |_| load.emit(()));
    }
    use_visible_again(load.clone());
    let state = page.remote();
    let tickets: Rc<Vec<Rc<Ticket>>> = {
        let tickets = state.value().map(|page| page.tickets.clone());
        use_memo(tickets, |tickets| {
            tickets.iter().flatten().cloned().map(Rc::new).collect()
        })
    };
    let error = state.error().map(|error| {
        html! { <ErrorNote error={error.clone()} retry={load} /> }
    });
    let body = match state.value() {
        Some(page) if page.tickets.is_empty() && page.offset == 0 => {
            html! { <p class="muted">{ messages.text("tickets.empty") }</p> }
        }
        Some(page) => {
            let go = Callback::from(move |to: u64| offset.set(to));
            html! {
                <>
                    <TicketTable {tickets} caption={props.title.clone()} created=true />
                    <Pager
                        offset={page.offset}
                        shown={page.tickets.len() as u64}
                        total={page.total}
                        size={PAGE_SIZE as u64}
                        {go}
                    />
                </>
            }
        }
        None if error.is_none() => html! { <SkeletonLines lines=10 /> },
        None => Html::default(),
    };
    html! {
        <>
            { error }
            if state.error().is_none() || state.value().is_some() {
                <section class="card" aria-busy={state.is_loading().to_string()}>{ body }</section>
            }
        </>
    }
}
