//! A compiled module, read as far as splitting it needs.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    Element, ElementItems, ElementKind, ExternalKind, FuncType, FunctionBody, KnownCustom, Name,
    NameSectionReader, Operator, Parser, Payload, TableType, TypeRef,
};

/// A function's index.
pub(super) type Function = u32;

/// A compiled module.
#[derive(Default)]
pub(super) struct Module<'a> {
    /// All of it.
    pub(super) bytes: &'a [u8],
    pub(super) types: Vec<FuncType>,
    /// Where the section with the types is in the bytes.
    pub(super) types_at: Range<usize>,
    /// The types of the functions that it imports, which come first, and of its own.
    pub(super) functions: Vec<u32>,
    pub(super) imported: Function,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    /// The functions' names: their paths in Rust, with their types.
    pub(super) names: HashMap<Function, String>,
    /// Their names as the linker knows them.
    pub(super) symbols: HashMap<Function, &'a str>,
    pub(super) exported: Vec<Function>,
    pub(super) tables: Vec<TableType>,
    pub(super) globals: Vec<wasmparser::GlobalType>,
    pub(super) memories: Vec<wasmparser::MemoryType>,
    /// What stands in the table of functions, which indirect calls go through.
    pub(super) slots: HashMap<Function, u32>,
}

impl<'a> Module<'a> {
    /// Reads a module.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self {
            bytes,
            ..Self::default()
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                self.types_at = section.range();
                for kind in section.into_iter_err_on_gc_types() {
                    self.types.push(kind?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(kind) => {
                            self.functions.push(kind);
                            self.imported += 1;
                        }
                        _ => bail!("the module imports something else than functions"),
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section {
                    self.functions.push(kind?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exported.push(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.exported.push(func),
            Payload::ElementSection(section) => {
                for element in section {
                    self.take_element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.take_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_element(&mut self, element: Element<'a>) -> Result<()> {
        let ElementItems::Functions(functions) = element.items else {
            bail!("a table is filled by expressions");
        };
        let ElementKind::Active {
            table_index,
            offset_expr,
        } = element.kind
        else {
            bail!("a table is filled later");
        };
        if table_index.unwrap_or(0) != 0 {
            bail!("functions stand in more than one table");
        }
        let mut offset = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = offset.read()? else {
            bail!("the place of the functions in their table is computed");
        };
        let start = u32::try_from(value).context("the table begins before zero")?;
        for (slot, function) in (start..).zip(functions) {
            self.slots.insert(function?, slot);
        }
        Ok(())
    }

    fn take_names(&mut self, names: NameSectionReader<'a>) -> Result<()> {
        for name in names {
            if let Name::Function(names) = name? {
                for name in names {
                    let name = name?;
                    self.names.insert(name.index, readable(name.name));
                    self.symbols.insert(name.index, name.name);
                }
            }
        }
        Ok(())
    }

    /// The functions that are the module's own.
    pub(super) fn own(&self) -> Range<Function> {
        let end = self.imported as usize + self.bodies.len();
        self.imported..end as Function
    }

    /// The body of a function of its own.
    pub(super) fn body(&self, function: Function) -> Option<&FunctionBody<'a>> {
        let place = function.checked_sub(self.imported)?;
        self.bodies.get(place as usize)
    }

    /// A function's name as the linker knows it.
    pub(super) fn symbol(&self, function: Function) -> &'a str {
        self.symbols.get(&function).copied().unwrap_or_default()
    }

    /// A function's name: its path in Rust, with its types.
    pub(super) fn name(&self, function: Function) -> &str {
        self.names.get(&function).map_or("", String::as_str)
    }
}

/// A name without the numbers that tell two versions of a crate apart: `a[1f2e]::b` is `a::b`.
fn readable(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let mut out = String::with_capacity(name.len());
    let mut rest = name.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((hash, tail)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => rest = tail,
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_name_is_its_path() {
        for (name, path) in [
            ("snowline[1f2e3d]::pages::home", "snowline::pages::home"),
            (
                "<a[0]::B as c[11]::D>::e::{closure#0}",
                "<a::B as c::D>::e::{closure#0}",
            ),
            ("f::<[u8]>", "f::<[u8]>"),
            ("_RNvC8snowline5mount", "snowline::mount"),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(readable(name), path);
        }
    }
}
