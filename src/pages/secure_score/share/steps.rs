//! What the person can do with the run.

use std::rc::Rc;

use snowline_core::bulk::{Common, Offered};
use snowline_core::ports::Clock;
use snowline_core::secure_score::Posture;
use snowline_core::task::{Category, FieldErrors};
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::bulk::Sharing;
use crate::connection::Status;
use crate::part::State;
use crate::route::Route;
use crate::task_dialog::{Form, FormAction, defaults};

/// The run, its form, and what the person can do with them.
pub(super) struct Steps {
    pub(super) app: Rc<App>,
    pub(super) posture: Rc<Posture>,
    pub(super) sharing: Rc<Sharing>,
    pub(super) form: State<Rc<Form>>,
    pub(super) note: State<String>,
}

impl Steps {
    /// What is wrong with the form.
    pub(super) fn errors(&self) -> FieldErrors {
        self.with_common(|common| {
            let form = self.form.look();
            common.errors(&self.categories(), Browser::new().today(), &form.fields())
        })
    }

    /// How long the note is, if that is too long.
    pub(super) fn note_too_long(&self) -> Option<usize> {
        self.with_common(|common| common.note_too_long())
    }

    /// What the rows have for a priority without a choice.
    pub(super) fn offered(&self) -> Offered {
        let ticket_type = self.form.look().draft.ticket_type;
        Offered::of(&defaults(&self.app), ticket_type, &self.categories())
    }

    /// Begins the run, or goes on with it; with what `failed` as well.
    pub(super) fn go_on(&self, failed: bool) -> Callback<()> {
        let steps = self.copy();
        Callback::from(move |()| {
            let is_ready = steps.app.connection().status == Status::SignedIn;
            if !is_ready || steps.sharing.run().is_busy() {
                return;
            }
            if !steps.errors().is_empty() || steps.note_too_long().is_some() {
                return steps.form.dispatch(FormAction::Tried);
            }
            let fields = steps.form.look().fields();
            steps.sharing.go_on(&steps.app, fields, failed);
        })
    }

    /// Begins nothing more.
    pub(super) fn stop(&self) -> Callback<()> {
        let (app, sharing) = (self.app.clone(), self.sharing.clone());
        Callback::from(move |()| sharing.stop(&app))
    }

    /// Ends the run, and goes back to the list.
    pub(super) fn done(&self) -> Callback<()> {
        let steps = self.copy();
        Callback::from(move |()| {
            let app = &steps.app;
            if steps.sharing.run().is_busy() {
                return;
            }
            steps.sharing.finish(app);
            let list = app.list_of_actions.borrow().clone();
            app.go_by(Route::SecureScore, &list);
        })
    }

    fn with_common<T>(&self, ask: impl FnOnce(Common<'_>) -> T) -> T {
        let form = self.form.get();
        let note = self.note.look();
        ask(Common {
            draft: &form.draft,
            defaults: &defaults(&self.app),
            note: &note,
        })
    }

    /// The categories of the rows that are still to be sent, each once.
    fn categories(&self) -> Vec<Option<Category>> {
        let mut categories = Vec::new();
        for row in self.sharing.run().rows() {
            let action = self.posture.find(&row.action_id);
            let Some(action) = action.filter(|_| row.made().is_none()) else {
                continue;
            };
            if !categories.contains(&action.category) {
                categories.push(action.category);
            }
        }
        categories
    }

    fn copy(&self) -> Self {
        Self {
            app: self.app.clone(),
            posture: self.posture.clone(),
            sharing: self.sharing.clone(),
            form: self.form.clone(),
            note: self.note.clone(),
        }
    }
}
