//! Keeping what is shown of the instance fresh.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::browser::page;
use crate::later::tickets::try_again;
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

/// Tries again what has failed of the score and its tickets, when the page is shown and when the
/// person or the network comes back.
pub(super) fn keep_score(cx: &mut Cx<'_>, app: &Rc<App>) {
    let app = app.clone();
    keep_fresh(cx, 0, &Callback::from(move |()| try_again(&app)));
}
