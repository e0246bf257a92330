//! The way to the dialog, for every component of the app.

use snowline_core::ports::{Clock, Ports};
use snowline_core::task::kept::take_resume;
use yew::prelude::*;

use crate::browser::Browser;
use crate::connection::use_connection;
use crate::hooks::{use_navigator, use_options};
use crate::i18n::use_messages;

use super::dialog::TaskDialog;
use super::seed::{Author, Opening, Seed};

/// Opens the dialog. It never changes, so it makes nobody draw anew.
#[derive(Clone, PartialEq)]
pub struct TaskDialogHandle(Callback<Seed>);

impl TaskDialogHandle {
    /// Opens the dialog with the draft that was kept for that seed, else with a new one.
    pub fn open(&self, seed: Seed) {
        self.0.emit(seed);
    }
}

/// Properties of [`TaskDialogProvider`].
#[derive(Properties, PartialEq)]
pub struct TaskDialogProviderProps {
    /// The app.
    pub children: Html,
}

/// Provides the [`TaskDialogHandle`] and shows the dialog while it is open. After a sign-in it
/// opens by itself, if that was where the person left.
#[component]
pub fn TaskDialogProvider(props: &TaskDialogProviderProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let user = use_initiating_user();
    let opened = use_state(|| None::<Opening>);
    let language = messages.language().tag();
    let latest = use_mut_ref(|| None);
    *latest.borrow_mut() = Some((messages, navigator, user.clone()));
    let open = {
        let opened = opened.setter();
        use_callback((), move |seed: Seed, ()| {
            if let Some((messages, navigator, user)) = &*latest.borrow() {
                opened.set(Opening::of(
                    &seed,
                    &Author {
                        messages,
                        navigator,
                        user,
                    },
                ));
            }
        })
    };
    {
        let opened = opened.setter();
        use_effect_with((), move |()| {
            let browser = Browser::new();
            let left = take_resume(browser.session_store(), browser.now());
            if let Some(opening) = left.and_then(Opening::of_slot) {
                opened.set(Some(opening));
            }
        });
    }
    let on_close = {
        let opened = opened.setter();
        use_callback((), move |(), ()| opened.set(None))
    };
    html! {
        <ContextProvider<TaskDialogHandle> context={TaskDialogHandle(open)}>
            { props.children.clone() }
            if let Some(opening) = (*opened).clone() {
                <div lang={language}>
                    <TaskDialog {opening} {user} {on_close} />
                </div>
            }
        </ContextProvider<TaskDialogHandle>>
    }
}

/// Who asks for the ticket: the host's user, else whoever is or was signed in at ServiceNow.
#[hook]
fn use_initiating_user() -> AttrValue {
    let options = use_options();
    let connection = use_connection();
    let of_host = options.user.as_ref().map(|user| user.id.clone());
    of_host
        .or_else(|| connection.user.map(|user| user.user_name))
        .or_else(|| connection.saved.and_then(|saved| saved.user))
        .unwrap_or_default()
        .into()
}

/// The way to the dialog.
#[hook]
pub fn use_task_dialog() -> TaskDialogHandle {
    // Outside a provider (a component's own test) nothing opens.
    use_context::<TaskDialogHandle>().unwrap_or_else(|| TaskDialogHandle(Callback::noop()))
}
