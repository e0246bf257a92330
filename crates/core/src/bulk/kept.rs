//! A run kept for as long as its tab is open, so that a reload loses neither what was filled in nor
//! what has come of it.

use super::doubt::Doubt;
use super::fault::Fault;
use super::row::{Made, Row, RowState};
use super::run::Run;
use crate::date::Timestamp;
use crate::error::{Error, Kind, Told};
use crate::json::{self, Object, Value};
use crate::ports::{Clock, Store};
use crate::servicenow::Outcome;
use crate::task::{Draft, Reference, TicketType};
use crate::tickets::CorrelationId;

/// What the keys begin with under which runs are kept.
pub const KEYS: &str = "snowline.share.";

/// The names of outcomes, for the store.
const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::Created, "created"),
    (Outcome::AlreadyThere, "there"),
    (Outcome::FoundAfterDoubt, "found"),
    (Outcome::Reopened, "reopened"),
];

/// What is kept of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What stands in the form.
    pub common: Draft,
    /// The note before every description.
    pub note: String,
    /// The rows, and what has come of them. One whose POST had gone out is in doubt.
    pub run: Run,
}

impl Kept {
    /// Keeps it for a tenant and the address of an instance.
    pub fn keep(
        &self,
        store: &impl Store,
        clock: &impl Clock,
        tenant: &str,
        instance: &str,
    ) -> bool {
        let rows: Vec<_> = self
            .run
            .rows()
            .iter()
            .map(|row| write(row, clock))
            .collect();
        let json = Object::new()
            .text("common", &self.common.to_json())
            .text("note", &self.note)
            .flag("begun", self.run.is_begun())
            .json("rows", &["[", &rows.join(","), "]"].concat())
            .end();
        store.set(&key(tenant, instance), &json)
    }

    /// What was kept. Anything else that the store may hold counts as nothing.
    #[must_use]
    pub fn find(
        store: &impl Store,
        clock: &impl Clock,
        tenant: &str,
        instance: &str,
    ) -> Option<Self> {
        let json = json::parse(&store.get(&key(tenant, instance))?).ok()?;
        let Some(Value::Array(rows)) = json.get("rows") else {
            return None;
        };
        let begun = json.get("begun").and_then(Value::as_bool) == Some(true);
        Some(Self {
            common: Draft::from_json(json.text("common")?)?,
            note: json.text("note").unwrap_or_default().to_owned(),
            run: Run::restored(
                rows.iter().filter_map(|row| read(row, clock)).collect(),
                begun,
            ),
        })
    }

    /// Forgets it.
    pub fn forget(store: &impl Store, tenant: &str, instance: &str) {
        store.remove(&key(tenant, instance));
    }
}

fn key(tenant: &str, instance: &str) -> String {
    [KEYS, tenant, " ", instance].concat()
}

fn write(row: &Row, clock: &impl Clock) -> String {
    let mut object = Object::new();
    object
        .text("id", &row.action_id)
        .text("title", &row.title)
        .text("task", row.correlation.as_str());
    if let Some(doubt) = row.doubt {
        object
            .json("doubtUntil", &doubt.to_wall(clock).to_string())
            .flag("again", doubt.again)
            .flag("inDoubt", row.state == RowState::InDoubt);
    }
    if let Some(follows) = &row.follows {
        object
            .text("followsId", &follows.id)
            .text("followsNumber", &follows.name);
    }
    match &row.state {
        RowState::Done(made) => {
            let named = OUTCOMES.iter().find(|(known, _)| *known == made.outcome);
            object
                .text("type", made.ticket_type.key())
                .text("record", &made.sys_id)
                .text("number", &made.number)
                .text_if_any("outcome", named.map(|(_, name)| *name))
                .flag("differs", made.priority_differs);
        }
        RowState::Failed(error) => {
            let mut args = Object::new();
            for (name, value) in error.args() {
                args.text(name, &value);
            }
            object
                .text("error", error.key())
                .json("args", &args.end())
                .flag("passes", error.may_retry());
        }
        _ => {}
    }
    object.end()
}

fn read(json: &Value, clock: &impl Clock) -> Option<Row> {
    let flag = |name: &str| json.get(name).and_then(Value::as_bool) == Some(true);
    let correlation = CorrelationId::parse(json.text("task")?)?;
    let mut row = Row::new(json.text("id")?, json.text("title")?, correlation);
    let until = json.get("doubtUntil").and_then(Value::as_i64);
    row.doubt = until.map(|until| Doubt::from_wall(clock, Timestamp(until), flag("again")));
    let follows = json.text("followsId").zip(json.text("followsNumber"));
    row.follows = follows.and_then(|(id, number)| Reference::new(id, number));
    if let Some(made) = made(json, flag("differs")) {
        row.state = RowState::Done(made);
    } else if let Some(error) = error(json, flag("passes")) {
        row.state = RowState::Failed(error);
    } else if row.in_doubt() && flag("inDoubt") {
        row.state = RowState::InDoubt;
    }
    Some(row)
}

fn made(json: &Value, priority_differs: bool) -> Option<Made> {
    let outcome = json.text("outcome")?;
    Some(Made {
        ticket_type: TicketType::from_key(json.text("type")?)?,
        sys_id: json.text("record")?.to_owned(),
        number: json.text("number")?.to_owned(),
        outcome: OUTCOMES.iter().find(|(_, name)| *name == outcome)?.0,
        priority_differs,
    })
}

/// An error with the same messages.
fn error(json: &Value, passes: bool) -> Option<Error> {
    let key = json.text("error")?;
    let mut known = Kind::ALL_KEYS.iter().chain(Fault::ALL_KEYS);
    let key = known.find(|known| **known == key)?;
    let mut args = Vec::new();
    for name in Kind::ARGS.iter().copied() {
        if let Some(value) = json.get("args").and_then(|args| args.text(name)) {
            args.push((name, value.to_owned()));
        }
    }
    Some(Kind::Told(Told { key, args, passes }).into())
}
