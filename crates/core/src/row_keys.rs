//! Which rows of a table become other rows, and which are made anew.

use std::collections::VecDeque;

/// The keys by which the rows of a table are told apart from one drawing to the next.
///
/// A row that shows something else takes a browser less than half as long as one that is made
/// anew. But it keeps the focus, and what is open in it: so a row becomes another one only when
/// the person has asked for another list, never under their hands.
#[derive(Clone, Debug, Default)]
pub struct RowKeys {
    asked: String,
    rows: Vec<(String, u32)>,
    made: u32,
}

impl RowKeys {
    /// A key for each row, by what it shows. What was shown before keeps its key; when another list
    /// is `asked` for than before, what was not takes over the key of a row that is gone.
    pub fn next<'a>(&mut self, asked: &str, shown: impl IntoIterator<Item = &'a str>) -> Vec<u32> {
        let mut gone: VecDeque<_> = std::mem::take(&mut self.rows).into();
        let kept = |id: &'a str| {
            let place = gone.iter().position(|(known, _)| known == id);
            (id, place.and_then(|place| gone.remove(place)))
        };
        let rows: Vec<_> = shown.into_iter().map(kept).collect();
        if self.asked != asked {
            asked.clone_into(&mut self.asked);
        } else {
            gone.clear();
        }
        for (id, kept) in rows {
            let key = kept.or_else(|| gone.pop_front()).map(|(_, key)| key);
            let key = key.unwrap_or_else(|| {
                self.made = self.made.wrapping_add(1);
                self.made
            });
            self.rows.push((id.to_owned(), key));
        }
        self.rows.iter().map(|(_, key)| *key).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::RowKeys;

    #[test]
    fn what_stays_keeps_its_row_wherever_it_moves() {
        let mut keys = RowKeys::default();
        assert_eq!(keys.next("", ["a", "b", "c"]), [1, 2, 3]);
        assert_eq!(keys.next("", ["c", "a"]), [3, 1]);
        assert_eq!(keys.next("sorted", ["a", "c"]), [1, 3]);
    }

    #[test]
    fn another_list_takes_over_the_rows_of_the_one_before() {
        let mut keys = RowKeys::default();
        keys.next("page 1", ["a", "b", "c"]);
        assert_eq!(keys.next("page 2", ["d", "b", "e", "f"]), [1, 2, 3, 4]);
    }

    #[test]
    fn a_row_never_becomes_another_one_in_the_same_list() {
        let mut keys = RowKeys::default();
        keys.next("", ["a", "b"]);
        assert_eq!(keys.next("", ["x", "b"]), [3, 2]);
    }

    proptest! {
        #[test]
        fn no_two_rows_have_the_same_key(
            lists in prop::collection::vec(("[ab]", prop::collection::vec("[a-f]", 0..9)), 1..9),
        ) {
            let mut keys = RowKeys::default();
            for (asked, shown) in &lists {
                let mut given = keys.next(asked, shown.iter().map(String::as_str));
                prop_assert_eq!(given.len(), shown.len());
                given.sort_unstable();
                given.dedup();
                prop_assert_eq!(given.len(), shown.len());
            }
        }
    }
}
