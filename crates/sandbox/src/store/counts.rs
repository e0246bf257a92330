//! Counts, sums and their like over groups of records.

use rusqlite::params_from_iter;

use super::sql::quote;
use super::{Filter, Result, Store, Table, read};

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

impl Store {
    /// The groups in the order of their values.
    pub fn statistics(&self, table: &Table, wanted: &Statistics) -> Result<Vec<Group>> {
        let by = &wanted.by;
        let measures = wanted.measures.iter().map(|measure| measure.sql());
        let columns: Vec<_> = by.iter().cloned().chain(measures).collect();
        if columns.is_empty() {
            // Nothing is asked of the one group.
            return Ok(vec![Group {
                key: Vec::new(),
                measured: Vec::new(),
            }]);
        }
        let group = match by.is_empty() {
            true => String::new(),
            false => format!("GROUP BY {0} ORDER BY {0}", by.join(", ")),
        };
        let sql = format!(
            "SELECT {} FROM {} WHERE {} {group}",
            columns.join(", "),
            quote(table.name),
            wanted.filter.sql,
        );
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&sql)?;
        let mut found = statement.query(params_from_iter(&wanted.filter.values))?;
        let mut groups = Vec::new();
        while let Some(row) = found.next()? {
            let mut values = Vec::with_capacity(columns.len());
            for at in 0..columns.len() {
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
