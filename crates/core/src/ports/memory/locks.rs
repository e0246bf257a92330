//! Named locks, as Web Locks are: one holder a name over all tabs.

use std::cell::RefCell;
use std::collections::HashSet;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// The locks that are held, and who waits.
#[derive(Default)]
pub(super) struct Table {
    held: RefCell<HashSet<String>>,
    waiting: RefCell<Vec<Waker>>,
}

/// A lock that is held until this is dropped.
pub(super) struct Held<'a> {
    table: &'a Table,
    name: String,
}

impl Table {
    /// Waits until the lock is free and takes it.
    pub(super) async fn hold(&self, name: &str) -> Held<'_> {
        poll_fn(|context| {
            if self.held.borrow_mut().insert(name.into()) {
                Poll::Ready(())
            } else {
                self.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            }
        })
        .await;
        Held {
            table: self,
            name: name.into(),
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.table.held.borrow_mut().remove(&self.name);
        for waker in self.table.waiting.take() {
            waker.wake();
        }
    }
}
