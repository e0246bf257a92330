//! Writes the choice lists into `sys_choice`, in every language.

use std::collections::{HashMap, HashSet};

use super::data::lines;
use super::row;
use crate::locale::LANGUAGES;
use crate::records::text;
use crate::store::{Result, Store};

/// Table, column, value, and the label in each language.
const CHOICES: &str = include_str!("data/choices.txt");

/// A list that has any choice already is left as it is.
pub(super) fn seed(store: &Store) -> Result<()> {
    let there = lists(store)?;
    let mut rows = Vec::new();
    let mut sequences = HashMap::new();
    for [table, element, value, en, ko, sv, zh] in lines(CHOICES) {
        if there.contains(&(table.to_owned(), element.to_owned())) {
            continue;
        }
        let sequence = sequences.entry((table, element)).or_insert(0);
        *sequence += 1;
        let sequence = sequence.to_string();
        for (language, label) in LANGUAGES.into_iter().zip([en, ko, sv, zh]) {
            let choice = row(&[
                ("name", table),
                ("element", element),
                ("value", value),
                ("label", label),
                ("language", language),
                ("sequence", &sequence),
            ]);
            rows.push(("sys_choice", choice));
        }
    }
    match rows.is_empty() {
        true => Ok(()),
        false => store.insert_all(rows, "admin"),
    }
}

/// Table and column of every list that there is.
fn lists(store: &Store) -> Result<HashSet<(String, String)>> {
    let rows = store.find("sys_choice", &[])?;
    let lists = rows.iter().map(|row| {
        (
            text(row, "name").to_owned(),
            text(row, "element").to_owned(),
        )
    });
    Ok(lists.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Kind, Table};

    #[test]
    fn every_list_is_of_a_choice_column_and_its_values_differ() {
        let written = CHOICES.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines::<7>(CHOICES).count(), written.count());
        let mut values = HashSet::new();
        for [table, element, value, labels @ ..] in lines::<7>(CHOICES) {
            let column = Table::named(table)
                .and_then(|table| table.column(element))
                .unwrap_or_else(|| panic!("{table}.{element}"));
            assert!(column.has_choices(), "{table}.{element}");
            assert!(
                values.insert((table, element, value)),
                "{table}.{element} {value}"
            );
            assert!(labels.iter().all(|label| !label.is_empty()), "{value}");
            if column.kind == Kind::NumberChoice {
                assert!(value.parse::<i64>().is_ok(), "{table}.{element} {value}");
            }
        }
    }
}
