//! One improvement action as a row; narrow, it becomes two lines.

use std::any::Any;
use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{link, tag};
use crate::dom::{El, el, list, text};
use crate::i18n::Messages;
use crate::part::{Cx, Part};
use crate::route::Route;

use super::share_menu::share_menu;
use super::ticket::ticket_view;
use super::words;

/// One improvement action as a row. It is drawn anew only when something of it changes, not with
/// every letter in the search box.
pub(super) struct Row {
    /// What all parts share.
    pub(super) app: Rc<App>,
    /// Which of its versions the row shows.
    pub(super) version: u32,
    /// The action.
    pub(super) action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub(super) tenant: AttrValue,
    /// Whether it is chosen.
    pub(super) selected: bool,
    /// Chooses it, or does not any more.
    pub(super) on_select: Callback<(String, bool)>,
    /// Says what was done.
    pub(super) on_said: Callback<AttrValue>,
}

impl Part for Row {
    fn is_same(&self, before: &dyn Any) -> bool {
        before.downcast_ref::<Self>().is_some_and(|before| {
            self.version == before.version
                && self.selected == before.selected
                && Rc::ptr_eq(&self.action, &before.action)
        })
    }

    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let action = &self.action;
        let title = link(&self.app, Route::Action(action.id.clone()));
        let title = title.child(el("bdi").child(AttrValue::from(action.title.clone())));
        let deprecated = action.deprecated.then(|| {
            let tag = tag(messages.text("score.deprecated"), None);
            list(vec![text(" ".into()), tag.html()])
        });
        let below = AttrValue::from(words::threats_and_tier(action));
        let title = el("td.title")
            .child(title)
            .child(deprecated)
            .child(el("span.sub").child(below));
        let share = share_menu(&self.app, action, &self.tenant, &self.on_said);
        el("tr")
            .attr_if(self.selected, "class", "selected")
            .child(self.checkbox())
            .child(title)
            .child(el("td.opt").child(words::category(&messages, action)))
            .child(el("td.points num").child(points(&messages, action)))
            .child(el("td.opt").child(words::status(&messages, action.status)))
            .child(el("td.of-ticket").child(self.ticket()))
            .child(el("td.share").child(share))
            .html()
    }
}

impl Row {
    /// The checkbox that chooses it, with room for a finger around.
    fn checkbox(&self) -> El {
        let (on_select, id) = (self.on_select.clone(), self.action.id.clone());
        let chosen = !self.selected;
        let toggle = Callback::from(move |_: Event| on_select.emit((id.clone(), chosen)));
        let control = el("input")
            .attr("type", "checkbox")
            .set("aria-label", self.action.title.clone().into())
            .checked(self.selected)
            .on("change", toggle);
        el("td.select").child(el("label").child(control))
    }

    /// Its ticket, or that there is none, or a dash while that is not known.
    fn ticket(&self) -> El {
        let tickets = self.app.action_tickets();
        if let Some(ticket) = tickets.of(&self.action.id) {
            return ticket_view(&self.app, &self.action, &ticket);
        }
        let none = el("span.muted");
        if tickets.state().value().is_some() {
            none.says(&self.app.messages(), "score.ticket.none")
        } else {
            none.child("\u{2013}")
        }
    }
}

/// The points left, or why there is no number.
fn points(messages: &Messages, action: &ImprovementAction) -> Html {
    if let Some(points) = action.points_left() {
        let unit = el("span.unit").child(" ");
        let unit = unit.child(messages.amount("score.pointsLeft.unit", points, &[]));
        return list(vec![text(messages.number(points).into()), unit.html()]);
    }
    let why = if action.points.is_none() {
        "score.notScored"
    } else {
        "score.maximumUnknown"
    };
    el("span.muted").says(messages, why).html()
}
