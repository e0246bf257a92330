//! What a script's objects ask of the instance: by the name of an operation
//! and JSON, answered in JSON.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::HeaderMap;
use serde_json::{Map, Value, json};

use crate::{
    auth::Caller,
    locale::Locale,
    records::text,
    state::AppState,
    store::{Kind, Row, Table, new_id},
    table_api::ApiError,
};

/// The instance, as one script sees it.
pub(super) struct Host {
    pub(super) state: AppState,
    pub(super) caller: Caller,
    /// The same with every right: a `GlideRecord` asks for none.
    pub(super) unbound: Caller,
    until: Instant,
    room: usize,
    memory: Mutex<Memory>,
}

/// What is kept from one call to the next.
#[derive(Default)]
struct Memory {
    printed: Vec<String>,
    length: usize,
    /// The `sys_id`s that each query found.
    found: Vec<Vec<String>>,
    kept: usize,
}

/// The most records that a script may have found, of all its queries.
const MOST_FOUND: usize = 2_000_000;

/// Why an operation fails: an error that the script may catch.
pub(super) type Failed = String;

impl Host {
    pub(super) fn new(state: AppState, caller: Caller, until: Instant, room: usize) -> Self {
        let mut unbound = caller.clone();
        unbound.roles.push("admin".to_owned());
        Self {
            state,
            caller,
            unbound,
            until,
            room,
            memory: Mutex::default(),
        }
    }

    /// Everything that was printed.
    pub(super) fn printed(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().printed)
    }

    /// `{"result": …}` or `{"error": "…"}`.
    pub(super) fn call(&self, operation: &str, args: &str) -> String {
        let args: Map<String, Value> = serde_json::from_str(args).unwrap_or_default();
        let answer = match self.answer(operation, &args) {
            Ok(result) => json!({ "result": result }),
            Err(why) => json!({ "error": why }),
        };
        answer.to_string()
    }

    fn answer(&self, operation: &str, args: &Map<String, Value>) -> Result<Value, Failed> {
        let name = |name: &str| word(args, name);
        match operation {
            "print" => {
                self.print(name("text"));
                Ok(Value::Null)
            }
            "table" => Ok(Table::named(name("table")).map_or(Value::Null, definition)),
            "query" => self.query(args),
            "row" => self.row(args),
            "get" => {
                let row = self.state.store.get(named(args)?.name, name("sys_id"));
                Ok(row.map_err(failed)?.map_or(Value::Null, seen))
            }
            "shown" => self.shown(named(args)?, name("column"), name("value")),
            "meant" => self.meant(named(args)?, name("column"), name("value")),
            "show_time" => Ok(json!(self.locale()?.show_time(name("value")))),
            "insert" => self.insert(args),
            "update" => self.update(args),
            "delete" => self.delete(args),
            "property" => {
                let value = self.state.store.property(name("name"));
                Ok(json!(value.map_err(failed)?))
            }
            "set_property" => self.set_property(args),
            "guid" => Ok(json!(new_id().map_err(failed)?)),
            "user" => self.user(),
            _ => Err(format!("there is no {operation}")),
        }
    }

    /// Beyond the room there is for it nothing is printed any more.
    fn print(&self, text: &str) {
        let mut memory = self.lock();
        if memory.length > self.room {
            return;
        }
        memory.length += text.len() + 1;
        let text = match memory.length > self.room {
            true => "...".to_owned(),
            false => text.to_owned(),
        };
        memory.printed.push(text);
    }

    fn user(&self) -> Result<Value, Failed> {
        let row = self.state.store.get("sys_user", &self.caller.sys_id);
        let row = row.map_err(failed)?.unwrap_or_default();
        Ok(json!({
            "sys_id": self.caller.sys_id,
            "user_name": self.caller.user_name,
            "name": text(&row, "name"),
            "roles": self.caller.roles,
        }))
    }

    /// Keeps what a query found, and gives the number to ask for it by.
    pub(super) fn keep(&self, found: Vec<String>) -> Result<usize, Failed> {
        let mut memory = self.lock();
        memory.kept += found.len();
        if memory.kept > MOST_FOUND {
            return Err("too many records".to_owned());
        }
        memory.found.push(found);
        Ok(memory.found.len() - 1)
    }

    /// One of the records that a query found.
    pub(super) fn kept(&self, query: usize, at: usize) -> Option<String> {
        self.lock().found.get(query)?.get(at).cloned()
    }

    /// Fails when the script has had its time.
    pub(super) fn in_time(&self) -> Result<(), Failed> {
        match Instant::now() < self.until {
            true => Ok(()),
            false => Err("maximum execution time exceeded".to_owned()),
        }
    }

    /// How the user sees dates and labels.
    pub(super) fn locale(&self) -> Result<Locale, Failed> {
        let headers = HeaderMap::new();
        Locale::of(&self.state.store, &self.caller.sys_id, &headers).map_err(failed)
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is the matter with the store, or with what was to be written.
pub(super) fn failed(error: impl Into<ApiError>) -> Failed {
    error.into().words()
}

/// A text among the arguments, empty when there is none.
pub(super) fn word<'a>(args: &'a Map<String, Value>, name: &str) -> &'a str {
    args.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The table that the arguments name.
pub(super) fn named(args: &Map<String, Value>) -> Result<&'static Table, Failed> {
    let name = word(args, "table");
    Table::named(name).ok_or_else(|| format!("there is no table {name}"))
}

/// A record as a script reads it: empty columns and secrets are left out.
pub(super) fn seen(row: Row) -> Value {
    let values = row.into_iter().filter(|(_, value)| !value.is_empty());
    Value::Object(values.map(|(name, value)| (name, json!(value))).collect())
}

fn definition(table: &'static Table) -> Value {
    let columns: Map<_, _> = table
        .columns()
        .map(|column| {
            let (kind, reference) = match column.kind {
                Kind::Boolean => ("boolean", ""),
                Kind::Password => ("password", ""),
                Kind::Reference(to) => ("reference", to),
                _ => ("", ""),
            };
            let column_ = json!({
                "kind": kind,
                "reference": reference,
                "default": table.default_of(column),
            });
            (column.name.to_owned(), column_)
        })
        .collect();
    json!({ "label": table.label, "display": table.display, "columns": columns })
}
