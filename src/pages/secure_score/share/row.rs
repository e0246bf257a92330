//! One of the actions that are shared.

use std::any::Any;
use std::rc::Rc;

use snowline_core::Error;
use snowline_core::bulk::{Fault, Made, Row, RowState};
use snowline_core::servicenow::Outcome;
use snowline_core::tickets::Ticket;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::components::{Tone, link, part_of, tag};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part};
use crate::route::Route;

use super::outcome::outcome;
use super::plan::Plan;

/// One of the actions that are shared. It is drawn anew only when something of it changes, not with
/// every other row's answer.
pub(super) struct Line {
    pub(super) app: Rc<App>,
    /// The words of the language that it is drawn in.
    pub(super) messages: Rc<Messages>,
    pub(super) row: Rc<Row>,
    pub(super) plan: Plan,
    /// Whether the run goes on by itself.
    pub(super) running: bool,
    /// Whether it can be taken out.
    pub(super) removable: bool,
    pub(super) take_out: Callback<String>,
}

impl Part for Line {
    fn is_same(&self, before: &dyn Any) -> bool {
        before.downcast_ref::<Self>().is_some_and(|before| {
            Rc::ptr_eq(&self.row, &before.row)
                && Rc::ptr_eq(&self.messages, &before.messages)
                && self.removable == before.removable
                // Only of what waits for another try it is said whether that comes by itself.
                && (self.running == before.running || !self.is_put_off())
                && self.plan == before.plan
        })
    }

    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let row = &self.row;
        let title = link(&self.app, Route::Action(row.action_id.clone()));
        let title = title.child(el("bdi").child(AttrValue::from(row.title.clone())));
        let remove = self.removable.then(|| {
            let (take_out, id) = (self.take_out.clone(), row.action_id.clone());
            let take_out = Callback::from(move |()| take_out.emit(id.clone()));
            let name = [("title", row.title.as_str())];
            button("button.btn quiet", take_out)
                .set(
                    "aria-label",
                    self.messages.format("share.bulk.takeOut.of", &name),
                )
                .says(&self.messages, "share.bulk.takeOut")
        });
        el("tr")
            .child(el("td.title").child(title))
            .child(el("td.becomes").child(self.becomes()))
            .child(el("td.share").child(remove))
            .html()
    }
}

impl Line {
    fn becomes(&self) -> El {
        let messages = &*self.messages;
        let plain = |key| el("span.muted").says(messages, key);
        match &self.row.state {
            RowState::Done(made) => self.made(made),
            RowState::Failed(error) => self.failed("share.bulk.notSent", Tone::Bad, error),
            RowState::InDoubt => {
                self.failed("share.bulk.inDoubt", Tone::Warn, &Fault::InDoubt.into())
            }
            RowState::Sending => plain("task.sending"),
            RowState::Waiting | RowState::LookingUp if self.row.in_doubt() => {
                let then = match self.running {
                    true => "share.bulk.inDoubt.looks",
                    false => "share.bulk.inDoubt.stopped",
                };
                el("span")
                    .child(tag(messages.text("share.bulk.inDoubt"), Some(Tone::Warn)))
                    .child(el("span.sub").says(messages, then))
            }
            RowState::LookingUp => plain("share.bulk.lookingUp"),
            RowState::Waiting => match &self.row.failed {
                Some(error) => {
                    let what = el("span.sub").child(part_of(messages, error, ".what"));
                    let then = match self.running {
                        true => "share.bulk.triedAgain",
                        false => "share.bulk.notYet",
                    };
                    el("span").child(plain(then)).child(what)
                }
                None => self.planned(),
            },
        }
    }

    /// Whether it waits for another try, or for what comes of the last.
    fn is_put_off(&self) -> bool {
        let waits = matches!(self.row.state, RowState::Waiting | RowState::LookingUp);
        waits && (self.row.failed.is_some() || self.row.in_doubt())
    }

    fn planned(&self) -> El {
        let messages = &*self.messages;
        let with = |ticket: &Ticket, key| {
            let to = Route::Ticket(ticket.ticket_type, ticket.sys_id.clone());
            let number = link(&self.app, to)
                .attr("class", "num")
                .child(&*ticket.number);
            el("span.ticket")
                .child(el("span").says(messages, key))
                .child(number)
        };
        match &self.plan {
            Plan::Unknown => el("span.muted").says(messages, "share.bulk.unknown"),
            Plan::New => el("span").says(messages, "share.bulk.new"),
            Plan::There(ticket) => with(ticket, "share.bulk.hasOpen"),
            Plan::Follows(ticket) => with(ticket, "share.bulk.hadClosed"),
        }
    }

    fn made(&self, made: &Made) -> El {
        let messages = &*self.messages;
        let to = Route::Ticket(made.ticket_type, made.sys_id.clone());
        let number = link(&self.app, to)
            .attr("class", "num")
            .child(&*made.number);
        let tone = match made.outcome {
            Outcome::AlreadyThere => Tone::Info,
            _ => Tone::Ok,
        };
        let differs = made
            .priority_differs
            .then(|| el("span.sub").says(messages, "share.bulk.priorityDiffers"));
        let line = el("span.ticket")
            .child(number)
            .child(tag(outcome(messages, made.outcome), Some(tone)));
        el("span").child(line).child(differs)
    }

    /// What happened, why it matters, and what can be done.
    fn failed(&self, result: &str, tone: Tone, error: &Error) -> El {
        let messages = &*self.messages;
        let line = |part| el("span.sub").child(part_of(messages, error, part));
        el("span")
            .child(tag(messages.text(result), Some(tone)))
            .child(line(".what"))
            .child(line(".why"))
            .child(line(".do"))
    }
}
