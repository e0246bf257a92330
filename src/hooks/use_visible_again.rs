//! Coming back to the tab.

use yew::prelude::*;

use crate::browser::page;

/// Calls back whenever the person comes back to the tab.
#[hook]
pub fn use_visible_again(back: Callback<()>) {
    let latest = use_mut_ref(|| back.clone());
    *latest.borrow_mut() = back;
    use_effect_with((), move |()| {
        let listening = page::listen_to_visibility(move |visible| {
            if visible {
                latest.borrow().emit(());
            }
        });
        move || drop(listening)
    });
}
