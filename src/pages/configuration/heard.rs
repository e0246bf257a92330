//! The states as the instance names them: asked when the page is shown, when somebody signs in and
//! when the language is another one.

use std::rc::Rc;

use snowline_core::servicenow::InstanceStates;
use snowline_core::tickets::Remote;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::App;
use crate::connection::Status;
use crate::i18n::Language;
use crate::pages::keep_fresh;
use crate::part::{Cx, State};

/// What the instance has said, and the way to ask it again.
#[derive(Clone)]
pub(super) struct Heard {
    pub(super) states: State<Remote<Rc<InstanceStates>>>,
    pub(super) ask: Callback<()>,
}

impl Heard {
    /// The states as they are known now.
    pub(super) fn states(&self) -> Rc<InstanceStates> {
        let states = self.states.look();
        let known = states.value().cloned();
        known.unwrap_or_else(|| Rc::new(InstanceStates::usual()))
    }
}

/// Asks the instance.
pub(super) fn hear(cx: &mut Cx<'_>, app: &Rc<App>) -> Heard {
    let states = cx.state(|| Remote::Idle);
    let ask = {
        let (app, states) = (app.clone(), states.clone());
        Callback::from(move |()| ask(&app, &states))
    };
    let language = app.messages().language();
    let place = Language::ALL.iter().position(|known| *known == language);
    let signed_in = app.connection().status == Status::SignedIn;
    let cause = place.unwrap_or(0) as u64 * 2 + u64::from(signed_in);
    keep_fresh(cx, app, cause, &ask);
    Heard { states, ask }
}

fn ask(app: &App, states: &State<Remote<Rc<InstanceStates>>>) {
    let Some(servicenow) = app.connection().servicenow.clone() else {
        return;
    };
    let language = app.messages().language().tag();
    let states = states.clone();
    states.update(Remote::start);
    spawn_local(async move {
        let answer = servicenow.states_of_instance(language).await;
        states.update(|known| known.finish(answer.map(Rc::new)));
    });
}
