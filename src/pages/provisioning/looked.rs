//! What the checks of the setup have found, and of which settings.

use std::rc::Rc;

use snowline_core::json::Object;
use snowline_core::oauth::Connection;
use snowline_core::ports::{Ports, Store};
use snowline_core::servicenow::forget_closed_batch;
use snowline_core::servicenow::setup::{self, Finding, Step, Verdict};
use snowline_core::tickets::Remote;
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::Browser;
use crate::later::contact::note_contact;
use crate::part::State;

use super::fields::Ready;

/// The settings in `sessionStorage` that were checked last in this tab: who comes back to the page,
/// from ServiceNow's or by a reload, finds them checked.
const KEY: &str = "snowline.checked";

/// What was found last, of each step.
pub(super) type Checks = Remote<Rc<Vec<Finding>>>;

/// What the findings depend upon.
#[derive(Clone, PartialEq)]
pub(super) struct Settings {
    connection: Connection,
    user: String,
}

impl Settings {
    /// What is to be looked at: what was typed, by the way that is chosen.
    pub(super) fn of(app: &App, ready: &Ready) -> Self {
        let (instance, client_id) = (ready.instance.clone(), ready.client_id.clone());
        Self {
            connection: app.connection().to(instance, client_id),
            user: ready.user.clone(),
        }
    }

    /// Whether they were checked last in this tab.
    pub(super) fn were_checked(&self) -> bool {
        Browser::new().session_store().get(KEY) == Some(self.mark())
    }

    /// Whether nobody need ask whether they are right: the host gives them, or a sign-in came of
    /// them before.
    pub(super) fn are_known(&self, app: &App) -> bool {
        let instance = Some(self.connection.instance.as_str());
        let client_id = Some(self.connection.client_id.as_str());
        let of_host = app.options.instance_url.as_deref() == instance
            && app.options.client_id.as_deref() == client_id;
        let connection = app.connection();
        let saved = connection.saved.as_ref();
        of_host
            || saved.is_some_and(|saved| {
                Some(saved.instance_url.as_str()) == instance
                    && Some(saved.client_id.as_str()) == client_id
            })
    }

    fn mark(&self) -> String {
        let Connection {
            instance,
            client_id,
            redirect_uri,
            ..
        } = &self.connection;
        Object::new()
            .text("instanceUrl", instance.as_str())
            .text_if_any("through", instance.proxy())
            .text("clientId", client_id.as_str())
            .text("redirectUri", redirect_uri)
            .end()
    }
}

/// Forgets which were checked, and what was found closed.
pub(super) fn forget() {
    Browser::new().session_store().remove(KEY);
    forget_closed_batch(&Browser::new());
}

/// The last look: at which settings, and what was found.
#[derive(Clone, Default)]
pub(super) struct Looked {
    at: Option<Settings>,
    found: Checks,
}

impl Looked {
    /// What was found of these settings; nothing, where they are others than those looked at.
    pub(super) fn of(&self, settings: Option<&Settings>) -> Checks {
        match self.is_of(settings) {
            true => self.found.clone(),
            false => Checks::default(),
        }
    }

    /// Whether the last look was at other settings.
    pub(super) fn is_former(&self, settings: Option<&Settings>) -> bool {
        self.at.is_some() && !self.is_of(settings)
    }

    /// Whether it is worth looking again by oneself: something was missing, or it is not known of
    /// these settings yet.
    pub(super) fn may_look_again(&self, settings: &Settings) -> bool {
        let missing = |finding: &Finding| finding.verdict != Verdict::Passed;
        let found = self.found.value();
        let open = found.is_some_and(|found| found.iter().any(missing));
        self.is_former(Some(settings)) || (open && !self.found.is_loading())
    }

    fn is_of(&self, settings: Option<&Settings>) -> bool {
        self.at.is_some() && self.at.as_ref() == settings
    }
}

/// Looks at the instance; as the signed-in user, too, if these settings are what that person is
/// signed in by. Nothing happens while that is being done already.
pub(super) fn look(app: &App, settings: Settings, looked: &State<Looked>) {
    let before = looked.get().of(Some(&settings));
    if before.is_loading() {
        return;
    }
    Browser::new().session_store().set(KEY, &settings.mark());
    let own = app.connection();
    let Settings { connection, user } = settings.clone();
    let saved = own.saved.as_ref();
    let same_client = saved.is_some_and(|saved| saved.client_id == connection.client_id.as_str());
    let came_back = saved.is_some_and(|saved| saved.redirect_uri == connection.redirect_uri);
    let servicenow = own.servicenow.clone();
    let servicenow =
        servicenow.filter(|known| same_client && *known.instance() == connection.instance);
    let language = app.messages().language();
    looked.set(Looked {
        at: Some(settings.clone()),
        found: before.start(),
    });
    let looked = looked.clone();
    spawn_local(async move {
        let mut seen = setup::observe(&Browser::new(), &connection).await;
        seen.came_back = came_back;
        let signed_in = match &servicenow {
            Some(servicenow) => Some(setup::look_as_user(servicenow, language.tag()).await),
            None => None,
        };
        let findings = setup::judge(&seen, signed_in.as_ref(), Some(&user));
        let may = setup::verdict(&findings, Step::Rights) == Some(Verdict::Passed);
        if let (true, Some(servicenow), Some(user)) =
            (may, servicenow, signed_in.and_then(|seen| seen.user))
        {
            note_contact(&servicenow, &user.user_name);
        }
        looked.update(|now| match now.is_of(Some(&settings)) {
            true => Looked {
                found: now.found.finish(Ok(Rc::new(findings))),
                ..now
            },
            // Others are looked at meanwhile.
            false => now,
        });
    });
}
