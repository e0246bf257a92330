//! The connection status: who is connected, to what, since when.

use yew::prelude::*;

use crate::components::{ExternalLink, Tag, Tone};
use crate::connection::{Status, use_connection, use_sign_in_again};
use crate::i18n::use_messages;

use super::remove::RemoveDialog;

/// Who is connected, to what, since when, and the way out.
#[component]
pub fn ConnectionStatus() -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let sign_in_again = use_sign_in_again();
    let removing = use_state_eq(|| false);
    let Some(saved) = &connection.saved else {
        return Html::default();
    };
    let (word, tone) = match connection.status {
        Status::SignedIn => ("status.connected", Tone::Ok),
        Status::SigningIn => ("status.signingIn", Tone::Info),
        Status::SignedOut | Status::NotConnected => ("status.signedOut", Tone::Warn),
    };
    let user = connection.user.as_ref().map(|user| {
        if user.name.is_empty() || user.name == user.user_name {
            user.user_name.clone()
        } else {
            [&user.user_name, " (", &user.name, ")"].concat()
        }
    });
    let user = user.or_else(|| saved.user.clone());
    let ask = {
        let removing = removing.clone();
        Callback::from(move |_: MouseEvent| removing.set(true))
    };
    let close = {
        let removing = removing.clone();
        Callback::from(move |()| removing.set(false))
    };
    html! {
        <section class="card" aria-labelledby="status-heading">
            <div class="head">
                <h2 id="status-heading">{ messages.text("status.title") }</h2>
                <Tag text={messages.text(word)} tone={Some(tone)} />
            </div>
            <dl class="facts">
                <dt>{ messages.text("status.instance") }</dt>
                <dd>
                    <ExternalLink href={saved.instance_url.clone()}>
                        { &saved.instance_url }
                    </ExternalLink>
                </dd>
                if let Some(user) = user {
                    <dt>{ messages.text("status.user") }</dt>
                    <dd>{ user }</dd>
                }
                <dt>{ messages.text("status.since") }</dt>
                <dd>{ messages.moment(saved.since) }</dd>
            </dl>
            if connection.status == Status::SignedOut {
                <p class="muted">{ messages.text("status.signedOut.why") }</p>
            }
            <div class="row">
                if connection.status == Status::SignedOut {
                    <button
                        type="button"
                        class="btn"
                        onclick={sign_in_again.reform(|_: MouseEvent| ())}
                    >
                        { messages.text("status.signInAgain") }
                    </button>
                }
                <button type="button" class="btn danger" onclick={ask}>
                    { messages.text("status.remove") }
                </button>
            </div>
            if *removing {
                <RemoveDialog on_close={close} />
            }
        </section>
    }
}
