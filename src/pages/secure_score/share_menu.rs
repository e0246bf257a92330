//! The Share menu of an improvement action.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::{clipboard, navigation};
use crate::components::{MenuButton, MenuItem, Shape};
use crate::hooks::use_navigator;
use crate::i18n::{Messages, use_messages};
use crate::route::Route;
use crate::task_dialog::{Seed, use_task_dialog};

use super::share_links;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Copy,
    Mail,
    Teams,
    ServiceNow,
}

/// The ways to share, in the order of the menu.
const WAYS: [(Way, &str, Shape); 4] = [
    (Way::Copy, "share.copy", Shape::Link),
    (Way::Mail, "share.mail", Shape::Mail),
    (Way::Teams, "share.teams", Shape::Chat),
    (Way::ServiceNow, "share.serviceNow", Shape::Ticket),
];

/// The Share menu of an action of a tenant. What was done is said by `on_said`.
#[hook]
pub fn use_share_menu(
    action: &Rc<ImprovementAction>,
    tenant: &AttrValue,
    on_said: &Callback<AttrValue>,
) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let dialog = use_task_dialog();
    let items = WAYS
        .iter()
        .map(|(way, label, icon)| MenuItem {
            label: messages.text(label),
            icon: *icon,
            separated: *way == Way::ServiceNow,
        })
        .collect::<Vec<_>>();
    let label = messages.text("share.label");
    let description = messages.format("share.of", &[("title", action.title.as_str())]);
    let on_choose = {
        let (action, tenant, on_said) = (action.clone(), tenant.clone(), on_said.clone());
        Callback::from(move |index: usize| {
            let link = navigator.address_of(&Route::Action(action.id.clone()));
            match WAYS.get(index).map(|(way, ..)| *way) {
                Some(Way::Copy) => copy(link, messages.clone(), on_said.clone()),
                Some(Way::Mail) => {
                    navigation::leave_for(&share_links::mail(&action.title, &link));
                }
                Some(Way::Teams) => {
                    navigation::open_tab(&share_links::teams(&action.title, &link));
                }
                Some(Way::ServiceNow) => dialog.open(Seed::Action {
                    action: action.clone(),
                    tenant: tenant.clone(),
                }),
                None => {}
            }
        })
    };
    html! { <MenuButton {label} {description} {items} {on_choose} /> }
}

fn copy(link: String, messages: Messages, on_said: Callback<AttrValue>) {
    spawn_local(async move {
        let copied = clipboard::copy(&link).await;
        on_said.emit(messages.text(if copied {
            "share.copied"
        } else {
            "share.copyFailed"
        }));
    });
}
