//! `sysparm_having=count^priority^>^3`: which groups are given.

use super::measures;
use crate::store::{Measure, Table};

/// A condition on what was computed for a group.
#[derive(Clone, Debug)]
pub(super) struct Having {
    /// What is compared.
    pub(super) measure: Measure,
    sign: String,
    value: f64,
}

impl Having {
    /// Reads conditions with commas between; all have to hold. Those that
    /// cannot be understood are left out.
    pub(super) fn list(table: &Table, text: &str) -> Vec<Self> {
        text.split(',')
            .filter_map(|one| Self::parse(table, one))
            .collect()
    }

    fn parse(table: &Table, text: &str) -> Option<Self> {
        let mut parts = text.trim().split('^');
        let (function, field) = (parts.next()?, parts.next()?);
        let (sign, value) = (parts.next()?, parts.next()?);
        Some(Self {
            measure: measures::measure(table, function, field)?,
            sign: sign.to_owned(),
            value: value.trim().parse().ok()?,
        })
    }

    /// Whether the group's value passes.
    pub(super) fn holds(&self, measured: Option<&String>) -> bool {
        let Some(measured) = measured.and_then(|text| text.parse::<f64>().ok()) else {
            return false;
        };
        match self.sign.as_str() {
            "=" => measured == self.value,
            "!=" => measured != self.value,
            "<" => measured < self.value,
            "<=" => measured <= self.value,
            ">" => measured > self.value,
            ">=" => measured >= self.value,
            _ => true,
        }
    }
}
