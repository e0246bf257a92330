//! The page of one improvement action.

use std::rc::Rc;

use yew::Html;

use crate::app::App;
use crate::components::{PageHeading, link_by};
use crate::dom::{el, list};
use crate::part::{Cx, Part, part};
use crate::route::Route;

use super::action_body::ActionBody;
use super::fresh::keep_score;
use super::source::source;
use super::words;

/// The page of one improvement action.
pub struct Action {
    /// What all parts share.
    pub app: Rc<App>,
    /// The action's ID.
    pub id: String,
}

impl Part for Action {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        keep_score(cx, app);
        let messages = app.messages();
        let state = app.posture();
        let body = state
            .posture
            .value()
            .map(|posture| match posture.find(&self.id) {
                Some(action) => part(ActionBody {
                    app: app.clone(),
                    action: action.clone(),
                    tenant: posture.tenant_of(action).to_owned().into(),
                }),
                None => {
                    let heading = PageHeading {
                        app: app.clone(),
                        title: messages.text("score.noSuchAction"),
                        more: Html::default(),
                    };
                    let why = match words::are_given(app) {
                        true => "score.noSuchAction.given",
                        false => "score.noSuchAction.why",
                    };
                    let why = el("p.muted").says(&messages, why);
                    list(vec![part(heading), why.html()])
                }
            });
        let back = link_by(app, Route::SecureScore, &app.list_of_actions.borrow())
            .says(&messages, words::back(app));
        el("div.page")
            .child(el("p.back").child(back))
            .child(source(app))
            .child(body)
            .html()
    }
}
