//! All tickets of a type, a page at a time.

mod table;

use snowline_core::task::TicketType;
use yew::prelude::*;

use crate::components::{Link, PageHeading};
use crate::connection::{Status, use_connection, use_sign_in_again};
use crate::i18n::use_messages;
use crate::route::Route;
use crate::task_dialog::{Seed, use_task_dialog};

use table::TicketPages;

/// Properties of [`Tickets`].
#[derive(Properties, PartialEq)]
pub struct TicketsProps {
    /// Which.
    pub ticket_type: TicketType,
}

/// All tickets of a type.
#[component]
pub fn Tickets(props: &TicketsProps) -> Html {
    let messages = use_messages();
    let connection = use_connection();
    let dialog = use_task_dialog();
    let sign_in = use_sign_in_again().reform(|_: MouseEvent| ());
    let ticket_type = props.ticket_type;
    let title = messages.text(&["tickets.", ticket_type.key(), ".title"].concat());
    let create = Callback::from(move |_: MouseEvent| dialog.open(Seed::Own(ticket_type)));
    html! {
        <div class="page">
            <div class="bar">
                <PageHeading title={title.clone()}>
                    <nav class="row" aria-label={messages.text("tickets.title")}>
                        { for TicketType::ALL.into_iter().map(|other| {
                            let current = (other == ticket_type).then_some("page");
                            let key = ["tickets.", other.key(), ".short"].concat();
                            html! {
                                <Link key={other.key()} to={Route::Tickets(other)} {current}>
                                    { messages.text(&key) }
                                </Link>
                            }
                        }) }
                    </nav>
                </PageHeading>
                <button type="button" class="btn primary" onclick={create}>
                    { messages.text("card.create") }
                </button>
            </div>
            if connection.status == Status::SignedIn {
                <TicketPages {ticket_type} {title} />
            } else {
                <section class="card">
                    <p>{ messages.text("tickets.signedOut") }</p>
                    <div class="row">
                        <button type="button" class="btn primary" onclick={sign_in}>
                            { messages.text("invitation.connect") }
                        </button>
                    </div>
                </section>
            }
        </div>
    }
}
