//! What the linker knows of a module: which objects there are, and what refers to which.
//!
//! Told to (`--emit-relocs`), it leaves its symbols and relocations in the module, in the sections
//! `linking` and `reloc.*` of the
//! [tool conventions](https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md).

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    DefinedDataSymbol, KnownCustom, Linking, LinkingSectionReader, Name, NameSectionReader, Parser,
    Payload, RelocSectionReader, RelocationType, SymbolInfo, TypeRef,
};

use super::data::start_of;

/// What the name of a segment begins with that nothing ever writes to.
const CONSTANT: &str = ".rodata";

/// How many bytes stand before a module's first section.
const HEADER: usize = 8;

/// Where an object is in [`Linked::objects`].
pub(super) type Place = usize;

/// A linked module.
#[derive(Default)]
pub(crate) struct Linked {
    pub(super) objects: Vec<Object>,
    /// What the functions of a name refer to, by the names of all functions.
    pub(super) functions: HashMap<String, References>,
}

/// What a function or an object refers to; not what a function calls by its name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct References {
    pub(super) objects: BTreeSet<Place>,
    /// The functions whose places in the table it has, by their names.
    pub(super) functions: BTreeSet<String>,
}

/// What the linker laid into the memory as one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    /// Its addresses.
    pub(super) at: Range<u32>,
    /// Whether nothing ever writes to it.
    pub(super) constant: bool,
    pub(super) refers_to: References,
}

/// Reads what the linker left in a module; `None` where it left nothing.
///
/// # Errors
/// The bytes are no module, or one with data or names that are not what they are relied upon to be.
pub(crate) fn read(bytes: &[u8]) -> Result<Option<Linked>> {
    let mut reader = Reader::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((_, range)) = payload.as_section() {
            reader.sections.push(range.start);
        }
        reader.take(payload)?;
    }
    match reader.linking.take() {
        Some(linking) if !reader.relocations.is_empty() => reader.finish(&linking).map(Some),
        _ => Ok(None),
    }
}

/// A module without what the linker left, which is of no use when the functions have moved.
pub(crate) fn without(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut kept = bytes.get(..HEADER).context("no module")?.to_vec();
    let mut end = HEADER;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        let Some((_, contents)) = payload.as_section() else {
            continue;
        };
        // With its kind and its length, which stand before its contents.
        let section = bytes.get(end..contents.end).context("cut off")?;
        end = contents.end;
        let is_of_linker = matches!(&payload, Payload::CustomSection(custom)
            if custom.name() == "linking" || custom.name().starts_with("reloc."));
        if !is_of_linker {
            kept.extend_from_slice(section);
        }
    }
    Ok(kept)
}

impl Linked {
    /// The objects at an address.
    pub(super) fn at(&self, address: u32) -> impl Iterator<Item = Place> {
        let objects = self.objects.iter().enumerate();
        objects
            .filter(move |(_, object)| object.at.contains(&address))
            .map(|(place, _)| place)
    }
}

#[derive(Default)]
struct Reader<'a> {
    /// Where the sections begin in the bytes.
    sections: Vec<usize>,
    imported: u32,
    /// Where the functions' bodies are in the bytes, in order.
    bodies: Vec<Range<usize>>,
    names: HashMap<u32, &'a str>,
    segments: Vec<Segment>,
    linking: Option<LinkingSectionReader<'a>>,
    relocations: Vec<RelocSectionReader<'a>>,
    /// What the symbols stand for.
    symbols: Vec<Symbol>,
    linked: Linked,
}

/// What a symbol stands for.
#[derive(Clone, Copy)]
enum Symbol {
    Object(Place),
    Function(u32),
    Other,
}

/// A part of the memory that is filled from the beginning.
struct Segment {
    /// Its address.
    start: u32,
    /// Where its contents are in the bytes.
    contents: Range<usize>,
    constant: bool,
}

impl<'a> Reader<'a> {
    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    self.segments.push(Segment {
                        start: start_of(&data)?,
                        contents: data.range.end - data.data.len()..data.range.end,
                        constant: false,
                    });
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(names) => self.take_names(names)?,
                KnownCustom::Linking(section) => self.linking = Some(section),
                KnownCustom::Reloc(section) => self.relocations.push(section),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: NameSectionReader<'a>) -> Result<()> {
        for name in names {
            if let Name::Function(names) = name? {
                for name in names {
                    let name = name?;
                    self.names.insert(name.index, name.name);
                }
            }
        }
        Ok(())
    }

    fn finish(mut self, linking: &LinkingSectionReader<'a>) -> Result<Linked> {
        for part in linking.subsections() {
            if let Linking::SegmentInfo(infos) = part? {
                for (segment, info) in self.segments.iter_mut().zip(infos) {
                    segment.constant = info?.name.starts_with(CONSTANT);
                }
            }
        }
        for part in linking.subsections() {
            if let Linking::SymbolTable(symbols) = part? {
                for symbol in symbols {
                    let symbol = self.symbol(&symbol?)?;
                    self.symbols.push(symbol);
                }
            }
        }
        for name in self.names.values() {
            let functions = &mut self.linked.functions;
            functions.insert((*name).to_owned(), References::default());
        }
        for section in std::mem::take(&mut self.relocations) {
            self.take_relocations(&section)?;
        }
        Ok(self.linked)
    }

    fn symbol(&mut self, symbol: &SymbolInfo<'_>) -> Result<Symbol> {
        let (name, symbol) = match symbol {
            SymbolInfo::Func { index, .. } => return Ok(Symbol::Function(*index)),
            SymbolInfo::Data { name, symbol, .. } => (name, symbol),
            _ => return Ok(Symbol::Other),
        };
        // These stand for objects that have names of their own.
        if name.starts_with("__start_") || name.starts_with("__stop_") {
            bail!("the linker gathers objects as {name}");
        }
        // Those without a size are marks of the linker's, as the end of all data.
        match symbol.filter(|symbol| symbol.size > 0) {
            Some(symbol) => Ok(Symbol::Object(self.add(symbol)?)),
            None => Ok(Symbol::Other),
        }
    }

    fn add(&mut self, symbol: DefinedDataSymbol) -> Result<Place> {
        let segment = self.segments.get(symbol.index as usize);
        let segment = segment.context("an object is in no segment")?;
        let start = segment.start + symbol.offset;
        let end = start + symbol.size;
        let room = segment.start as usize + segment.contents.len();
        ensure!(end as usize <= room, "an object is beyond its segment");
        self.linked.objects.push(Object {
            at: start..end,
            constant: segment.constant,
            refers_to: References::default(),
        });
        Ok(self.linked.objects.len() - 1)
    }

    fn take_relocations(&mut self, section: &RelocSectionReader<'_>) -> Result<()> {
        let start = self.sections.get(section.section_index() as usize);
        let start = *start.context("relocations of no section")?;
        for entry in section.entries() {
            let entry = entry?;
            // The only one whose index is not a symbol's; and calls, which the code shows.
            let is_call = entry.ty == RelocationType::FunctionIndexLeb;
            if is_call || entry.ty == RelocationType::TypeIndexLeb {
                continue;
            }
            let symbol = self.symbols.get(entry.index as usize);
            let symbol = *symbol.context("a relocation to no symbol")?;
            self.note(start + entry.offset as usize, symbol)?;
        }
        Ok(())
    }

    /// Notes that what stands at a position in the bytes refers to something.
    fn note(&mut self, position: usize, symbol: Symbol) -> Result<()> {
        let name = match symbol {
            Symbol::Function(index) => self.name(index)?,
            Symbol::Object(_) => "",
            Symbol::Other => return Ok(()),
        };
        let note = |references: &mut References| {
            if let Symbol::Object(object) = symbol {
                references.objects.insert(object);
            } else {
                references.functions.insert(name.to_owned());
            }
        };
        let next = self.bodies.partition_point(|body| body.end <= position);
        let body = self.bodies.get(next);
        if body.is_some_and(|body| body.contains(&position)) {
            let function = self.name(self.imported + next as u32)?;
            note(
                self.linked
                    .functions
                    .entry(function.to_owned())
                    .or_default(),
            );
            return Ok(());
        }
        let mut segments = self.segments.iter();
        let Some(segment) = segments.find(|segment| segment.contents.contains(&position)) else {
            // In a section that is not part of the program.
            return Ok(());
        };
        let address = segment.start + (position - segment.contents.start) as u32;
        let objects = self.linked.objects.iter_mut();
        let mut found = false;
        for object in objects.filter(|object| object.at.contains(&address)) {
            note(&mut object.refers_to);
            found = true;
        }
        ensure!(found, "something refers to data and is no object");
        Ok(())
    }

    fn name(&self, function: u32) -> Result<&'a str> {
        let name = self.names.get(&function).copied();
        name.context("a function has no name")
    }
}
