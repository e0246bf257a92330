//! Writing the part that comes later.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, TypeSection,
};

use super::data::Piece;
use super::module::{Function, Module};
use super::plan::Plan;
use super::{shared_name, slots};

/// What comes later, as a module that takes everything else from the first.
pub(super) fn write(
    module: &Module<'_>,
    plan: &Plan,
    pieces: &[Piece<'_>],
    link: &str,
) -> Result<Vec<u8>> {
    let all = plan.shared.iter().chain(&plan.later).copied();
    let mut writer = Later {
        places: all.zip(0..).collect(),
    };
    let mut out = wasm_encoder::Module::new();
    out.section(&writer.types(module)?);
    out.section(&writer.imports(module, plan, link)?);
    let mut functions = FunctionSection::new();
    for &function in &plan.later {
        functions.function(module.functions[function as usize]);
    }
    out.section(&functions);
    out.section(&writer.elements(module, plan));
    let mut code = CodeSection::new();
    for &function in &plan.later {
        if let Some(body) = module.body(function) {
            writer
                .parse_function_body(&mut code, body.clone())
                .map_err(failed)?;
        }
    }
    out.section(&code);
    let mut data = DataSection::new();
    for piece in pieces {
        let place = ConstExpr::i32_const(piece.at as i32);
        data.active(0, &place, piece.contents.iter().copied());
    }
    out.section(&data);
    Ok(out.finish())
}

struct Later {
    /// The new indices of the functions: what it takes from the first part, then its own.
    places: HashMap<Function, Function>,
}

impl Reencode for Later {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error<Infallible>> {
        Ok(self.places.get(&function).copied().unwrap_or(u32::MAX))
    }
}

impl Later {
    /// All types: wasm-opt drops those that are not used.
    fn types(&self, module: &Module<'_>) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        for kind in &module.types {
            let kind = RoundtripReencoder.func_type(kind.clone()).map_err(failed)?;
            types.ty().func_type(&kind);
        }
        Ok(types)
    }

    /// In the order of the first part's indices, so that code need not be changed for memory,
    /// tables and globals.
    fn imports(&self, module: &Module<'_>, plan: &Plan, link: &str) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        for (place, &function) in plan.shared.iter().enumerate() {
            let kind = EntityType::Function(module.functions[function as usize]);
            imports.import(link, &shared_name(place), kind);
        }
        for &memory in &module.memories {
            imports.import(
                link,
                link,
                RoundtripReencoder.memory_type(memory).map_err(failed)?,
            );
        }
        for (place, &table) in module.tables.iter().enumerate() {
            let mut table = RoundtripReencoder.table_type(table).map_err(failed)?;
            if place == 0 {
                let size = table.minimum.max(slots::end(module, plan));
                table.minimum = size;
                table.maximum = table.maximum.map(|maximum| maximum.max(size));
            }
            imports.import(link, &format!("t{place}"), table);
        }
        for (place, &global) in module.globals.iter().enumerate() {
            let global = RoundtripReencoder.global_type(global).map_err(failed)?;
            imports.import(link, &format!("g{place}"), global);
        }
        Ok(imports)
    }

    /// Lays its functions into the first part's table, neighbours together.
    fn elements(&self, module: &Module<'_>, plan: &Plan) -> ElementSection {
        let in_table = |function: &&Function| {
            module.slots.contains_key(function) || plan.doors.contains(function)
        };
        let by_slot: BTreeMap<_, _> = plan
            .later
            .iter()
            .filter(in_table)
            .map(|&function| (slots::of(module, plan, function), self.places[&function]))
            .collect();
        let mut runs: Vec<(u32, Vec<Function>)> = Vec::new();
        for (slot, function) in by_slot {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(function),
                _ => runs.push((slot, vec![function])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            let offset = ConstExpr::i32_const(start as i32);
            elements.active(None, &offset, Elements::Functions(run.into()));
        }
        elements
    }
}

fn failed(error: Error<Infallible>) -> anyhow::Error {
    anyhow!("{error}")
}
