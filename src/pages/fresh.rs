//! Keeping what is shown of the instance fresh.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::browser::page;
use crate::part::Cx;

/// Loads at the beginning, whenever `cause` is another one, when the person comes back to the tab,
/// and when the network does.
pub(super) fn keep_fresh(cx: &mut Cx<'_>, cause: u64, load: &Callback<()>) {
    let latest = cx.keep(|| RefCell::new(load.clone()));
    latest.replace(load.clone());
    cx.keep(|| {
        page::listen_to_return(Rc::new(move || {
            // Not while it is lent: loading draws anew, which replaces it.
            let load = latest.borrow().clone();
            load.emit(());
        }))
    });
    let load = load.clone();
    cx.on_change(cause, move || load.emit(()));
}
