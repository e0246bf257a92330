//! Two tables in memory that answer as an instance does.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::ports::memory::{Answer, Memory, json as answer};
use crate::ports::{Method, Request};

/// What happens to a request instead of the usual.
pub(super) enum Fault {
    /// It is answered so, and not carried out.
    Refused(Answer),
    /// It is carried out, and answered so.
    Answered(Answer),
}

#[derive(Default)]
pub(super) struct Instance {
    pub(super) records: RefCell<Vec<Map<String, Value>>>,
    pub(super) on_post: RefCell<VecDeque<Fault>>,
    pub(super) on_get: RefCell<VecDeque<Answer>>,
    /// Does not know the column of the query, so it gives everything.
    pub(super) drops_filters: Cell<bool>,
}

impl Instance {
    pub(super) fn serve(ports: &Memory) -> Rc<Self> {
        let instance = Rc::new(Self::default());
        let serving = Rc::clone(&instance);
        ports.serve(move |request| serving.answer(request));
        instance
    }

    /// Adds a record as it stands.
    pub(super) fn add(&self, table: &str, correlation_id: &str, state: &str) -> String {
        let mut record = Map::new();
        record.insert("correlation_id".into(), correlation_id.into());
        record.insert("state".into(), state.into());
        self.insert(table, record)
    }

    pub(super) fn column(&self, at: usize, column: &str) -> String {
        let records = self.records.borrow();
        let value = records.get(at).and_then(|record| record.get(column));
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    pub(super) fn count(&self) -> usize {
        self.records.borrow().len()
    }

    fn answer(&self, request: &Request) -> Answer {
        let table = request.url.split(['/', '?']).nth(6).unwrap_or_default();
        match request.method {
            Method::Post => match self.on_post.borrow_mut().pop_front() {
                Some(Fault::Refused(answer)) => answer,
                Some(Fault::Answered(answer)) => {
                    self.post(table, request);
                    answer
                }
                None => {
                    let number = self.post(table, request);
                    let found = self.rows(|record| record.get("number") == Some(&number));
                    answer(201, &json!({ "result": found.first() }).to_string())
                }
            },
            _ => match self.on_get.borrow_mut().pop_front() {
                Some(answer) => answer,
                None => answer(
                    200,
                    &json!({ "result": self.get(table, request) }).to_string(),
                ),
            },
        }
    }

    fn post(&self, table: &str, request: &Request) -> Value {
        let body = request.body.as_deref().unwrap_or_default();
        let record = serde_json::from_str(body).expect("a JSON object");
        self.insert(table, record).into()
    }

    fn insert(&self, table: &str, mut record: Map<String, Value>) -> String {
        let count = self.records.borrow().len();
        let number = format!("INC{count:07}");
        let look_up = |record: &Map<String, Value>| -> Option<i64> {
            let of = |column: &str| record.get(column)?.as_str()?.parse::<i64>().ok();
            Some(of("impact")? + of("urgency")? - 1)
        };
        if let Some(priority) = look_up(&record) {
            record.insert("priority".into(), priority.to_string().into());
        }
        let first_state = if table == "incident" { "1" } else { "-5" };
        record.entry("state").or_insert(first_state.into());
        record.insert("table".into(), table.into());
        record.insert("number".into(), number.clone().into());
        record.insert("sys_id".into(), format!("{count:032x}").into());
        let created = format!("2026-11-21 10:{:02}:{:02}", count / 60, count % 60);
        record.insert("sys_created_on".into(), created.into());
        self.records.borrow_mut().push(record);
        number
    }

    /// Says of all records that they were made in one second.
    pub(super) fn make_all_at_once(&self) {
        for record in self.records.borrow_mut().iter_mut() {
            record.insert("sys_created_on".into(), "2026-11-21 10:00:00".into());
        }
    }

    /// Knows the one filter `correlation_idIN…`; compares as MySQL does.
    fn get(&self, table: &str, request: &Request) -> Vec<Value> {
        let query = request
            .url
            .split("&sysparm_query=")
            .nth(1)
            .unwrap_or_default();
        let query = query.split('&').next().unwrap_or_default();
        let query = query
            .replace("%2C", ",")
            .replace("%2F", "/")
            .replace("%5E", "^");
        let ids = query
            .split('^')
            .next()
            .unwrap_or_default()
            .strip_prefix("correlation_idIN");
        self.rows(|record| {
            let id = record
                .get("correlation_id")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let asked = ids.is_none_or(|ids| {
                ids.split(',')
                    .any(|asked| asked.eq_ignore_ascii_case(id.trim_end()))
            });
            record.get("table").and_then(Value::as_str) == Some(table)
                && (asked || self.drops_filters.get())
        })
    }

    fn rows(&self, keep: impl Fn(&Map<String, Value>) -> bool) -> Vec<Value> {
        let both = |value: &Value| json!({ "value": value, "display_value": value });
        let shown = |record: &Map<String, Value>| -> Value {
            record
                .iter()
                .map(|(column, value)| (column.clone(), both(value)))
                .collect()
        };
        let records = self.records.borrow();
        records
            .iter()
            .rev()
            .filter(|record| keep(record))
            .map(shown)
            .collect()
    }
}
