//! Writing the first part.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, DataSection, ExportKind, ExportSection, FunctionSection, Instruction, TableSection,
};
use wasmparser::{FunctionBody, FunctionSectionReader, Operator};

use super::data::{Piece, clear, start_of};
use super::module::{Function, Module};
use super::plan::Plan;
use super::{shared_name, slots};

type Written = std::result::Result<(), Error<Infallible>>;

/// The module without what comes later.
pub(super) fn write(
    module: &Module<'_>,
    plan: &Plan,
    pieces: &[Piece<'_>],
    link: &str,
) -> Result<Vec<u8>> {
    let kept = (0..module.imported).chain(plan.first.iter().copied());
    let places: HashMap<_, _> = kept.zip(0..).collect();
    let empty = module
        .types
        .iter()
        .position(|kind| kind.params().is_empty() && kind.results().is_empty());
    let mut writer = First {
        module,
        plan,
        pieces,
        link,
        missing: places.len() as Function,
        places,
        empty: empty.context("no function is without parameters")? as u32,
        next: module.imported,
        tables: 0,
    };
    let mut out = wasm_encoder::Module::new();
    let parser = wasmparser::Parser::new(0);
    writer
        .parse_core_module(&mut out, parser, module.bytes)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(out.finish())
}

struct First<'a> {
    module: &'a Module<'a>,
    plan: &'a Plan,
    /// The data that come later.
    pieces: &'a [Piece<'a>],
    link: &'a str,
    /// The new indices of the functions that stay.
    places: HashMap<Function, Function>,
    /// The new index of a function that ends the program: it stands in the table for what is not
    /// there yet.
    missing: Function,
    /// The type without parameters and results.
    empty: u32,
    /// The function whose body comes next.
    next: Function,
    /// How many tables have been written.
    tables: u32,
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error<Infallible>> {
        Ok(self.places.get(&function).copied().unwrap_or(self.missing))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Written {
        for &function in &self.plan.first {
            functions.function(self.module.functions[function as usize]);
        }
        functions.function(self.empty);
        Ok(())
    }

    fn parse_table(
        &mut self,
        tables: &mut TableSection,
        mut table: wasmparser::Table<'_>,
    ) -> Written {
        if self.tables == 0 {
            let size = table.ty.initial.max(slots::end(self.module, self.plan));
            table.ty.initial = size;
            table.ty.maximum = table.ty.maximum.map(|maximum| maximum.max(size));
        }
        self.tables += 1;
        utils::parse_table(self, tables, table)
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Written {
        utils::parse_export_section(self, exports, section)?;
        exports.export(self.link, ExportKind::Memory, 0);
        for (kind, count, letter) in [
            (ExportKind::Table, self.module.tables.len(), 't'),
            (ExportKind::Global, self.module.globals.len(), 'g'),
        ] {
            for place in 0..count {
                exports.export(&format!("{letter}{place}"), kind, place as u32);
            }
        }
        for (place, &function) in self.plan.shared.iter().enumerate() {
            let function = self.function_index(function)?;
            exports.export(&shared_name(place), ExportKind::Func, function);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Written {
        utils::parse_code_section(self, code, section)?;
        let mut missing = wasm_encoder::Function::new([]);
        missing.instruction(&Instruction::Unreachable);
        missing.instruction(&Instruction::End);
        code.function(&missing);
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Written {
        let function = self.next;
        self.next += 1;
        if !self.plan.first.contains(&function) {
            return Ok(());
        }
        let mut out = self.new_function_with_parsed_locals(&body)?;
        for operator in body.get_operators_reader()? {
            match operator? {
                // Through the table, where it will stand.
                Operator::Call { function_index } if self.plan.doors.contains(&function_index) => {
                    let slot = slots::of(self.module, self.plan, function_index);
                    out.instruction(&Instruction::I32Const(slot as i32));
                    out.instruction(&Instruction::CallIndirect {
                        type_index: self.module.functions[function_index as usize],
                        table_index: 0,
                    });
                }
                operator => {
                    out.instruction(&self.instruction(operator)?);
                }
            }
        }
        code.function(&out);
        Ok(())
    }

    fn parse_data(&mut self, all: &mut DataSection, data: wasmparser::Data<'_>) -> Written {
        let mut contents = data.data.to_vec();
        if let Ok(start) = start_of(&data) {
            clear(self.pieces, start, &mut contents);
        }
        let cleared = wasmparser::Data {
            data: &contents,
            ..data
        };
        utils::parse_data(self, all, cleared)
    }

    /// Names are for the division, and for nobody else.
    fn parse_custom_section(
        &mut self,
        _: &mut wasm_encoder::Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Written {
        Ok(())
    }
}
