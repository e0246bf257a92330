//! What functions lead to: those that they call, those whose places in the table they have, and the
//! data that they refer to, in which there are more of both.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Result, bail};
use wasmparser::Operator;

use super::linked::{Linked, Place, References};
use super::module::{Function, Module};

/// A walk through a module.
pub(super) struct Walk<'a> {
    module: &'a Module<'a>,
    linked: &'a Linked,
    by_name: HashMap<&'a str, Vec<Function>>,
    /// The functions that it came to.
    pub(super) functions: BTreeSet<Function>,
    /// The objects that it came to.
    pub(super) objects: BTreeSet<Place>,
}

impl<'a> Walk<'a> {
    /// At its beginning.
    pub(super) fn new(module: &'a Module<'a>, linked: &'a Linked) -> Self {
        let mut by_name: HashMap<_, Vec<_>> = HashMap::new();
        for function in module.own() {
            by_name
                .entry(module.symbol(function))
                .or_default()
                .push(function);
        }
        Self {
            module,
            linked,
            by_name,
            functions: BTreeSet::new(),
            objects: BTreeSet::new(),
        }
    }

    /// Goes wherever the functions lead to, but not into a function that is called and `is_closed`,
    /// nor into one that is only `is_not_yet` in the table.
    pub(super) fn go(
        &mut self,
        from: impl Iterator<Item = Function>,
        is_closed: impl Fn(Function) -> bool,
        is_not_yet: impl Fn(Function) -> bool,
    ) -> Result<()> {
        let mut next: Vec<_> = from.collect();
        while let Some(function) = next.pop() {
            let is_own = self.module.body(function).is_some();
            if !is_own || is_closed(function) || !self.functions.insert(function) {
                continue;
            }
            let code = code(self.module, function)?;
            next.extend(code.calls);
            let in_table = self.through_references(function, &code.numbers);
            next.extend(
                in_table
                    .into_iter()
                    .filter(|&function| !is_not_yet(function)),
            );
        }
        Ok(())
    }

    /// The functions in the table that a function has the places of, itself or in data.
    fn through_references(&mut self, function: Function, numbers: &[u32]) -> Vec<Function> {
        let mut found = Vec::new();
        // What wasm-bindgen wrote has no name that the linker knows: each number may be an address.
        let mut next: Vec<_> = numbers.iter().flat_map(|&at| self.linked.at(at)).collect();
        let mut take = |references: &References, next: &mut Vec<Place>| {
            next.extend(&references.objects);
            for name in &references.functions {
                found.extend(self.by_name.get(&**name).into_iter().flatten());
            }
        };
        if let Some(references) = self.linked.functions.get(self.module.symbol(function)) {
            take(references, &mut next);
        }
        while let Some(place) = next.pop() {
            if self.objects.insert(place)
                && let Some(object) = self.linked.objects.get(place)
            {
                take(&object.refers_to, &mut next);
            }
        }
        found
    }
}

/// What there is in a function's code.
#[derive(Default)]
struct Code {
    calls: Vec<Function>,
    numbers: Vec<u32>,
}

fn code(module: &Module<'_>, function: Function) -> Result<Code> {
    let mut code = Code::default();
    if let Some(body) = module.body(function) {
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => code.calls.push(function_index),
                Operator::I32Const { value } => code.numbers.push(value as u32),
                Operator::RefFunc { .. }
                | Operator::ReturnCall { .. }
                | Operator::MemoryInit { .. }
                | Operator::DataDrop { .. } => {
                    let name = module.name(function);
                    bail!("{name} uses functions or data in a new way");
                }
                _ => {}
            }
        }
    }
    Ok(code)
}

/// The functions that a function calls by their names.
pub(super) fn called_by(module: &Module<'_>, function: Function) -> Result<Vec<Function>> {
    Ok(code(module, function)?.calls)
}
