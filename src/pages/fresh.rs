//! Keeping what is shown of the instance fresh.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::browser::page;
use crate::part::Cx;

/// Loads at the beginning, whenever `cause` is another one, when the person comes back to the tab,
/// and when the network does; by coming back not while the instance asks for a pause.
pub(super) fn keep_fresh(cx: &mut Cx<'_>, app: &Rc<App>, cause: u64, load: &Callback<()>) {
    let latest = cx.keep(|| RefCell::new(load.clone()));
    latest.replace(load.clone());
    let app = app.clone();
    cx.keep(|| {
        page::listen_to_return(Rc::new(move || {
            let servicenow = app.connection().servicenow.clone();
            if servicenow.is_some_and(|servicenow| servicenow.is_paused()) {
                return;
            }
            // Not while it is lent: loading draws anew, which replaces it.
            let load = latest.borrow().clone();
            load.emit(());
        }))
    });
    let load = load.clone();
    cx.on_change(cause, move || load.emit(()));
}
