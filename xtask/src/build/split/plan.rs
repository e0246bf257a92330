//! What comes first and what comes later.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::linked::{Linked, Place};
use super::module::{Function, Module};
use super::reach::{Walk, called_by};

/// Which functions are in which part.
pub(super) struct Plan {
    /// The data that the first part leads to.
    pub(super) objects: BTreeSet<Place>,
    /// What the page begins with.
    pub(super) first: BTreeSet<Function>,
    /// What is loaded when it is needed.
    pub(super) later: BTreeSet<Function>,
    /// The functions of the later part that the first one calls.
    pub(super) doors: BTreeSet<Function>,
    /// What the later part calls of the first, imported functions among it.
    pub(super) shared: BTreeSet<Function>,
}

/// Divides the module: a later part is what only its doors and its own objects lead to.
pub(super) fn plan(
    module: &Module<'_>,
    linked: &Linked,
    doors: &str,
    later: &[&str],
) -> Result<Plan> {
    let is_door = |function: Function| module.name(function).starts_with(doors);
    let is_later = |function: Function| {
        let name = module.name(function);
        later.iter().any(|path| mentions(name, path))
    };
    let all = module.own();
    let doors: BTreeSet<_> = all.clone().filter(|&function| is_door(function)).collect();
    if doors.is_empty() {
        bail!("no function's name begins with the doors'");
    }
    // What stands in the table is called by who has its place there: who has an object. Objects
    // of the later modules are only made by the later part, whoever mentions their functions.
    let is_not_yet =
        |function| is_later(function) || is_door(function) || is_never_called(module, function);
    // Who has the place of a function that the linker does not know, nobody knows.
    let is_unknown = |function: &Function| !linked.functions.contains_key(module.symbol(*function));
    let in_table = module.slots.keys().copied();
    let at_once = in_table.filter(|function| is_unknown(function) && !is_not_yet(*function));
    let roots = module.exported.iter().copied().chain(at_once);
    let mut walk = Walk::new(module, linked);
    walk.go(roots, is_door, is_not_yet)?;
    let (first, objects) = (walk.functions, walk.objects);
    let later: BTreeSet<_> = all.filter(|function| !first.contains(function)).collect();
    let mut shared = BTreeSet::new();
    for &function in &later {
        shared.extend(called_by(module, function)?);
    }
    shared.retain(|function| !later.contains(function));
    Ok(Plan {
        objects,
        first,
        later,
        doors,
        shared,
    })
}

/// Whether nobody calls a function though it is registered: Yew's hook for panics, which end the
/// module at once and without it.
fn is_never_called(module: &Module<'_>, function: Function) -> bool {
    mentions(module.name(function), "console_error_panic_hook")
}

/// Whether a name has a path in it, as a whole: `a::b` is in `<a::b::C as d>::e`, and not in
/// `a::bc`.
fn mentions(name: &str, path: &str) -> bool {
    name.match_indices(path).any(|(at, _)| {
        let before = name[..at].chars().next_back();
        let after = name[at + path.len()..].chars().next();
        let goes_on = |next: Option<char>| next.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !goes_on(before) && before != Some(':') && !goes_on(after)
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_path_is_mentioned_as_a_whole() {
        for (name, path, expected) in [
            ("a::b::c", "a::b", true),
            ("<a::b::C as d::E>::f", "a::b", true),
            ("drop::<a::b::C>", "a::b", true),
            ("a::bc::d", "a::b", false),
            ("xa::b::c", "a::b", false),
            ("x::a::b::c", "a::b", false),
            ("a::bc::<a::b::D>", "a::b", true),
            ("<a::B>::c::{closure#0}", "<a::B>::c", true),
            ("", "a", false),
        ] {
            assert_eq!(mentions(name, path), expected, "{name} {path}");
        }
    }
}
