//! Making, changing and deleting records: by the rules by which every API
//! does, unless the script switches them off.

use serde_json::{Map, Value, json};

use super::host::{Failed, Host, failed, named, seen, word};
use crate::{
    locale::Locale,
    store::{Kind, Load, Row, Table, hash},
    table_api::{ApiError, Change, Reading},
};

/// A write, as a script has put it together.
struct Write {
    table: &'static Table,
    values: Row,
    /// Secrets as typed.
    secrets: Row,
    /// Business rules run.
    by_rules: bool,
    /// The platform's own columns are written by the platform.
    is_stamped: bool,
}

impl Write {
    fn of(args: &Map<String, Value>) -> Result<Self, Failed> {
        let table = named(args)?;
        let row = |name: &str| -> Row {
            let values = args.get(name).and_then(Value::as_object);
            let values = values.into_iter().flatten();
            let texts = values.filter_map(|(name, value)| Some((name, value.as_str()?)));
            texts
                .map(|(name, value)| (name.clone(), value.to_owned()))
                .collect()
        };
        let flag = |name: &str| args.get(name).and_then(Value::as_bool).unwrap_or(true);
        Ok(Self {
            table,
            values: row("values"),
            secrets: row("secrets"),
            by_rules: flag("workflow"),
            is_stamped: flag("stamps"),
        })
    }

    /// Secrets that were set as other columns are: they fit nothing that
    /// anybody could type.
    fn take_unusable(&mut self) -> Vec<&'static str> {
        let secrets = self.table.columns().filter(|c| c.kind == Kind::Password);
        secrets
            .map(|column| column.name)
            .filter(|name| self.values.remove(*name).is_some())
            .collect()
    }

    /// The values as they are kept.
    fn sealed(&self) -> Result<Row, Failed> {
        let mut row = self.values.clone();
        for (name, secret) in &self.secrets {
            row.insert(name.clone(), hash(secret).map_err(failed)?);
        }
        Ok(row)
    }
}

impl Host {
    pub(super) fn insert(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        let mut write = Write::of(args)?;
        write.take_unusable();
        let (store, by) = (&self.state.store, &self.caller.user_name);
        let table = write.table;
        let made = if !write.is_stamped {
            let mut row = write.sealed()?;
            let sys_id = match word(args, "sys_id") {
                "" => crate::store::new_id().map_err(failed)?,
                sys_id => sys_id.to_owned(),
            };
            row.insert("sys_id".to_owned(), sys_id.clone());
            return self.put(table, &sys_id, row);
        } else if write.by_rules {
            let mut row = write.values;
            row.extend(write.secrets);
            self.by_rules(&self.locale()?).make(table, object(row))
        } else {
            let row = write.sealed()?;
            store.insert(table.name, row, by).map_err(ApiError::from)
        };
        answer(made)
    }

    pub(super) fn update(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        let mut write = Write::of(args)?;
        let unusable = write.take_unusable();
        write.values.remove("sys_id");
        let (store, by) = (&self.state.store, &self.caller.user_name);
        let sys_id = word(args, "sys_id");
        let before = store.get(write.table.name, sys_id).map_err(failed)?;
        let Some(before) = before else {
            return answer(Err(ApiError::NoRecord));
        };
        let table = write.table.class_of(&before).unwrap_or(write.table);
        for name in unusable {
            store.relate(table.name, sys_id, name, "").map_err(failed)?;
        }
        let after = if !write.is_stamped {
            let mut row = before;
            row.extend(write.sealed()?);
            return self.put(table, sys_id, row);
        } else if write.by_rules {
            let mut row = write.values;
            row.extend(write.secrets);
            let locale = self.locale()?;
            let change = self.by_rules(&locale);
            change.alter(table, sys_id, object(row))
        } else {
            let row = write.sealed()?;
            let after = store.update(table.name, sys_id, row, by);
            after
                .map_err(ApiError::from)
                .and_then(|row| row.ok_or(ApiError::NoRecord))
        };
        answer(after)
    }

    /// Writes a record as it is, the platform's own columns among the rest.
    fn put(&self, table: &'static Table, sys_id: &str, row: Row) -> Result<Value, Failed> {
        let load = Load::Write {
            table,
            row,
            named: Vec::new(),
        };
        let store = &self.state.store;
        store
            .load(vec![load], &self.caller.user_name)
            .map_err(failed)?;
        store.flush_cache();
        let row = store.get(table.name, sys_id).map_err(ApiError::from);
        answer(row.and_then(|row| row.ok_or(ApiError::NoRecord)))
    }

    /// Writing with every right, and by the rules.
    fn by_rules<'a>(&'a self, locale: &'a Locale) -> Change<'a> {
        Change {
            state: &self.state,
            caller: &self.unbound,
            locale,
            reading: Reading::Typed,
        }
    }

    pub(super) fn delete(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        let locale = self.locale()?;
        let change = self.by_rules(&locale);
        match change.remove(named(args)?, word(args, "sys_id")) {
            Ok(()) => Ok(json!({})),
            Err(ApiError::Store(error)) => Err(failed(error)),
            Err(refused) => Ok(json!({ "refused": refused.words() })),
        }
    }

    /// The property's row is changed, or made when there is none.
    pub(super) fn set_property(&self, args: &Map<String, Value>) -> Result<Value, Failed> {
        const TABLE: &str = "sys_properties";
        let name = word(args, "name");
        let mut row = Row::from([("value".to_owned(), word(args, "value").to_owned())]);
        match word(args, "description") {
            "" => {}
            text => drop(row.insert("description".to_owned(), text.to_owned())),
        }
        let (store, by) = (&self.state.store, &self.caller.user_name);
        let there = store.find(TABLE, &[("name", name)]).map_err(failed)?;
        match there.first().and_then(|row| row.get("sys_id")) {
            Some(sys_id) => store.update(TABLE, sys_id, row, by).map(drop),
            None => {
                row.insert("name".to_owned(), name.to_owned());
                store.insert(TABLE, row, by).map(drop)
            }
        }
        .map_err(failed)?;
        Ok(Value::Null)
    }
}

/// The values as a body has them.
fn object(row: Row) -> Value {
    let values = row.into_iter().map(|(name, value)| (name, value.into()));
    Value::Object(values.collect())
}

/// A refusal is no error: the script is told by what the method returns.
fn answer(written: Result<Row, ApiError>) -> Result<Value, Failed> {
    match written {
        Ok(row) => Ok(json!({ "row": seen(row) })),
        Err(ApiError::Store(error)) => Err(failed(error)),
        Err(refused) => Ok(json!({ "refused": refused.words() })),
    }
}
