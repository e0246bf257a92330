//! How records come by their numbers: `sys_number` says with which prefix, from
//! where on and in how many digits a table's are counted, and
//! `sys_number_counter` which was the last.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Result, Row, Store, TABLES, Table, table, write};
use crate::dates;

/// How many digits a number has unless its table says otherwise.
const DIGITS: usize = 7;
/// A number has to fit into its column.
const MOST_DIGITS: usize = 30;

/// Numbers of one table that nobody else has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    prefix: String,
    digits: usize,
    /// The first of them.
    pub(crate) first: u64,
}

impl Taken {
    /// The first of them as it is written.
    pub(crate) fn written(&self) -> String {
        format!(
            "{}{:0digits$}",
            self.prefix,
            self.first,
            digits = self.digits
        )
    }
}

impl Store {
    /// Takes so many of the table's numbers.
    pub fn take_numbers(&self, name: &str, count: u64) -> Result<u64> {
        let (prefix, first) = table(name)?.numbering.unwrap_or(("", 1));
        Ok(self.take(name, (prefix, first), count)?.first)
    }

    /// The next number of a table, which need not be one of this instance's:
    /// with this prefix and from there on, unless `sys_number` says otherwise.
    pub(crate) fn number(&self, table: &str, default: (&str, u64)) -> Result<String> {
        Ok(self.take(table, default, 1)?.written())
    }

    fn take(&self, table: &str, default: (&str, u64), count: u64) -> Result<Taken> {
        let now = dates::format(self.clock.now());
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        let taken = take(&transaction, table, default, count, &now)?;
        transaction.commit()?;
        Ok(taken)
    }
}

/// Takes numbers. A base above the counter counts from then on; one below it
/// does not, as documented.
pub(super) fn take(
    connection: &Connection,
    table: &str,
    default: (&str, u64),
    count: u64,
    now: &str,
) -> Result<Taken> {
    let mut statement = connection.prepare_cached(
        "SELECT prefix, CAST(number AS INTEGER), CAST(maximum_digits AS INTEGER)
         FROM sys_number WHERE category = ?",
    )?;
    let kept = statement.query_row([table], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
        ))
    });
    let (prefix, base, digits) = match kept.optional()? {
        Some((prefix, base, digits)) => (prefix, natural(base), natural(digits)),
        None => (default.0.to_owned(), default.1.saturating_sub(1), 0),
    };
    let mut statement = connection.prepare_cached(
        "SELECT sys_id, CAST(number AS INTEGER) FROM sys_number_counter WHERE \"table\" = ?",
    )?;
    let counter = statement.query_row([table], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    });
    let counter = counter.optional()?;
    let last = counter
        .as_ref()
        .map_or(0, |(_, last)| natural(*last))
        .max(base);
    let next = i64::try_from(last.saturating_add(count)).unwrap_or(i64::MAX);
    match counter {
        Some((sys_id, _)) => {
            connection.execute(
                "UPDATE sys_number_counter SET number = ?, sys_updated_on = ?,
                 sys_mod_count = sys_mod_count + 1 WHERE sys_id = ?",
                params![next, now, sys_id],
            )?;
        }
        None => count_from(connection, table, next, now)?,
    }
    let digits = usize::try_from(digits).unwrap_or(MOST_DIGITS);
    Ok(Taken {
        prefix,
        digits: if digits == 0 {
            DIGITS
        } else {
            digits.min(MOST_DIGITS)
        },
        first: last.saturating_add(1),
    })
}

fn natural(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn count_from(connection: &Connection, of: &str, last: i64, now: &str) -> Result<()> {
    let counter = Row::from([
        ("table".to_owned(), of.to_owned()),
        ("number".to_owned(), last.to_string()),
    ]);
    write::add(
        connection,
        table("sys_number_counter")?,
        counter,
        "system",
        now,
    )?;
    Ok(())
}

/// The counters of a file that has them in a table of their own, by prefix.
pub(super) fn take_over(connection: &Connection) -> Result<()> {
    let is_there = connection.prepare("SELECT prefix, next FROM number_counter");
    let Ok(mut statement) = is_there else {
        return Ok(());
    };
    let old = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let old = old.collect::<rusqlite::Result<Vec<_>>>()?;
    drop(statement);
    for (prefix, next) in old {
        let is_of = |table: &&&Table| table.numbering.is_some_and(|(of, _)| of == prefix);
        let name = match TABLES.iter().find(is_of) {
            Some(table) => table.name,
            None if prefix == "ISET" => "sys_import_set",
            None => continue,
        };
        count_from(connection, name, next.saturating_sub(1), "")?;
    }
    connection.execute_batch("DROP TABLE number_counter")?;
    Ok(())
}
