//! The shell: what every page stands in.

mod shell;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::connection::ConnectionProvider;
use crate::hooks::{
    ActionTicketsProvider, NavigatorProvider, Outside, TicketsChangedProvider, use_navigator,
};
use crate::i18n::Messages;
use crate::options::Options;
use crate::pages;
use crate::posture::PostureProvider;
use crate::route::Route;
use crate::task_dialog::TaskDialogProvider;

use shell::Shell;

/// What a mount starts with, and what its handle reaches the running app by.
pub struct Start {
    /// The host's options.
    pub options: Rc<Options>,
    /// The first page.
    pub first: Route,
    /// The way to another page, from outside.
    pub outside: Rc<Outside>,
    /// The way to another language, from outside; set by the running app.
    pub language: RefCell<Option<Callback<Messages>>>,
}

/// Properties of [`App`].
#[derive(Properties, Clone)]
pub struct AppProps {
    /// What the mount starts with.
    pub start: Rc<Start>,
    /// The words of the first language.
    pub messages: Messages,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

/// Snowline in one element.
#[component]
pub fn App(props: &AppProps) -> Html {
    let start = props.start.clone();
    let messages = {
        let first = props.messages.clone();
        use_state_eq(move || first)
    };
    {
        let start = start.clone();
        let show = messages.setter();
        use_effect_with((), move |()| {
            start
                .language
                .replace(Some(Callback::from(move |messages| show.set(messages))));
        });
    }
    let options = start.options.clone();
    html! {
        <ContextProvider<Rc<Options>> context={options.clone()}>
        <ContextProvider<Messages> context={(*messages).clone()}>
        <NavigatorProvider
            routing={options.routing}
            first={start.first.clone()}
            outside={start.outside.clone()}
        >
        <ConnectionProvider>
        <PostureProvider>
        <ActionTicketsProvider>
        <TicketsChangedProvider>
        <TaskDialogProvider>
            <Shell show_language={Callback::from({
                let messages = messages.setter();
                move |chosen| messages.set(chosen)
            })}>
                <Page />
            </Shell>
        </TaskDialogProvider>
        </TicketsChangedProvider>
        </ActionTicketsProvider>
        </PostureProvider>
        </ConnectionProvider>
        </NavigatorProvider>
        </ContextProvider<Messages>>
        </ContextProvider<Rc<Options>>>
    }
}

/// The page of the current route.
#[component]
fn Page() -> Html {
    match use_navigator().route() {
        Route::Home => html! { <pages::Home /> },
        Route::SecureScore => html! { <pages::SecureScore /> },
        Route::Action(id) => html! { <pages::Action key={id.as_str()} id={id.clone()} /> },
        Route::Tickets(ticket_type) => html! {
            <pages::Tickets key={ticket_type.key()} ticket_type={*ticket_type} />
        },
        Route::Provisioning => html! { <pages::Provisioning /> },
        Route::NotFound => html! { <pages::NotFound /> },
    }
}
