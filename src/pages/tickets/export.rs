//! The whole list as a file: read part by part, with what was read kept when it stops.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::Error;
use snowline_core::date::Timestamp;
use snowline_core::ports::Clock;
use snowline_core::servicenow::ListPlace;
use snowline_core::task::TicketType;
use snowline_core::tickets::{Ticket, TicketFilter, csv};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::{Browser, download};
use crate::components::{error_note, priority_label, state_label};
use crate::dom::{El, button, el, list};
use crate::part::{Cx, Part, State};

/// The button that exports, and how far it has come.
pub(super) struct Export {
    pub(super) app: Rc<App>,
    pub(super) ticket_type: TicketType,
    /// What the list shows.
    pub(super) filter: TicketFilter,
}

/// How far an export has come.
#[derive(Clone, Default)]
enum Phase {
    /// None is under way.
    #[default]
    Idle,
    /// It is being read.
    Reading,
    /// It has stopped, and can go on.
    Stopped(Error),
    /// It is a file.
    Done(AttrValue),
}

/// An export that was begun.
struct Run {
    app: Rc<App>,
    ticket_type: TicketType,
    filter: TicketFilter,
    read: RefCell<Vec<Ticket>>,
    /// How many there are in all, where the instance lets the page see that.
    total: RefCell<Option<u64>>,
    /// Where to go on.
    place: RefCell<ListPlace>,
}

/// The export that is under way, if one is. Another one, or none, ends it.
type Current = State<Option<Rc<Run>>>;

impl Part for Export {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let phase = cx.state(Phase::default);
        let current: Current = cx.state(|| None);
        let begin = {
            let (app, filter) = (self.app.clone(), self.filter.clone());
            let (ticket_type, phase, current) = (self.ticket_type, phase.clone(), current.clone());
            Callback::from(move |()| {
                if matches!(*phase.look(), Phase::Reading) {
                    return;
                }
                let run = Rc::new(Run {
                    app: app.clone(),
                    ticket_type,
                    filter: filter.clone(),
                    read: RefCell::default(),
                    total: RefCell::default(),
                    place: RefCell::default(),
                });
                current.set(Some(run.clone()));
                read(run, &current, &phase);
            })
        };
        let cancel = {
            let (phase, current) = (phase.clone(), current.clone());
            Callback::from(move |()| {
                current.set(None);
                phase.set(Phase::Idle);
            })
        };
        let reading = matches!(*phase.look(), Phase::Reading);
        let begin = button("button.btn", begin)
            .attr_if(reading, "aria-disabled", "true")
            .says(&messages, "tickets.export");
        let progress = reading.then(|| {
            let run = current.get();
            let stop = button("button.btn", cancel.clone());
            let (bar, words) = run.as_deref().map(progress).unzip();
            el("div.row")
                .child(bar)
                .child(el("span.muted num").child(words))
                .child(stop.says(&messages, "tickets.export.cancel"))
        });
        let error = match &*phase.look() {
            Phase::Stopped(error) => {
                let (phase, current) = (phase.clone(), current.clone());
                let go_on = Callback::from(move |()| {
                    if let Some(run) = current.get() {
                        read(run, &current, &phase);
                    }
                });
                let more = vec![
                    button("button.btn", go_on).says(&messages, "tickets.export.go"),
                    button("button.btn", cancel).says(&messages, "tickets.export.cancel"),
                ];
                Some(error_note(&messages, error, None, more))
            }
            _ => None,
        };
        let done = match &*phase.look() {
            Phase::Done(what) => Some(el("span.muted").child(what.clone())),
            _ => None,
        };
        let said = el("span").attr("role", "status").child(done);
        let row = el("div.row").child(begin).child(progress).child(said);
        list(vec![error.map(El::html).unwrap_or_default(), row.html()])
    }
}

/// How much was read: as a bar and in words.
fn progress(run: &Run) -> (El, AttrValue) {
    let messages = run.app.messages();
    let read = run.read.borrow().len();
    let count = messages.number(read as f64);
    let bar = el("progress").set("aria-label", messages.text("tickets.export"));
    match *run.total.borrow() {
        Some(total) => {
            let all = messages.number(total as f64);
            let what = [("read", count.as_str()), ("total", all.as_str())];
            let bar = bar
                .set("max", total.to_string().into())
                .set("value", read.to_string().into());
            (bar, messages.format("tickets.export.read", &what))
        }
        None => {
            let what = [("read", count.as_str())];
            (bar, messages.format("tickets.export.readSoFar", &what))
        }
    }
}

/// Reads on from where the run is, until its end, a failure or its being cancelled.
fn read(run: Rc<Run>, current: &Current, phase: &State<Phase>) {
    let (current, phase) = (current.clone(), phase.clone());
    phase.set(Phase::Reading);
    spawn_local(async move {
        let is_current = || {
            current
                .look()
                .as_ref()
                .is_some_and(|now| Rc::ptr_eq(now, &run))
        };
        let person = run.app.initiating_user();
        while let Some(servicenow) = run.app.connection().servicenow.clone() {
            let from = run.place.borrow().clone();
            let part = servicenow.part(run.ticket_type, &run.filter, Some(&person), from);
            let part = part.await;
            if !is_current() {
                return;
            }
            let part = match part {
                Ok(part) => part,
                Err(error) => return phase.set(Phase::Stopped(error)),
            };
            if run.total.borrow().is_none() {
                run.total.replace(part.left);
            }
            run.read.borrow_mut().extend(part.tickets);
            match part.next {
                Some(next) => {
                    run.place.replace(next);
                    phase.set(Phase::Reading);
                }
                None => {
                    phase.set(Phase::Done(save(&run)));
                    current.set(None);
                    return;
                }
            }
        }
        phase.set(Phase::Stopped(snowline_core::Kind::SignedOut.into()));
    });
}

/// Gives the file to the person; what came of it in words.
fn save(run: &Run) -> AttrValue {
    let messages = run.app.messages();
    let mut tickets = run.read.take();
    let order = run.filter.order;
    tickets.sort_by(|a, b| order.compare(a, b));
    let day = Browser::new().now().utc_date();
    let day = day.map(|day| day.to_iso()).unwrap_or_default();
    let file = ["snowline-", run.ticket_type.key(), "-", &day, ".csv"].concat();
    if !download::save(&file, "text/csv", &text(run, &tickets)) {
        return messages.text("tickets.export.failed");
    }
    let count = messages.count("tickets.export.done", tickets.len() as u64);
    [count.as_str(), " ", &file].concat().into()
}

fn text(run: &Run, tickets: &[Ticket]) -> String {
    let app = &run.app;
    let messages = app.messages();
    let mut text = String::from(csv::BEGINNING);
    let heads = [
        "ticket.number",
        "ticket.name",
        "ticket.state",
        "ticket.priority",
        "tickets.csv.due",
        "tickets.column.group",
        "tickets.column.assignee",
        "tickets.csv.created",
        "tickets.csv.updated",
        "tickets.csv.link",
    ]
    .map(|key| messages.text(key));
    csv::push_row(&mut text, &heads.each_ref().map(AttrValue::as_str));
    let connection = app.connection();
    let moment = |at: Option<Timestamp>| at.and_then(Timestamp::to_servicenow).unwrap_or_default();
    for ticket in tickets {
        let link = connection.servicenow.as_ref();
        let link = link.map(|servicenow| servicenow.record_url(ticket));
        let row = [
            ticket.number.as_str(),
            &ticket.name,
            &state_label(app, run.ticket_type, &ticket.state),
            &priority_label(&messages, ticket),
            &moment(ticket.due),
            ticket.group.as_deref().unwrap_or_default(),
            ticket.assignee.as_deref().unwrap_or_default(),
            &moment(ticket.created),
            &moment(ticket.updated),
            link.as_deref().unwrap_or_default(),
        ];
        csv::push_row(&mut text, &row);
    }
    text
}
