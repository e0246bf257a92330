//! An address that leads to no page.

use yew::prelude::*;

use crate::components::{Link, PageHeading};
use crate::i18n::use_messages;
use crate::route::Route;

/// An address that leads to no page.
#[component]
pub fn NotFound() -> Html {
    let messages = use_messages();
    html! {
        <div class="page narrow">
            <PageHeading title={messages.text("notFound.title")}>
                <p class="muted">{ messages.text("notFound.why") }</p>
            </PageHeading>
            <p><Link to={Route::Home}>{ messages.text("notFound.home") }</Link></p>
        </div>
    }
}
