//! The setup page: where the connection is made, shown and removed.

mod checklist;
mod form;
mod remove;
mod status;

use snowline_core::oauth::{ClientId, InstanceUrl};
use yew::prelude::*;

use crate::components::{ErrorNote, PageHeading};
use crate::connection::{Status, use_connection};
use crate::i18n::use_messages;
use crate::route::Route;

use checklist::Checklist;
use form::ConnectionForm;
use status::ConnectionStatus;

/// The setup page.
#[component]
pub fn Provisioning() -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let on_authorize = {
        let connection = connection.clone();
        Callback::from(move |(instance, client_id): (InstanceUrl, ClientId)| {
            connection.authorize(instance, client_id, &Route::Home);
        })
    };
    html! {
        <div class="page narrow">
            <PageHeading title={messages.text("setup.title")}>
                <p class="muted">{ messages.text("setup.lead") }</p>
            </PageHeading>
            if let Some(error) = connection.error.clone() {
                <ErrorNote {error} />
            }
            if connection.status != Status::NotConnected {
                <ConnectionStatus />
            }
            <section class="card">
                <h2>{ messages.text("setup.checklist") }</h2>
                <ConnectionForm {on_authorize}>
                    <Checklist />
                </ConnectionForm>
            </section>
        </div>
    }
}
