//! Both cards, kept fresh.

use snowline_core::task::TicketType;
use snowline_core::tickets::{Home, Remote};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::{ErrorNote, SkeletonCard};
use crate::connection::use_connection;
use crate::hooks::{RemoteAction, RemoteState, use_tickets_changed, use_visible_again};

use super::card::TicketCard;

/// Both cards. They are loaded when the page is shown, after a ticket was made from here, and
/// when the person comes back to the tab; what was loaded before stays in sight meanwhile.
#[component]
pub fn Cards() -> Html {
    let home = use_reducer(RemoteState::<Home>::default);
    let servicenow = use_connection().servicenow;
    let load = {
        let home = home.dispatcher();
        Callback::from(move |()| {
            let Some(servicenow) = servicenow.clone() else {
                return;
            };
            home.dispatch(RemoteAction::Start);
            let home = home.clone();
            spawn_local(async move {
                home.dispatch(RemoteAction::Finish(servicenow.home().await));
            });
        })
    };
    {
        let load = load.clone();
        let changed = use_tickets_changed();
        use_effect_with(changed.version(), move |_| load.emit(()));
    }
    use_visible_again(load.clone());
    let state: &Remote<Home> = home.remote();
    let error = state.error().map(|error| {
        html! { <ErrorNote error={error.clone()} retry={load} /> }
    });
    let cards = match state.value() {
        Some(home) => html! {
            <>
                <TicketCard ticket_type={TicketType::ChangeRequest} card={home.change.clone()} />
                <TicketCard ticket_type={TicketType::Incident} card={home.incident.clone()} />
            </>
        },
        None if error.is_none() => html! { <><SkeletonCard /><SkeletonCard /></> },
        None => Html::default(),
    };
    html! {
        <>
            { error }
            <div class="grid" aria-busy={state.is_loading().to_string()}>{ cards }</div>
        </>
    }
}
