//! Sharing many improvement actions in one go: one form, and a result for each.

mod body;
mod fields;
mod file;
mod outcome;
mod plan;
mod progress;
mod row;
mod rows;
mod steps;

use std::rc::Rc;

use yew::Html;

use crate::app::App;
use crate::bulk::Sharing;
use crate::components::{PageHeading, link_by};
use crate::dom::{El, el, list};
use crate::part::{Cx, Part, keyed, part};
use crate::route::Route;

use super::fresh::keep_score;
use super::source::source;
use super::ticket::tickets_note;
use super::words;

use body::Body;

/// The page on which many improvement actions are shared.
pub struct Share {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for Share {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        keep_score(cx, app);
        let leaving = app.clone();
        cx.on_arrival(move || {
            Box::new(move || {
                if let Some(sharing) = Sharing::current(&leaving) {
                    sharing.stop(&leaving);
                }
            })
        });
        let messages = app.messages();
        let heading = PageHeading {
            app: app.clone(),
            title: messages.text("share.bulk"),
            more: el("p.muted").says(&messages, "share.bulk.what").html(),
        };
        let state = app.posture();
        let body = state.posture.value().map(|posture| {
            let sharing = Sharing::of(app, posture);
            let key = sharing.key();
            let body = Body {
                app: app.clone(),
                posture: posture.clone(),
                sharing,
            };
            list(vec![
                tickets_note(app).map(El::html).unwrap_or_default(),
                keyed(&key, body),
            ])
        });
        let back = link_by(app, Route::SecureScore, &app.list_of_actions.borrow())
            .says(&messages, words::back(app));
        el("div.page narrow")
            .child(el("p.back").child(back))
            .child(part(heading))
            .child(source(app))
            .child(body)
            .html()
    }
}
