//! Who wants to know of changes of a sign-in.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

type List = RefCell<Vec<(u32, Rc<dyn Fn()>)>>;

/// The listeners of one.
#[derive(Default)]
pub(crate) struct Listeners {
    list: Rc<List>,
    next: Cell<u32>,
}

/// Ends when it is dropped.
pub struct Subscription {
    list: Weak<List>,
    id: u32,
}

impl Listeners {
    pub(crate) fn add(&self, listener: Rc<dyn Fn()>) -> Subscription {
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        self.list.borrow_mut().push((id, listener));
        Subscription {
            list: Rc::downgrade(&self.list),
            id,
        }
    }

    /// Calls each. A listener may subscribe and unsubscribe, itself too.
    pub(crate) fn call(&self) {
        let listeners = self.list.borrow().clone();
        for (_, listener) in listeners {
            listener();
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(list) = self.list.upgrade() {
            list.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}
