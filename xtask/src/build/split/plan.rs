//! What comes first and what comes later.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use wasmparser::Operator;

use super::module::{Function, Module};

/// Which functions are in which part.
pub(super) struct Plan {
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
pub(super) fn plan(module: &Module<'_>, doors: &str, later: &[&str]) -> Result<Plan> {
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
    // What stands in the table may be called at any time, unless it belongs to an object that
    // only the later part makes.
    let in_table = module.slots.keys().copied();
    let at_once = in_table.filter(|&function| !is_later(function) && !is_door(function));
    let first = reachable(
        module,
        module.exported.iter().copied().chain(at_once),
        &doors,
    )?;
    let later: BTreeSet<_> = all.filter(|function| !first.contains(function)).collect();
    let mut shared = BTreeSet::new();
    for &function in &later {
        shared.extend(called_by(module, function)?);
    }
    shared.retain(|function| !later.contains(function));
    Ok(Plan {
        first,
        later,
        doors,
        shared,
    })
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

fn reachable(
    module: &Module<'_>,
    roots: impl Iterator<Item = Function>,
    closed: &BTreeSet<Function>,
) -> Result<BTreeSet<Function>> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<_> = roots.collect();
    while let Some(function) = next.pop() {
        let is_own = module.body(function).is_some();
        if is_own && !closed.contains(&function) && reached.insert(function) {
            next.extend(called_by(module, function)?);
        }
    }
    Ok(reached)
}

/// The functions that a function names in its code.
fn called_by(module: &Module<'_>, function: Function) -> Result<Vec<Function>> {
    let mut called = Vec::new();
    if let Some(body) = module.body(function) {
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => called.push(function_index),
                Operator::RefFunc { .. } | Operator::ReturnCall { .. } => {
                    bail!("{} uses functions in a new way", module.name(function));
                }
                _ => {}
            }
        }
    }
    Ok(called)
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
