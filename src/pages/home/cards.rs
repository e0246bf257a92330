//! Both cards, kept fresh.

use std::rc::Rc;

use snowline_core::task::TicketType;
use snowline_core::tickets::{Home, Remote};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use crate::app::App;
use crate::components::{another_user, error_note, hidden_note, skeleton_card};
use crate::dom::{El, el, list};
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, State};

use super::card::card;

/// Both cards. They are loaded when the page is shown, after a ticket was made from here, and
/// when the person comes back to the tab; what was loaded before stays in sight meanwhile.
pub(super) struct Cards {
    pub(super) app: Rc<App>,
}

impl Part for Cards {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let home = cx.state(|| Remote::Idle);
        let load = {
            let (app, home) = (app.clone(), home.clone());
            Callback::from(move |()| load(&app, &home))
        };
        keep_fresh(cx, app.ticket_changes().into(), &load);
        let home = home.look();
        let failed = home.error();
        let mut hidden = None;
        let mut grid = el("div.grid").yes_or_no("aria-busy", home.is_loading());
        match home.value() {
            Some(home) => {
                let any = home.change.hidden || home.incident.hidden;
                hidden = any.then(|| hidden_note(app, another_user(app).is_some()).html());
                grid = grid
                    .child(card(app, TicketType::ChangeRequest, &home.change))
                    .child(card(app, TicketType::Incident, &home.incident));
            }
            None if failed.is_none() => {
                grid = grid
                    .child(skeleton_card(&messages))
                    .child(skeleton_card(&messages));
            }
            None => {}
        }
        let error = failed.map(|error| error_note(&messages, error, Some(load), Vec::new()));
        list(vec![
            error.map(El::html).unwrap_or_default(),
            hidden.unwrap_or_default(),
            grid.html(),
        ])
    }
}

fn load(app: &App, home: &State<Remote<Rc<Home>>>) {
    let Some(servicenow) = app.connection().servicenow.clone() else {
        return;
    };
    let home = home.clone();
    home.update(Remote::start);
    spawn_local(async move {
        let answer = servicenow.home().await.map(Rc::new);
        home.update(|known| known.finish(answer));
    });
}
