//! Writes the choice lists into `sys_choice`.

use super::choice_lists::LISTS;
use super::row;
use crate::store::{Result, Store};

pub(super) fn seed(store: &Store) -> Result<()> {
    for (table, element, choices) in LISTS {
        for (sequence, (value, label)) in choices.iter().enumerate() {
            let sequence = (sequence + 1).to_string();
            let choice = row(&[
                ("name", table),
                ("element", element),
                ("value", value),
                ("label", label),
                ("sequence", &sequence),
            ]);
            store.insert("sys_choice", choice, "admin")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::LISTS;
    use crate::store::{Kind, Table};

    #[test]
    fn every_list_is_of_a_choice_column_and_its_values_differ() {
        for (table, element, choices) in LISTS {
            let column = Table::named(table)
                .and_then(|table| table.column(element))
                .unwrap_or_else(|| panic!("{table}.{element}"));
            assert!(column.has_choices(), "{table}.{element}");
            let values: HashSet<_> = choices.iter().map(|(value, _)| value).collect();
            assert_eq!(values.len(), choices.len(), "{table}.{element}");
            if column.kind == Kind::NumberChoice {
                assert!(
                    choices
                        .iter()
                        .all(|(value, _)| value.parse::<i64>().is_ok())
                );
            }
        }
    }
}
