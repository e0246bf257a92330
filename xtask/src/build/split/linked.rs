//! What the linker knows of a module's data: which objects there are, and what refers to which.
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

/// The data of a linked module.
#[derive(Default)]
pub(crate) struct Linked {
    pub(super) objects: Vec<Object>,
    /// The objects that the functions of a name refer to.
    pub(super) used_by: HashMap<String, BTreeSet<Place>>,
}

/// What the linker laid into the memory as one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    /// Its addresses.
    pub(super) at: Range<u32>,
    /// Whether nothing ever writes to it.
    pub(super) constant: bool,
    /// The objects that it refers to.
    pub(super) refers_to: BTreeSet<Place>,
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
    /// The object that a symbol stands for, by the symbol's index.
    symbols: Vec<Option<Place>>,
    linked: Linked,
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
                    let object = self.object(&symbol?)?;
                    self.symbols.push(object);
                }
            }
        }
        for section in std::mem::take(&mut self.relocations) {
            self.take_relocations(&section)?;
        }
        Ok(self.linked)
    }

    fn object(&mut self, symbol: &SymbolInfo<'_>) -> Result<Option<Place>> {
        let SymbolInfo::Data { name, symbol, .. } = symbol else {
            return Ok(None);
        };
        // These stand for objects that have names of their own.
        if name.starts_with("__start_") || name.starts_with("__stop_") {
            bail!("the linker gathers objects as {name}");
        }
        // Those without a size are marks of the linker's, as the end of all data.
        let defined = symbol.filter(|symbol| symbol.size > 0);
        defined.map(|symbol| self.add(symbol)).transpose()
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
            refers_to: BTreeSet::new(),
        });
        Ok(self.linked.objects.len() - 1)
    }

    fn take_relocations(&mut self, section: &RelocSectionReader<'_>) -> Result<()> {
        let start = self.sections.get(section.section_index() as usize);
        let start = *start.context("relocations of no section")?;
        for entry in section.entries() {
            let entry = entry?;
            // The only one whose index is not a symbol's.
            if entry.ty == RelocationType::TypeIndexLeb {
                continue;
            }
            let symbol = self.symbols.get(entry.index as usize);
            if let Some(object) = *symbol.context("a relocation to no symbol")? {
                self.note(start + entry.offset as usize, object)?;
            }
        }
        Ok(())
    }

    /// Notes that what stands at a position in the bytes refers to an object.
    fn note(&mut self, position: usize, object: Place) -> Result<()> {
        let next = self.bodies.partition_point(|body| body.end <= position);
        if self
            .bodies
            .get(next)
            .is_some_and(|body| body.contains(&position))
        {
            let name = self.names.get(&(self.imported + next as u32));
            let name = (*name.context("a function has no name")?).to_owned();
            self.linked.used_by.entry(name).or_default().insert(object);
            return Ok(());
        }
        let mut segments = self.segments.iter();
        let Some(segment) = segments.find(|segment| segment.contents.contains(&position)) else {
            // In a section that is not part of the program.
            return Ok(());
        };
        let address = segment.start + (position - segment.contents.start) as u32;
        let mut objects = self.linked.objects.iter_mut();
        let mut found = false;
        for from in objects.by_ref().filter(|from| from.at.contains(&address)) {
            from.refers_to.insert(object);
            found = true;
        }
        ensure!(found, "something refers to data and is no object");
        Ok(())
    }
}
