//! The invitation to connect.

use yew::prelude::*;

use crate::components::Link;
use crate::i18n::use_messages;
use crate::route::Route;

/// "Do you use ServiceNow?"
#[component]
pub fn Invitation() -> Html {
    let messages = use_messages();
    html! {
        <section class="card invitation" aria-labelledby="invitation-heading">
            <h2 id="invitation-heading">{ messages.text("invitation.title") }</h2>
            <p class="muted">{ messages.text("invitation.what") }</p>
            <div class="row">
                <Link to={Route::Provisioning} class="btn primary">
                    { messages.text("invitation.connect") }
                </Link>
                <Link to={Route::SecureScore}>{ messages.text("invitation.secureScore") }</Link>
            </div>
        </section>
    }
}
