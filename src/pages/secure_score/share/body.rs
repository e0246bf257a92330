//! The form, how far the run has come, and its rows.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::bulk::Selection;
use snowline_core::secure_score::Posture;
use snowline_core::task::kept::Slot;
use yew::{Callback, Html};

use crate::app::App;
use crate::bulk::{Sharing, selection};
use crate::components::link_by;
use crate::dom::{El, el, list};
use crate::part::{Cx, Part, State, part};
use crate::route::Route;
use crate::task_dialog::{Form, FormAction, Opening, chosen};

use super::super::words;
use super::fields::Fields;
use super::progress::progress;
use super::rows::Rows;
use super::steps::Steps;

/// What is shared, once there is a score.
pub(super) struct Body {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Whose actions they are.
    pub(super) posture: Rc<Posture>,
    /// The run with its form.
    pub(super) sharing: Rc<Sharing>,
}

impl Part for Body {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let (app, sharing) = (&self.app, &self.sharing);
        let form = cx.state(|| Rc::new(Form::new(opening(app, sharing))));
        let note = cx.state(|| sharing.note());
        self.follow_selection(cx);
        sharing.follow_form(&form.look().draft, &note.look(), {
            let form = form.clone();
            Callback::from(move |error| form.dispatch(FormAction::Refused(error)))
        });
        follow_doubt(cx, sharing, &form);
        let node = cx.node();
        if sharing.run().rows().is_empty() {
            return self.nothing().html();
        }
        let steps = Steps {
            app: app.clone(),
            posture: self.posture.clone(),
            sharing: sharing.clone(),
            form: form.clone(),
            note: note.clone(),
        };
        let fields = Fields {
            steps: &steps,
            node: &node,
        };
        let rows = Rows {
            app: app.clone(),
            posture: self.posture.clone(),
            sharing: sharing.clone(),
        };
        let fields = fields.view(cx);
        let progress = progress(cx, &steps);
        list(vec![progress, fields.html(), part(rows)])
    }
}

impl Body {
    /// What is chosen becomes the rows. While rows are on their way, that waits.
    fn follow_selection(&self, cx: &mut Cx<'_>) {
        let followed = cx.keep(RefCell::<Option<(Rc<Posture>, Rc<Selection>)>>::default);
        let selection = selection(&self.app, &self.posture.tenant_id);
        let is_followed = followed.borrow().as_ref().is_some_and(|(posture, known)| {
            Rc::ptr_eq(posture, &self.posture) && Rc::ptr_eq(known, &selection)
        });
        if !is_followed && !self.sharing.run().is_busy() {
            self.sharing.follow_selection(&self.posture, &selection);
            followed.replace(Some((self.posture.clone(), selection)));
        }
    }

    /// That nothing is chosen, and where that is done.
    fn nothing(&self) -> El {
        let app = &self.app;
        let messages = app.messages();
        let back = link_by(app, Route::SecureScore, &app.list_of_actions.borrow());
        el("section.card")
            .child(el("p").says(&messages, "share.bulk.none"))
            .child(el("p").child(back.says(&messages, words::back(app))))
    }
}

/// The form begins with what was kept of it.
fn opening(app: &App, sharing: &Sharing) -> Opening {
    let draft = sharing.common();
    Opening {
        // It has no place of its own among the drafts.
        slot: Slot::Own(draft.ticket_type),
        draft,
        kept: None,
        chosen: chosen(app),
    }
}

/// While it is not known what came of a row, the type stays: only the table that the row was sent to
/// tells.
fn follow_doubt(cx: &mut Cx<'_>, sharing: &Sharing, form: &State<Rc<Form>>) {
    let (in_doubt, form) = (sharing.run().leaves_doubt(), form.clone());
    cx.on_change(in_doubt.into(), move || {
        form.dispatch(FormAction::InDoubt(in_doubt));
    });
}
