//! Which page is shown, and going to another.

use std::rc::Rc;

use crate::browser::{navigation, page};
use crate::options::Routing;
use crate::route::Route;

use super::App;

impl App {
    /// The page that is shown.
    #[must_use]
    pub fn route(&self) -> Route {
        self.route.borrow().clone()
    }

    /// Whether the route lives in memory, and the address belongs to the host.
    #[must_use]
    pub fn in_memory(&self) -> bool {
        self.options.routing == Routing::Memory
    }

    /// Whether this is not the first page that was shown.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.moved.get()
    }

    /// The page is as good as another one: what had the focus is gone, and its heading takes it.
    pub fn begin_anew(&self) {
        self.moved.set(true);
    }

    /// Goes to a page.
    pub fn go(&self, to: Route) {
        if self.in_memory() {
            self.show(to);
        } else {
            // The event that follows shows it.
            navigation::set_fragment(&to.path());
        }
    }

    /// An address that leads to a page of Snowline, for others: the host's word, else with hash
    /// routing the page's own with the route in it, else the page as it stands.
    #[must_use]
    pub fn address_of(&self, route: &Route) -> String {
        let path = route.path();
        let link_to = self.options.link_to.as_ref();
        match link_to.and_then(|link_to| link_to.address(&path)) {
            Some(link) => link,
            None if self.in_memory() => navigation::href(),
            None => navigation::address(&navigation::query(), &path),
        }
    }

    /// Goes to the setup page, unless that is where the person is.
    pub(super) fn show_setup(&self) {
        if self.route() != Route::Provisioning {
            self.go(Route::Provisioning);
        }
    }

    /// Follows the address, for as long as what it gives lives.
    pub(super) fn follow_address(self: &Rc<Self>) -> Option<page::Listening> {
        if self.in_memory() {
            return None;
        }
        // The address may have changed while the words were being loaded.
        let here = Route::parse(&navigation::fragment());
        if here != self.route() {
            self.moved.set(true);
            self.route.replace(here);
        }
        let app = Rc::downgrade(self);
        page::listen_to_window("hashchange", move |_| {
            if let Some(app) = app.upgrade() {
                app.show(Route::parse(&navigation::fragment()));
            }
        })
    }

    fn show(&self, to: Route) {
        self.moved.set(true);
        if self.route() != to {
            self.route.replace(to);
            self.redraw();
        }
    }
}
