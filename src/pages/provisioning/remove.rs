//! Removing the connection: says what goes before it goes, and asks about the drafts.

use std::rc::Rc;

use snowline_core::oauth::InstanceUrl;
use snowline_core::ports::Ports;
use snowline_core::task::kept;
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::{Browser, download};
use crate::components::Dialog;
use crate::connection::{Choice, Hub, expect_nobody, removing};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::pages::configuration::NAME;
use crate::part::{Cx, Part, State, part};

use super::removed::{Removed, note_revocation};

/// The name of the file with the drafts.
const FILE: &str = "snowline-drafts.json";

/// Asks whether the connection is to be removed.
pub(in crate::pages) struct RemoveDialog {
    pub(in crate::pages) app: Rc<App>,
    /// The dialog is to go, whatever was decided.
    pub(in crate::pages) on_close: Callback<()>,
    /// The connection is gone.
    pub(in crate::pages) on_removed: Callback<()>,
}

impl Part for RemoveDialog {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let drafts_too = cx.state(|| false);
        let remove = {
            let (app, drafts_too) = (self.app.clone(), drafts_too.clone());
            let (on_close, on_removed) = (self.on_close.clone(), self.on_removed.clone());
            Callback::from(move |()| {
                on_close.emit(());
                Hub::of_page().configure(String::new());
                if let Some(removed) = Removed::of(&app.connection()) {
                    removed.keep();
                }
                removing::remove(&Hub::of_page(), Callback::from(note_revocation));
                expect_nobody();
                Choice::forget();
                if drafts_too.get() {
                    kept::forget_all(Browser::new().local_store());
                }
                on_removed.emit(());
            })
        };
        let connection = self.app.connection();
        let removed = Removed::of(&connection);
        let holds = connection.holds_tokens();
        let heading = el("h2").attr("id", "remove-heading");
        let text = el("div.prose")
            .child(el("p").child(what_goes(&self.app)))
            .child(
                removed
                    .as_ref()
                    .filter(|_| !holds)
                    .map(|removed| removed.earlier(&messages)),
            )
            .child(el("p").says(&messages, "remove.stays"))
            .child(removed.as_ref().map(|removed| removed.list(&messages)));
        let close = self.on_close.clone();
        let actions = el("div.row end dialog-actions")
            .child(button("button.btn", close).says(&messages, "action.cancel"))
            .child(button("button.btn danger", remove).says(&messages, "remove.confirm"));
        part(Dialog {
            labelled_by: "remove-heading",
            on_cancel: self.on_close.clone(),
            body: list(vec![
                heading.says(&messages, "remove.title").html(),
                text.html(),
                configuration(&self.app).map_or_else(Html::default, El::html),
                drafts(&messages, &drafts_too).map_or_else(Html::default, El::html),
                actions.html(),
            ]),
        })
    }
}

/// What becomes of the sign-in, which depends on whether there is one here.
fn what_goes(app: &App) -> AttrValue {
    let connection = app.connection();
    let host = connection.saved.as_ref();
    let host = host.and_then(|saved| InstanceUrl::parse(&saved.instance_url).ok());
    let host = host.as_ref().map_or("ServiceNow", InstanceUrl::host);
    let key = match connection.holds_tokens() {
        true => "remove.goes",
        false => "remove.goes.signedOut",
    };
    app.messages().format(key, &[("host", host)])
}

/// That the configuration of the instance goes, where there is one, and how to keep it.
fn configuration(app: &App) -> Option<El> {
    let configured = app.configured();
    if configured.of_host || configured.text.is_empty() {
        return None;
    }
    let messages = app.messages();
    let save = file(NAME, &configured.text).says(&messages, "remove.configurationFile");
    let what = el("p").says(&messages, "remove.configuration");
    Some(el("div.stack").child(what).child(el("div.row").child(save)))
}

/// A link that saves a file.
fn file(name: &'static str, text: &str) -> El {
    let address = download::address("application/json", text);
    el("a.btn")
        .set("href", address.into())
        .attr("download", name)
}

/// What is to become of the drafts, where there are any: they stay unless one says otherwise, and
/// can be had as a file.
fn drafts(messages: &Messages, too: &State<bool>) -> Option<El> {
    let count = kept::count(Browser::new().local_store());
    if count == 0 {
        return None;
    }
    let toggle = {
        let too = too.clone();
        Callback::from(move |_: Event| too.update(|too| !too))
    };
    let checkbox = el("input")
        .attr("type", "checkbox")
        .attr_if(too.get(), "checked", "checked")
        .on("change", toggle);
    let label = el("label.check")
        .child(checkbox)
        .child(messages.count("remove.drafts", count as u64));
    let drafts = kept::export(Browser::new().local_store());
    let save = file(FILE, &drafts).says(messages, "remove.draftsFile");
    Some(
        el("div.stack")
            .child(label)
            .child(el("div.row").child(save)),
    )
}
