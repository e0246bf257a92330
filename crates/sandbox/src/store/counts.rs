//! Counts, sums and their like over groups of records.

use rusqlite::params_from_iter;

use super::sql::quote;
use super::{Filter, Result, Store, Table, page, read};

/// What is computed over the records of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many there are.
    Count,
    /// The mean of a column.
    Avg(&'static str),
    /// The smallest value of a column.
    Min(&'static str),
    /// The largest value of a column.
    Max(&'static str),
    /// The total of a column.
    Sum(&'static str),
}

impl Measure {
    /// Its function's name, and its column unless it counts whole records.
    pub fn parts(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Count => ("count", None),
            Self::Avg(column) => ("avg", Some(column)),
            Self::Min(column) => ("min", Some(column)),
            Self::Max(column) => ("max", Some(column)),
            Self::Sum(column) => ("sum", Some(column)),
        }
    }

    fn sql(self) -> String {
        match self.parts() {
            (function, None) => format!("{function}(*)"),
            // Empty values take no part, as NULL takes none on a real instance.
            (function, Some(column)) => format!("{function}(nullif({}, ''))", quote(column)),
        }
    }
}

/// Which groups, and what about them.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The tables whose own records count: the one asked, and of those that
    /// extend it the ones that the caller may see.
    pub parts: Vec<&'static Table>,
    /// Which records.
    pub filter: Filter,
    /// The fields whose values make the groups, as SQL that this crate has
    /// written; none makes one group.
    pub(crate) by: Vec<String>,
    /// What to compute for each.
    pub measures: Vec<Measure>,
}

/// One group with what was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group's values, in the order of [`Statistics::by`].
    pub key: Vec<String>,
    /// The results, in the order of [`Statistics::measures`].
    pub measured: Vec<String>,
}

impl Statistics {
    fn counts_only(&self) -> bool {
        let mut measures = self.measures.iter();
        measures.all(|measure| *measure == Measure::Count)
    }
}

/// One statement over the records of all the parts.
fn measures(table: &Table, wanted: &Statistics) -> (String, usize) {
    let by = &wanted.by;
    let measures = wanted.measures.iter().map(|measure| measure.sql());
    let columns: Vec<_> = by.iter().cloned().chain(measures).collect();
    let group = [clause("GROUP BY", by), clause("ORDER BY", by)].join(" ");
    let each = page::columns(table);
    let parts = wanted.parts.iter();
    let parts = parts.map(|part| format!("SELECT {each} FROM {}", quote(&part.storage())));
    let parts: Vec<_> = parts.collect();
    let (source, filter) = match &*wanted.parts {
        // Of nothing there are figures, too.
        [] => (quote(&table.storage()), "0 AND"),
        [part] => (quote(&part.storage()), ""),
        _ => (format!("({})", parts.join(" UNION ALL ")), ""),
    };
    let sql = format!(
        "SELECT {} FROM {source} AS {} WHERE {filter} {} {group}",
        columns.join(", "),
        quote(table.name),
        wanted.filter.sql,
    );
    (sql, 1)
}

/// Counts only: each table that it consists of counts by its own indexes.
fn counts(table: &Table, wanted: &Statistics) -> (String, usize) {
    let keys: Vec<_> = (0..wanted.by.len()).map(|at| format!("key{at}")).collect();
    let by = wanted.by.iter().zip(&keys);
    let named = by.map(|(by, key)| format!("{by} AS {key}"));
    let named = named.chain(["count(*) AS counted".to_owned()]);
    let named = named.collect::<Vec<_>>().join(", ");
    let parts = wanted.parts.iter().map(|part| {
        format!(
            "SELECT {named} FROM {} AS {} WHERE {} {}",
            quote(&part.storage()),
            quote(table.name),
            wanted.filter.sql,
            clause("GROUP BY", &wanted.by),
        )
    });
    let parts: Vec<_> = parts.collect();
    let sums = wanted.measures.iter().map(|_| "sum(counted)".to_owned());
    let columns: Vec<_> = keys.iter().cloned().chain(sums).collect();
    let sql = format!(
        "SELECT {} FROM ({}) {} {}",
        columns.join(", "),
        parts.join(" UNION ALL "),
        clause("GROUP BY", &keys),
        clause("ORDER BY", &keys),
    );
    (sql, parts.len())
}

fn clause(word: &str, terms: &[String]) -> String {
    match terms.is_empty() {
        true => String::new(),
        false => format!("{word} {}", terms.join(", ")),
    }
}

impl Store {
    /// The groups in the order of their values.
    pub fn statistics(&self, table: &'static Table, wanted: &Statistics) -> Result<Vec<Group>> {
        let by = &wanted.by;
        let columns = by.len() + wanted.measures.len();
        if columns == 0 {
            // Nothing is asked of the one group.
            return Ok(vec![Group {
                key: Vec::new(),
                measured: Vec::new(),
            }]);
        }
        let (sql, times) = match wanted.counts_only() && !wanted.parts.is_empty() {
            true => counts(table, wanted),
            false => measures(table, wanted),
        };
        let values = vec![&wanted.filter.values; times];
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(values.into_iter().flatten()))?;
        let mut groups = Vec::new();
        while let Some(row) = found.next()? {
            let mut values = Vec::with_capacity(columns);
            for at in 0..columns {
                values.push(read::text(row.get_ref(at)?));
            }
            let measured = values.split_off(by.len());
            groups.push(Group {
                key: values,
                measured,
            });
        }
        Ok(groups)
    }
}
