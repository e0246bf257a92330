//! Records as JSON, in the three display modes.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::params::{Display, Params};
use super::{acl, links};
use crate::auth::Caller;
use crate::dates;
use crate::labels;
use crate::locale::Locale;
use crate::query::Field;
use crate::store::{Column, Entry, Kind, Result, Row, Store, Table};

/// Writes records for one request.
pub(crate) struct Renderer<'a> {
    store: &'a Store,
    caller: &'a Caller,
    origin: &'a str,
    locale: &'a Locale,
    fields: Option<Vec<&'a str>>,
    display: Display,
    no_links: bool,
    choices: HashMap<&'static str, Choices>,
    names: HashMap<(&'static str, String), String>,
    /// Who wrote journals, by user name.
    authors: HashMap<String, String>,
}

impl<'a> Renderer<'a> {
    pub(crate) fn new(
        store: &'a Store,
        caller: &'a Caller,
        origin: &'a str,
        locale: &'a Locale,
        params: &'a Params,
    ) -> Self {
        Self {
            store,
            caller,
            origin,
            locale,
            fields: params.names("sysparm_fields"),
            display: params.display(),
            no_links: params.is_true("sysparm_exclude_reference_link"),
            choices: HashMap::new(),
            names: HashMap::new(),
            authors: HashMap::new(),
        }
    }

    /// One record with the fields asked for, or all of them. Fields that do
    /// not exist or may not be seen are left out.
    pub(crate) fn record(&mut self, table: &'static Table, row: &Row) -> Result<Value> {
        let mut record = Map::new();
        let fields = match &self.fields {
            Some(fields) => fields.clone(),
            None => table.columns().map(|column| column.name).collect(),
        };
        for field in fields {
            if let Some(value) = self.field(table, row, field)? {
                record.insert(field.to_owned(), value);
            }
        }
        Ok(Value::Object(record))
    }

    /// The value that a group of records has in common.
    pub(crate) fn group(&mut self, field: &Field, value: &str) -> Result<Value> {
        let mut group = Map::new();
        if self.display != Display::Value {
            let label = match field.column.kind {
                Kind::Reference(to) | Kind::NameReference(to) => json!(self.name_of(to, value)?),
                _ => self.label(field.table, field.column, &Row::new(), value)?,
            };
            group.insert("display_value".into(), label);
        }
        group.insert("field".into(), json!(field.name));
        group.insert("value".into(), json!(value));
        Ok(Value::Object(group))
    }

    fn field(&mut self, table: &'static Table, row: &Row, field: &str) -> Result<Option<Value>> {
        // Of a token nothing that opens anything is even named.
        let is_secret =
            |column: &Column| column.kind == Kind::Password && table.name != "oauth_credential";
        if !table.column(field).is_some_and(is_secret)
            && !acl::sees_field(self.caller, table, field)
        {
            return Ok(None);
        }
        let Some((first, rest)) = field.split_once('.') else {
            return match table.column(field) {
                Some(column) => self.value(table, column, row).map(Some),
                None => Ok(None),
            };
        };
        let Some(Kind::Reference(name)) = table.column(first).map(|column| column.kind) else {
            return Ok(None);
        };
        let Some(table) = Table::named(name) else {
            return Ok(None);
        };
        let sys_id = row.get(first).map_or("", String::as_str);
        let row = match self.store.get(table.name, sys_id)? {
            Some(row) if acl::sees_row(self.caller, table, &row) => row,
            // Who may not see the record finds its fields empty.
            _ => Row::new(),
        };
        self.field(table, &row, rest)
    }

    fn value(&mut self, table: &'static Table, column: &Column, row: &Row) -> Result<Value> {
        let value = row.get(column.name).map_or("", String::as_str);
        match column.kind {
            Kind::Password => return Ok(self.secret(value)),
            Kind::Reference(to) => {
                let link = links::record(self.origin, to, value);
                return self.reference(to, value, link);
            }
            Kind::NameReference(to) => {
                let link = links::named(self.origin, to, value);
                return self.reference(to, value, link);
            }
            _ => {}
        }
        // What its class calls a state, whichever table it was reached by.
        let table = table.class_of(row).unwrap_or(table);
        Ok(match self.display {
            Display::Value => json!(value),
            Display::Label => self.label(table, column, row, value)?,
            Display::All => json!({
                "display_value": self.label(table, column, row, value)?,
                "value": value,
            }),
        })
    }

    /// Stars where there is a secret. Its value is never told.
    fn secret(&self, value: &str) -> Value {
        let stars = if value.is_empty() { "" } else { "********" };
        match self.display {
            Display::Value => json!(""),
            Display::Label => json!(stars),
            Display::All => json!({ "display_value": stars, "value": "" }),
        }
    }

    /// What people see. An empty choice is `null`, here as there.
    fn label(
        &mut self,
        table: &'static Table,
        column: &Column,
        row: &Row,
        value: &str,
    ) -> Result<Value> {
        Ok(match column.kind {
            Kind::Journal | Kind::JournalList => json!(self.journal(table, column, row)?),
            Kind::Choice | Kind::NumberChoice if value.is_empty() => Value::Null,
            Kind::Choice | Kind::NumberChoice => {
                let choices = match self.choices.remove(table.name) {
                    Some(choices) => choices,
                    None => Choices::of(self.store, table, self.locale.language)?,
                };
                let label = json!(choices.label(column, value));
                self.choices.insert(table.name, choices);
                label
            }
            Kind::DueTime if value.is_empty() => json!("UNKNOWN"),
            Kind::DateTime | Kind::DueTime => json!(self.locale.show_time(value)),
            Kind::Duration => json!(dates::show_duration(value)),
            Kind::Date => json!(self.locale.show_date(value)),
            Kind::List(to) => {
                let mut names = Vec::new();
                for sys_id in value.split(',').filter(|sys_id| !sys_id.is_empty()) {
                    names.push(self.name_of(to, sys_id)?);
                }
                json!(names.join(", "))
            }
            Kind::ClassName => match Table::named(value) {
                Some(class) => json!(labels::translated(class.label, self.locale.language)),
                None => json!(value),
            },
            _ => json!(value),
        })
    }

    fn reference(&mut self, to: &'static str, value: &str, link: String) -> Result<Value> {
        if value.is_empty() {
            return Ok(match self.display {
                Display::All => json!({ "display_value": "", "value": "" }),
                _ => json!(""),
            });
        }
        let mut shown = Map::new();
        if self.display != Display::Value {
            shown.insert("display_value".into(), json!(self.name_of(to, value)?));
        }
        if !self.no_links {
            shown.insert("link".into(), json!(link));
        }
        if self.display != Display::Label {
            shown.insert("value".into(), json!(value));
        }
        // Without its link a reference in one mode is a plain text.
        Ok(match (self.no_links, self.display) {
            (true, Display::Value) => json!(value),
            (true, Display::Label) => shown.remove("display_value").unwrap_or_default(),
            _ => Value::Object(shown),
        })
    }

    fn name_of(&mut self, to: &'static str, sys_id: &str) -> Result<String> {
        match (to, sys_id) {
            ("sys_scope" | "sys_package", "global") => return Ok("Global".to_owned()),
            (_, "global") | ("sys_glide_object", _) => return Ok(sys_id.to_owned()),
            // By its name, not its `sys_id`.
            ("sys_db_object", name) => {
                if let Some(table) = Table::named(name) {
                    return Ok(table.label.to_owned());
                }
            }
            _ => {}
        }
        let key = (to, sys_id.to_owned());
        if let Some(name) = self.names.get(&key) {
            return Ok(name.clone());
        }
        let name = match Table::named(to) {
            Some(table) => {
                let row = self.store.get(to, sys_id)?.unwrap_or_default();
                let value = row.get(table.display).cloned().unwrap_or_default();
                // A role of a user is shown by the role's name.
                match table.column(table.display).map(|column| column.kind) {
                    Some(Kind::Reference(next)) if next != to => self.name_of(next, &value)?,
                    _ => value,
                }
            }
            None => String::new(),
        };
        self.names.insert(key, name.clone());
        Ok(name)
    }

    /// The entries of a journal column, newest first, as text.
    fn journal(&mut self, table: &Table, column: &Column, row: &Row) -> Result<String> {
        let sys_id = row.get("sys_id").map_or("", String::as_str);
        let mut text = String::new();
        for entry in self.store.journal(sys_id)? {
            if column.kind == Kind::JournalList || column.name == entry.element {
                text.push_str(&self.entry(table, &entry)?);
            }
        }
        Ok(text)
    }

    fn entry(&mut self, table: &Table, entry: &Entry) -> Result<String> {
        let on = self.locale.show_time(&entry.on);
        let by = match self.authors.get(&entry.by) {
            Some(name) => name.clone(),
            None => {
                let users = self.store.find("sys_user", &[("user_name", &entry.by)])?;
                let name = users.first().and_then(|user| user.get("name"));
                let name = name.unwrap_or(&entry.by).clone();
                self.authors.insert(entry.by.clone(), name.clone());
                name
            }
        };
        let element = table.column(&entry.element);
        let language = self.locale.language;
        let element = element.map_or(entry.element.as_str(), |column| {
            labels::translated(table.label_of(column), language)
        });
        Ok(format!("{on} - {by} ({element})\n{}\n\n", entry.value))
    }
}
