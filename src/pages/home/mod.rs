//! The home page: the invitation to connect, or the two cards.

mod card;
mod cards;
mod invitation;

use yew::prelude::*;

use crate::components::{Note, PageHeading, SkeletonCard, Tone};
use crate::connection::{Connection, Status, use_connection, use_sign_in_again};
use crate::i18n::{Messages, use_messages};

use cards::Cards;
use invitation::Invitation;

/// The home page.
#[component]
pub fn Home() -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let body = match connection.status {
        Status::NotConnected => html! { <Invitation /> },
        Status::SigningIn => html! { <div class="grid"><SkeletonCard /><SkeletonCard /></div> },
        Status::SignedOut => html! { <SignedOut /> },
        Status::SignedIn => html! { <Cards /> },
    };
    html! {
        <div class="page">
            <div class="bar">
                <PageHeading title={messages.text("nav.home")} />
                <span class="muted">{ connected_to(&messages, &connection) }</span>
            </div>
            { body }
        </div>
    }
}

/// Who is connected and to what, in one line.
fn connected_to(messages: &Messages, connection: &Connection) -> Option<AttrValue> {
    let servicenow = connection.servicenow.as_ref()?;
    let host = servicenow.connection().instance.host().to_owned();
    Some(match &connection.user {
        Some(user) => messages.format(
            "home.connectedAs",
            &[("host", host), ("user", user.user_name.clone())],
        ),
        None => messages.format("home.connected", &[("host", host)]),
    })
}

/// There is a connection, but nobody is signed in.
#[component]
fn SignedOut() -> Html {
    let messages = use_messages();
    let sign_in = use_sign_in_again().reform(|_: MouseEvent| ());
    html! {
        <Note tone={Tone::Info}>
            <strong>{ messages.text("home.signedOut") }</strong>
            <p>{ messages.text("status.signedOut.why") }</p>
            <div class="row">
                <button type="button" class="btn primary" onclick={sign_in}>
                    { messages.text("status.signInAgain") }
                </button>
            </div>
        </Note>
    }
}
