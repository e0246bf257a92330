//! One ticket in memory, with its journal and its files, as an instance without the Batch API
//! answers for it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::ports::memory::{Answer, Memory, json as answer};
use crate::ports::{HttpFailure, Method, Request};

pub(super) const ID: &str = "46d44a23a9fe19810012d100cca80666";

/// What happens to a request that writes, instead of the usual.
pub(super) enum Fault {
    /// Answered so, and not carried out.
    Refused(Answer),
    /// Carried out, and the answer is lost.
    Lost,
    /// Neither.
    Dropped,
}

/// What a rule of the instance makes of a record.
type Rule = fn(&mut Map<String, Value>);

pub(super) struct Desk {
    pub(super) record: RefCell<Map<String, Value>>,
    /// Column, text, author, time: oldest first.
    pub(super) journal: RefCell<Vec<[String; 4]>>,
    pub(super) files: RefCell<Vec<Map<String, Value>>>,
    pub(super) faults: RefCell<VecDeque<Fault>>,
    /// Whether entries may be read one by one.
    pub(super) reads_entries: Cell<bool>,
    /// What a rule of the instance does to the record at every write.
    pub(super) rule: Cell<Option<Rule>>,
    /// What somebody else writes right before the next write.
    pub(super) meanwhile: RefCell<Option<(&'static str, &'static str)>>,
    /// The reads fail.
    pub(super) blind: Cell<bool>,
}

impl Desk {
    pub(super) fn serve(ports: &Memory) -> Rc<Self> {
        let mut record = Map::new();
        for (column, value) in [
            ("sys_id", ID),
            ("number", "INC0010001"),
            ("state", "2"),
            ("sys_mod_count", "3"),
            ("sys_updated_on", "2026-11-21 09:00:00"),
            ("sys_updated_by", "beth.anglin"),
            ("due_date", ""),
        ] {
            record.insert(column.to_owned(), value.into());
        }
        let desk = Rc::new(Self {
            record: RefCell::new(record),
            journal: RefCell::default(),
            files: RefCell::default(),
            faults: RefCell::default(),
            reads_entries: Cell::new(true),
            rule: Cell::new(None),
            meanwhile: RefCell::default(),
            blind: Cell::new(false),
        });
        let serving = Rc::clone(&desk);
        ports.serve(move |request| serving.answer(request));
        desk
    }

    pub(super) fn column(&self, column: &str) -> String {
        let record = self.record.borrow();
        let value = record.get(column).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    }

    /// Somebody writes a column.
    pub(super) fn write(&self, column: &str, value: &str) {
        let mut record = self.record.borrow_mut();
        record.insert(column.to_owned(), value.into());
        let count: u64 = record["sys_mod_count"].as_str().unwrap().parse().unwrap();
        record.insert("sys_mod_count".into(), (count + 1).to_string().into());
        let at = format!("2026-11-21 10:00:{count:02}");
        record.insert("sys_updated_on".into(), at.into());
    }

    pub(super) fn note(&self, column: &str, text: &str) {
        let entry = [column, text, "beth.anglin", "2026-11-21 09:00:00"];
        self.journal.borrow_mut().push(entry.map(str::to_owned));
    }

    fn answer(&self, request: &Request) -> Answer {
        let path = request.url.split("example.service-now.com").nth(1).unwrap();
        if path.starts_with("/api/now/v1/batch") {
            return answer(403, "{}");
        }
        match request.method {
            Method::Get if self.blind.get() => Err(HttpFailure::Network),
            Method::Get => answer(200, &json!({ "result": self.get(path) }).to_string()),
            _ => match self.faults.borrow_mut().pop_front() {
                Some(Fault::Refused(answer)) => answer,
                Some(Fault::Dropped) => Err(HttpFailure::Timeout),
                Some(Fault::Lost) => {
                    self.carry_out(path, request);
                    Err(HttpFailure::Timeout)
                }
                None => {
                    let result = self.carry_out(path, request);
                    answer(200, &json!({ "result": result }).to_string())
                }
            },
        }
    }

    fn get(&self, path: &str) -> Value {
        if path.starts_with("/api/now/attachment") {
            let files = self.files.borrow();
            return files.iter().rev().cloned().map(Value::Object).collect();
        }
        if path.starts_with("/api/now/table/sys_journal_field") {
            let journal = self.journal.borrow();
            let entries = journal.iter().rev().filter(|_| self.reads_entries.get());
            let shown = entries.map(|[element, value, by, at]| {
                json!({ "element_id": ID, "element": element, "value": value,
                        "sys_created_by": by, "sys_created_on": at })
            });
            return shown.collect();
        }
        self.shown()
    }

    fn shown(&self) -> Value {
        let mut shown: Map<String, Value> = self
            .record
            .borrow()
            .iter()
            .map(|(column, value)| {
                let both = json!({ "value": value, "display_value": value });
                (column.clone(), both)
            })
            .collect();
        for (column, of) in [
            ("comments", Some("comments")),
            ("work_notes", Some("work_notes")),
            ("comments_and_work_notes", None),
        ] {
            let text = self.text(of);
            shown.insert(column.into(), json!({ "value": "", "display_value": text }));
        }
        Value::Object(shown)
    }

    fn text(&self, column: Option<&str>) -> String {
        let journal = self.journal.borrow();
        let entries = journal.iter().rev();
        let entries = entries.filter(|[element, ..]| column.is_none_or(|column| column == element));
        let entries = entries.map(|[element, text, _, at]| {
            let label = match element.as_str() {
                "comments" => "Additional comments",
                _ => "Work notes",
            };
            format!("{at} - Beth Anglin ({label})\n{text}\n\n")
        });
        entries.collect()
    }

    fn carry_out(&self, path: &str, request: &Request) -> Value {
        let body = request.body.as_deref().unwrap_or_default();
        if path.starts_with("/api/now/attachment/file") {
            let name = path.split("file_name=").nth(1).unwrap();
            let file = json!({ "sys_id": format!("{:032x}", self.files.borrow().len()),
                "table_sys_id": ID, "file_name": name, "size_bytes": body.len().to_string() });
            let Value::Object(file) = file else { panic!() };
            self.files.borrow_mut().push(file.clone());
            return Value::Object(file);
        }
        if let Some((column, value)) = self.meanwhile.borrow_mut().take() {
            self.write(column, value);
        }
        let sent: Map<String, Value> = serde_json::from_str(body).expect("a JSON object");
        for (column, value) in sent {
            let value = value.as_str().unwrap();
            match column.as_str() {
                "comments" | "work_notes" => {
                    self.note(&column, value);
                    let state = self.column("state");
                    self.write("state", &state);
                }
                _ => {
                    let mut record = self.record.borrow_mut();
                    record.insert(column, value.into());
                }
            }
        }
        let number = self.column("number");
        self.write("number", &number);
        if let Some(rule) = self.rule.get() {
            rule(&mut self.record.borrow_mut());
        }
        self.shown()
    }
}
