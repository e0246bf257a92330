//! Writes the choice lists into `sys_choice`, in every language.

use std::collections::HashMap;

use super::data::lines;
use super::row;
use crate::locale::LANGUAGES;
use crate::store::{Result, Store};

/// Table, column, value, and the label in each language.
const CHOICES: &str = include_str!("data/choices.txt");

pub(super) fn seed(store: &Store) -> Result<()> {
    let mut rows = Vec::new();
    let mut sequences = HashMap::new();
    for [table, element, value, en, ko, sv, zh] in lines(CHOICES) {
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
    store.insert_all(rows, "admin")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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
