//! What a key does in a menu button: pure, so that a table of cases can hold it.

use super::MenuItem;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Opens the menu at, or moves to, the item of that index.
    To(usize),
    /// Closes the menu and gives the focus back to the button.
    Close,
    /// Closes the menu; the key does what it always does.
    Leave,
    /// Nothing to do with the menu.
    None,
}

/// What `key` does while the item `active` has the focus (none: the menu is closed).
#[must_use]
pub(super) fn target(key: &str, active: Option<usize>, items: &[MenuItem]) -> Move {
    let Some(last) = items.len().checked_sub(1) else {
        return Move::None;
    };
    match (key, active) {
        ("ArrowDown", None) => Move::To(0),
        ("ArrowUp", None) => Move::To(last),
        (_, None) => Move::None,
        ("ArrowDown", Some(index)) => Move::To(if index >= last { 0 } else { index + 1 }),
        ("ArrowUp", Some(index)) => Move::To(index.checked_sub(1).unwrap_or(last)),
        ("Home", Some(_)) => Move::To(0),
        ("End", Some(_)) => Move::To(last),
        ("Escape", Some(_)) => Move::Close,
        ("Tab", Some(_)) => Move::Leave,
        (letter, Some(index)) if letter.chars().count() == 1 && letter != " " => {
            by_letter(letter, index, items)
        }
        _ => Move::None,
    }
}

/// The next item, after the active one and around, whose text begins with that letter.
fn by_letter(letter: &str, active: usize, items: &[MenuItem]) -> Move {
    let (before, after) = items.split_at_checked(active + 1).unwrap_or((items, &[]));
    let place = |items: &[MenuItem]| {
        let mut labels = items.iter().map(|item| &item.label);
        labels.position(|label| begins_with(label, letter))
    };
    match (place(after), place(before)) {
        (Some(index), _) => Move::To(before.len() + index),
        (None, Some(index)) => Move::To(index),
        (None, None) => Move::None,
    }
}

/// Whatever the case of an ASCII letter: the standard library's tables for all others weigh more
/// than the items that begin with one are worth.
fn begins_with(label: &str, letter: &str) -> bool {
    let start = label.get(..letter.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Shape;

    #[track_caller]
    fn check(key: &str, active: Option<usize>, expect: Move) {
        let labels = ["Copy link", "E-mail", "Microsoft Teams", "ServiceNow"];
        let items = labels.map(|label| MenuItem {
            label: label.into(),
            icon: Shape::Link,
            separated: false,
        });
        assert_eq!(target(key, active, &items), expect, "{key} at {active:?}");
    }

    #[test]
    fn arrows_open_the_menu_at_its_ends() {
        check("ArrowDown", None, Move::To(0));
        check("ArrowUp", None, Move::To(3));
        check("Escape", None, Move::None);
        check("s", None, Move::None);
    }

    #[test]
    fn arrows_go_round_and_home_and_end_go_to_the_ends() {
        check("ArrowDown", Some(0), Move::To(1));
        check("ArrowDown", Some(3), Move::To(0));
        check("ArrowUp", Some(0), Move::To(3));
        check("Home", Some(2), Move::To(0));
        check("End", Some(0), Move::To(3));
    }

    #[test]
    fn a_letter_goes_to_the_next_item_that_begins_with_it() {
        check("s", Some(0), Move::To(3));
        check("M", Some(0), Move::To(2));
        check("c", Some(0), Move::To(0));
        check("x", Some(0), Move::None);
    }

    #[test]
    fn escape_closes_and_tab_leaves() {
        check("Escape", Some(1), Move::Close);
        check("Tab", Some(1), Move::Leave);
        check("Enter", Some(1), Move::None);
    }
}
