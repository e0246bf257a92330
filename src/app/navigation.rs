//! Which page is shown, and going to another.

use std::rc::Rc;

use crate::browser::{navigation, page};
use crate::options::Routing;
use crate::route::{Route, query_of, with_query};

use super::App;

impl App {
    /// The page that is shown.
    #[must_use]
    pub fn route(&self) -> Route {
        self.route.borrow().clone()
    }

    /// The path of the page that is shown, with its query: where to come back to.
    #[must_use]
    pub fn path(&self) -> String {
        with_query(&self.route().path(), &self.query.borrow())
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

    /// What the page's address says of what it shows, behind the question mark: filters, order.
    #[must_use]
    pub fn query(&self) -> String {
        self.query.borrow().clone()
    }

    /// Says by which query the page shows what it has already, or is about to: nothing is drawn
    /// anew by that. With or without an entry in the browser's history, where it is once what is
    /// shown is painted: to change an address takes a browser as long as to draw a list.
    pub fn is_shown_by(self: &Rc<Self>, query: &str, entry: bool) {
        if *self.query.borrow() == query {
            return;
        }
        self.query.replace(query.to_owned());
        if self.in_memory() {
            return;
        }
        let (app, shown) = (self.clone(), self.path());
        page::after_paint(move || {
            // What is shown since then has said so itself.
            if app.path() == shown {
                match entry {
                    true => navigation::set_fragment(&shown),
                    false => navigation::replace_fragment(&shown),
                }
            }
        });
    }

    /// Goes to a page.
    pub fn go(&self, to: Route) {
        self.go_by(to, "");
    }

    /// Goes to the page of a path, which may have a query behind it.
    pub fn go_to_path(&self, path: &str) {
        self.go_by(Route::parse(path), query_of(path));
    }

    /// Goes to a page, which shows what it has by a query.
    pub fn go_by(&self, to: Route, query: &str) {
        if self.in_memory() {
            self.show(to, query);
        } else {
            // The event that follows shows it.
            navigation::set_fragment(&with_query(&to.path(), query));
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
        let fragment = navigation::fragment();
        let here = Route::parse(&fragment);
        self.query.replace(query_of(&fragment).to_owned());
        if here != self.route() {
            self.moved.set(true);
            self.route.replace(here);
        }
        let app = Rc::downgrade(self);
        page::listen_to_window("hashchange", move |_| {
            if let Some(app) = app.upgrade() {
                let fragment = navigation::fragment();
                app.show(Route::parse(&fragment), query_of(&fragment));
            }
        })
    }

    fn show(&self, to: Route, query: &str) {
        let (route, known) = (self.route() == to, *self.query.borrow() == query);
        self.moved.set(true);
        self.query.replace(query.to_owned());
        if !(route && known) {
            self.route.replace(to);
            self.redraw();
        }
    }
}
