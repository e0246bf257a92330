//! Which page is shown, and going to another.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{navigation, page};
use crate::options::Routing;
use crate::route::Route;

/// The page that is shown, and the way to another.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    route: Route,
    routing: Routing,
    go: Callback<Route>,
    moved: bool,
}

impl Navigator {
    /// The page that is shown.
    #[must_use]
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Whether the route lives in memory, and the address belongs to the host.
    #[must_use]
    pub fn in_memory(&self) -> bool {
        self.routing == Routing::Memory
    }

    /// Goes to a page.
    pub fn go(&self, route: Route) {
        self.go.emit(route);
    }

    /// Whether this is not the first page that was shown.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.moved
    }

    /// An address that leads to a page of Snowline, for others: with hash routing the page's own
    /// with the route in it, else the host's.
    #[must_use]
    pub fn address_of(&self, route: &Route) -> String {
        match self.routing {
            Routing::Hash => [navigation::page_url().as_str(), "#", route.path().as_ref()].concat(),
            Routing::Memory => navigation::page_url(),
        }
    }
}

/// Properties of [`NavigatorProvider`].
#[derive(Properties, PartialEq)]
pub struct NavigatorProviderProps {
    /// Where the route lives.
    pub routing: Routing,
    /// The first page.
    pub first: Route,
    /// Set to the way to another page, for the handle that JavaScript holds.
    pub outside: Rc<Outside>,
    /// The app.
    pub children: Html,
}

/// The way to another page for those outside the component tree.
#[derive(Default)]
pub struct Outside(Cell<Option<Callback<Route>>>);

impl PartialEq for Outside {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Outside {
    /// Goes to a page, once the app is there.
    pub fn go(&self, route: Route) {
        let go = self.0.take();
        if let Some(go) = &go {
            go.emit(route);
        }
        self.0.set(go);
    }
}

/// Provides the [`Navigator`].
#[component]
pub fn NavigatorProvider(props: &NavigatorProviderProps) -> Html {
    let first = props.first.clone();
    let route = use_state_eq(move || first);
    let moved = use_state_eq(|| false);
    let routing = props.routing;
    let show = {
        let route = route.setter();
        let moved = moved.setter();
        use_callback((), move |to: Route, ()| {
            route.set(to);
            moved.set(true);
        })
    };
    let go = use_callback((), {
        let show = show.clone();
        move |to: Route, ()| match routing {
            // The event that follows shows it.
            Routing::Hash => navigation::set_fragment(&to.path()),
            Routing::Memory => show.emit(to),
        }
    });
    {
        let outside = props.outside.clone();
        let go = go.clone();
        let first = props.first.clone();
        use_effect_with((), move |()| {
            outside.0.set(Some(go));
            let listening = (routing == Routing::Hash).then(|| {
                // The address may have changed while the words were being loaded.
                let here = Route::parse(&navigation::fragment());
                if here != first {
                    show.emit(here);
                }
                page::listen_to_window("hashchange", move |_| {
                    show.emit(Route::parse(&navigation::fragment()));
                })
            });
            move || drop(listening)
        });
    }
    let navigator = Navigator {
        route: (*route).clone(),
        routing,
        go,
        moved: *moved,
    };
    html! {
        <ContextProvider<Navigator> context={navigator}>
            { props.children.clone() }
        </ContextProvider<Navigator>>
    }
}

/// The [`Navigator`].
#[hook]
pub fn use_navigator() -> Navigator {
    // Outside a provider (a component's own test) a link leads home and nowhere else.
    use_context::<Navigator>().unwrap_or(Navigator {
        route: Route::Home,
        routing: Routing::Memory,
        go: Callback::noop(),
        moved: false,
    })
}
