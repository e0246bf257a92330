//! The connection, handed to components.

use std::rc::Rc;

use snowline_core::oauth::{ClientId, InstanceUrl};
use snowline_core::servicenow::SignedInUser;
use snowline_core::{Error, Result};
use yew::prelude::*;

use crate::browser::navigation;
use crate::hooks::{use_navigator, use_options};
use crate::route::Route;

use super::{Hub, PageServiceNow, SavedConnection, Status};

/// How the connection stands, and what one can do with it.
#[derive(Clone)]
pub struct Connection {
    /// How it stands.
    pub status: Status,
    /// What this browser remembers of it.
    pub saved: Option<SavedConnection>,
    /// Who is signed in, once the instance has said so.
    pub user: Option<SignedInUser>,
    /// Why the last sign-in failed.
    pub error: Option<Error>,
    /// The client of the instance, while somebody is signed in.
    pub servicenow: Option<Rc<PageServiceNow>>,
    redirect_uri: Option<String>,
}

impl PartialEq for Connection {
    fn eq(&self, other: &Self) -> bool {
        let same_client = match (&self.servicenow, &other.servicenow) {
            (Some(one), Some(two)) => Rc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        same_client
            && self.status == other.status
            && self.saved == other.saved
            && self.user == other.user
            && self.error == other.error
    }
}

impl Connection {
    fn now(redirect_uri: Option<String>) -> Self {
        let hub = Hub::of_page();
        Self {
            status: hub.status(),
            saved: hub.saved(),
            user: hub.user(),
            error: hub.error(),
            servicenow: hub.servicenow(),
            redirect_uri,
        }
    }

    /// Where the instance sends people back to: what its OAuth entity must have as redirect URL.
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        self.redirect_uri
            .clone()
            .unwrap_or_else(navigation::page_url)
    }

    /// Leaves for the instance's sign-in, to come back to `return_to`.
    pub fn authorize(&self, instance: InstanceUrl, client_id: ClientId, return_to: &Route) {
        Hub::of_page().authorize(
            instance,
            client_id,
            self.redirect_uri(),
            return_to.path().into_owned(),
        );
    }

    /// The same with the connection that is remembered.
    ///
    /// # Errors
    /// What is remembered is no connection (somebody changed the browser's storage).
    pub fn sign_in_again(&self, return_to: &Route) -> Result<()> {
        if let Some(saved) = &self.saved {
            let instance = InstanceUrl::parse(&saved.instance_url)?;
            let client_id = ClientId::parse(&saved.client_id)?;
            self.authorize(instance, client_id, return_to);
        }
        Ok(())
    }

    /// Removes the connection, in every tab.
    pub fn remove(&self) {
        Hub::of_page().remove();
    }
}

/// Properties of [`ConnectionProvider`].
#[derive(Properties, PartialEq)]
pub struct ConnectionProviderProps {
    /// The app.
    pub children: Html,
}

/// Provides the [`Connection`] and draws anew when it changes.
#[component]
pub fn ConnectionProvider(props: &ConnectionProviderProps) -> Html {
    let options = use_options();
    let redraw = use_force_update();
    use_effect_with((), move |()| {
        let listener: Rc<dyn Fn()> = Rc::new(move || redraw.force_update());
        Hub::of_page().listen(&listener);
        // It listens for as long as it lives.
        move || drop(listener)
    });
    let connection = Connection::now(options.redirect_uri.clone());
    {
        // Whatever page the person was on: the setup page says why a sign-in failed.
        let navigator = use_navigator();
        use_effect_with(connection.error.clone(), move |error| {
            if error.is_some() && *navigator.route() != Route::Provisioning {
                navigator.go(Route::Provisioning);
            }
        });
    }
    html! {
        <ContextProvider<Connection> context={connection}>
            { props.children.clone() }
        </ContextProvider<Connection>>
    }
}

/// The [`Connection`].
#[hook]
pub fn use_connection() -> Connection {
    use_context::<Connection>().unwrap_or_else(|| Connection::now(None))
}

/// Signs in again with the connection that is remembered, to come back to this page; where
/// nothing usable is remembered, goes to the setup page.
#[hook]
pub fn use_sign_in_again() -> Callback<()> {
    let connection = use_connection();
    let navigator = use_navigator();
    Callback::from(move |()| {
        let route = navigator.route().clone();
        if connection.saved.is_none() || connection.sign_in_again(&route).is_err() {
            navigator.go(Route::Provisioning);
        }
    })
}
