//! Does what the run says is next: looks up, sends, waits.

use std::rc::Rc;

use snowline_core::bulk::{Row, Step};
use snowline_core::ports::Clock;
use snowline_core::servicenow::Sent;
use snowline_core::task::ExtraField;
use snowline_core::tickets::CorrelationId;
use snowline_core::{Kind, Result};
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::browser::Browser;
use crate::later::tickets::note_sent;

use super::sharing::Sharing;

const SECOND_MS: u32 = 1_000;

impl Sharing {
    /// Begins, or goes on, with what stands in the form now; `failed` rows as well, if wanted.
    pub fn go_on(self: &Rc<Self>, app: &Rc<App>, fields: Vec<ExtraField>, failed: bool) {
        self.fix(app, fields);
        match failed {
            true => self.run.borrow_mut().try_failed_again(),
            false => self.run.borrow_mut().go_on(),
        }
        self.pump(app);
    }

    /// Begins nothing more.
    pub fn stop(self: &Rc<Self>, app: &Rc<App>) {
        self.run.borrow_mut().stop();
        self.pump(app);
    }

    /// Does all that is to be done now. It may be called at any time.
    fn pump(self: &Rc<Self>, app: &Rc<App>) {
        loop {
            let now = Browser::new().monotonic_ms();
            let step = self.run.borrow_mut().next(now);
            match step {
                Step::LookUp(rows) => self.look_up(app, rows),
                Step::Send(at) => self.send(app, at),
                Step::Wait(ms) => {
                    // The seconds that are left are shown.
                    let counts_down = self.run.borrow().waits_ms(now) > 0;
                    let ms = if counts_down { ms.min(SECOND_MS) } else { ms };
                    self.wake_in(app, now, ms);
                    break;
                }
                Step::Nothing => break,
            }
        }
        self.keep();
        app.redraw();
    }

    fn wake_in(self: &Rc<Self>, app: &Rc<App>, now: u64, ms: u32) {
        let then = now.saturating_add(ms.into());
        let known = self.wakes_at.get();
        if now < known && known <= then {
            return;
        }
        self.wakes_at.set(then);
        let (sharing, app) = (self.clone(), app.clone());
        spawn_local(async move {
            Browser::new().sleep(ms).await;
            sharing.wakes_at.set(0);
            sharing.pump(&app);
        });
    }

    fn look_up(self: &Rc<Self>, app: &Rc<App>, rows: Vec<usize>) {
        let (sharing, app) = (self.clone(), app.clone());
        spawn_local(async move {
            let answer = match sharing.servicenow(&app) {
                Some(servicenow) => servicenow.tickets_for(&sharing.tasks(&rows)).await,
                None => Err(Kind::SignedOut.into()),
            };
            let now = Browser::new().monotonic_ms();
            sharing.run.borrow_mut().looked_up(&rows, answer, now);
            sharing.pump(&app);
        });
    }

    fn tasks(&self, rows: &[usize]) -> Vec<CorrelationId> {
        let run = self.run.borrow();
        let rows = rows.iter().filter_map(|at| run.rows().get(*at));
        rows.map(|row| row.correlation.clone()).collect()
    }

    fn send(self: &Rc<Self>, app: &Rc<App>, at: usize) {
        let row = self.run.borrow().rows().get(at).cloned();
        let (sharing, app) = (self.clone(), app.clone());
        spawn_local(async move {
            let answer = match &row {
                Some(row) => sharing.send_row(&app, at, row).await,
                None => None,
            };
            let now = Browser::new().monotonic_ms();
            match answer {
                Some(answer) => sharing.run.borrow_mut().answered(at, &answer, now),
                None => sharing.run.borrow_mut().put_back(at),
            }
            sharing.pump(&app);
        });
    }

    /// What came of it; `None` where it cannot be sent as it is.
    async fn send_row(&self, app: &App, at: usize, row: &Row) -> Option<Result<Sent>> {
        let Some(servicenow) = self.servicenow(app) else {
            return Some(Err(Kind::SignedOut.into()));
        };
        let task = match self.task(app, row)? {
            Ok(task) => task,
            Err(gone) => return Some(Err(gone.into())),
        };
        // Should the tab be gone before the answer is there, nobody knows what came of it.
        let on_post = || {
            let now = Browser::new().monotonic_ms();
            self.run.borrow_mut().posted(at, now);
            self.keep();
        };
        let answer = servicenow
            .send_watched(&task, &row.correlation, &on_post)
            .await;
        match &answer {
            Ok(sent) => note_sent(app, &servicenow, Some(row.action_id.clone()), &sent.ticket),
            Err(error) => {
                let on_refused = self.on_refused.borrow().clone();
                on_refused.emit(error.clone());
            }
        }
        Some(answer)
    }
}
