//! The demo's records as they are put down: one a line, bars between.

use sha2::{Digest, Sha256};

use super::known::known;

/// The fields of every line of `N` fields. The first line names them.
pub(super) fn lines<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let fields: Vec<_> = line.split('|').map(str::trim).collect();
            fields.try_into().ok()
        })
}

/// The names in a list with commas.
pub(super) fn names(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// A `sys_id` that is the same in every instance, as a real one's own records
/// have: the one they have there, where it is known.
pub(super) fn id(kind: &str, name: &str) -> String {
    if let Some(sys_id) = known(kind, name) {
        return sys_id.to_owned();
    }
    let digest = Sha256::digest(format!("{kind}:{name}"));
    let bytes = digest.iter().take(16);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// One of these, in turn.
pub(super) fn in_turn<'a>(of: &[&'a str], at: usize) -> &'a str {
    match of.is_empty() {
        true => "",
        false => of.get(at % of.len()).copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<const N: usize>(text: &'static str) {
        let written = text.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines::<N>(text).count(), written.count());
    }

    #[test]
    fn no_line_lacks_a_field() {
        check::<6>(include_str!("data/incidents.txt"));
        check::<7>(include_str!("data/changes.txt"));
        check::<6>(include_str!("data/problems.txt"));
        check::<10>(include_str!("data/users.txt"));
        check::<4>(include_str!("data/groups.txt"));
        check::<5>(include_str!("data/items.txt"));
        check::<3>(include_str!("data/change_templates.txt"));
        check::<4>(include_str!("data/catalog.txt"));
        check::<5>(include_str!("data/articles.txt"));
    }
}
