//! The Share menu of an improvement action.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::{clipboard, navigation};
use crate::components::{MenuButton, MenuItem, Shape};
use crate::i18n::Messages;
use crate::part::part;
use crate::route::Route;
use crate::task_dialog::{Seed, open_task};

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
pub(super) fn share_menu(
    app: &Rc<App>,
    action: &Rc<ImprovementAction>,
    tenant: &AttrValue,
    on_said: &Callback<AttrValue>,
) -> Html {
    let messages = app.messages();
    let mut items = Vec::new();
    for (way, label, icon) in WAYS {
        items.push(MenuItem {
            label: messages.text(label),
            icon,
            separated: way == Way::ServiceNow,
        });
    }
    let on_choose = {
        let (app, action) = (app.clone(), action.clone());
        let (tenant, on_said) = (tenant.clone(), on_said.clone());
        Callback::from(move |index: usize| {
            if let Some((way, ..)) = WAYS.get(index) {
                share(&app, *way, &action, &tenant, &on_said);
            }
        })
    };
    part(MenuButton {
        label: messages.text("share.label"),
        description: messages.format("share.of", &[("title", &action.title)]),
        items: Rc::new(items),
        on_choose,
    })
}

fn share(
    app: &Rc<App>,
    way: Way,
    action: &Rc<ImprovementAction>,
    tenant: &AttrValue,
    on_said: &Callback<AttrValue>,
) {
    let link = app.address_of(&Route::Action(action.id.clone()));
    match way {
        Way::Copy => copy(link, app.messages(), on_said.clone()),
        Way::Mail => navigation::leave_for(&share_links::mail(&action.title, &link)),
        Way::Teams => navigation::open_tab(&share_links::teams(&action.title, &link)),
        Way::ServiceNow => open_task(
            app,
            &Seed::Action {
                action: action.clone(),
                tenant: tenant.clone(),
            },
        ),
    }
}

fn copy(link: String, messages: Rc<Messages>, on_said: Callback<AttrValue>) {
    spawn_local(async move {
        let copied = clipboard::copy(&link).await;
        on_said.emit(messages.text(if copied {
            "share.copied"
        } else {
            "share.copyFailed"
        }));
    });
}
