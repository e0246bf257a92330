//! Both cards, kept fresh.

use std::cell::Cell;
use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::servicenow::Pace;
use snowline_core::task::TicketType;
use snowline_core::tickets::{Card, CardRows, Home, Remote};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use crate::app::App;
use crate::browser::{Browser, page};
use crate::components::{another_user, error_note, hidden_note, skeleton_card};
use crate::connection::Hub;
use crate::dom::{El, el, list};
use crate::pages::keep_fresh;
use crate::part::{Cx, Part, Redraw, State};

use super::card::card;
use super::rows;

/// Both cards. They are loaded when the page is shown, after a ticket was made from here, when
/// the person comes back to the tab, and every minute while it is in sight; what was loaded before
/// stays in sight meanwhile.
pub(super) struct Cards {
    pub(super) app: Rc<App>,
    /// The page around them, which says when the instance last answered.
    pub(super) page: Redraw,
}

impl Part for Cards {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        let home = cx.state(|| Remote::Idle);
        let rounds = cx.keep(|| Rounds {
            rows: Cell::new(rows::remembered()),
            ..Rounds::default()
        });
        let load = {
            let (app, home, page) = (app.clone(), home.clone(), self.page.clone());
            let rounds = rounds.clone();
            Callback::from(move |()| {
                home.update(Remote::start);
                load(&app, &home, &page, &rounds);
            })
        };
        // What was asked for another user is asked anew.
        let sign_in = u64::from(Hub::of_page().sign_in_number()) << 32;
        keep_fresh(cx, app, sign_in | u64::from(app.ticket_changes()), &load);
        let home = home.look();
        let failed = home.error();
        let (mut choice, mut hidden) = (None, None);
        let mut grid = el("div.grid").yes_or_no("aria-busy", home.is_loading());
        match home.value() {
            Some(home) => {
                let (mut any, mut hides) = (false, false);
                for card in home.change.iter().chain(&home.incident) {
                    any |= card.total() > 0;
                    hides |= card.hidden;
                }
                choice = any.then(|| rows::choice(app, &rounds, &load).html());
                hidden = hides.then(|| hidden_note(app, another_user(app).is_some()).html());
                let card = |of, known: &Option<Card>| card(app, of, home.rows, known.as_ref());
                grid = grid
                    .child(card(TicketType::ChangeRequest, &home.change))
                    .child(card(TicketType::Incident, &home.incident));
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
            choice.unwrap_or_default(),
            grid.html(),
        ])
    }
}

/// The loads of one life of the cards.
#[derive(Default)]
pub(super) struct Rounds {
    /// Which of them began last.
    last: Cell<u32>,
    pace: Cell<Pace>,
    /// What the next one asks for.
    pub(super) rows: Cell<CardRows>,
}

/// Loads the cards, and again after a pause, while they are on the page and in sight. Coming back
/// to the tab loads them as well, so nothing waits for that here.
fn load(app: &Rc<App>, home: &State<Remote<Rc<Home>>>, around: &Redraw, rounds: &Rc<Rounds>) {
    let Some(servicenow) = app.connection().servicenow.clone() else {
        return;
    };
    let round = rounds.last.get().wrapping_add(1);
    rounds.last.set(round);
    let rows = rounds.rows.get();
    let hub = Hub::of_page();
    let question = hub.take_question();
    let (app, home, around) = (app.clone(), home.clone(), around.clone());
    let rounds = Rc::downgrade(rounds);
    // What has begun later, or has gone, is not meddled with.
    let mine = move || rounds.upgrade().filter(|rounds| rounds.last.get() == round);
    spawn_local(async move {
        let (answer, user) = match servicenow.home(rows, question.is_some()).await {
            Ok((home, user)) => (Ok(Rc::new(home)), user),
            Err(error) => (Err(error), None),
        };
        if let Some(sign_in) = question {
            hub.answer(sign_in, user);
        }
        let Some(pace) = mine().map(|rounds| {
            let pace = rounds.pace.get().after(answer.as_ref().err());
            rounds.pace.set(pace);
            pace
        }) else {
            return;
        };
        // An error that is on the page stays there until there is another answer.
        home.update(|known| known.finish(answer));
        around.soon();
        Browser::new().sleep(pace.pause_ms()).await;
        if let Some(rounds) = mine()
            && page::is_in_sight()
        {
            load(&app, &home, &around, &rounds);
        }
    });
}
