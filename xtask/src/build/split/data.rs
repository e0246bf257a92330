//! Which data come later: the constants that only what comes later refers to.
//!
//! They keep their addresses. The first part has zeros there, which wasm-opt leaves out, and the
//! other brings them when it is joined, before any of its functions runs. Only what nothing ever
//! writes to is moved: bringing it twice, as two mounts that load at the same time do, changes
//! nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{Data, DataKind, Operator, Parser, Payload};

use super::linked::{Linked, Place};
use super::module::{Function, Module};
use super::plan::Plan;

/// A smaller piece stays: what says where it belongs would weigh as much.
const WORTH_MOVING: usize = 12;

/// A constant that comes later: its address and its contents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) at: u32,
    pub(super) contents: &'a [u8],
}

/// The pieces that come later, in the order of their addresses.
pub(super) fn later<'a>(
    module: &Module<'a>,
    plan: &Plan,
    linked: &Linked,
) -> Result<Vec<Piece<'a>>> {
    let mut used = BTreeSet::new();
    for &function in &plan.first {
        if let Some(objects) = linked.used_by.get(module.symbol(function)) {
            used.extend(objects);
        }
        // What wasm-bindgen wrote has no name that the linker knows.
        for address in constants(module, function)? {
            used.extend(linked.at(address));
        }
    }
    let needed = with_what_they_refer_to(linked, used);
    let mut pieces = Vec::new();
    for (start, contents) in segments(module.bytes)? {
        for range in movable(linked, &needed, start, contents.len()) {
            let contents = contents.get(range.clone()).context("cut off")?;
            let at = start + range.start as u32;
            pieces.push(Piece { at, contents });
        }
    }
    pieces.sort_by_key(|piece| piece.at);
    Ok(pieces)
}

fn with_what_they_refer_to(linked: &Linked, roots: BTreeSet<Place>) -> BTreeSet<Place> {
    let mut all = BTreeSet::new();
    let mut next: Vec<_> = roots.into_iter().collect();
    while let Some(place) = next.pop() {
        if all.insert(place)
            && let Some(object) = linked.objects.get(place)
        {
            next.extend(&object.refers_to);
        }
    }
    all
}

/// Which bytes of a segment belong to constants that are not needed, and to nothing else.
fn movable(
    linked: &Linked,
    needed: &BTreeSet<Place>,
    start: u32,
    length: usize,
) -> Vec<Range<usize>> {
    let mut moves = vec![false; length];
    let is_moved = |place: Place, constant: bool| constant && !needed.contains(&place);
    for moved in [true, false] {
        for (place, object) in linked.objects.iter().enumerate() {
            if is_moved(place, object.constant) == moved {
                let within = |address: u32| (address.saturating_sub(start) as usize).min(length);
                let range = within(object.at.start)..within(object.at.end);
                if let Some(bytes) = moves.get_mut(range) {
                    bytes.fill(moved);
                }
            }
        }
    }
    let mut ranges = Vec::new();
    let mut at = 0;
    for run in moves.chunk_by(|one, next| one == next) {
        if run.first() == Some(&true) && run.len() >= WORTH_MOVING {
            ranges.push(at..at + run.len());
        }
        at += run.len();
    }
    ranges
}

/// The numbers in a function's code that may be addresses.
fn constants(module: &Module<'_>, function: Function) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    if let Some(body) = module.body(function) {
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::I32Const { value } => found.push(value as u32),
                Operator::MemoryInit { .. } | Operator::DataDrop { .. } => {
                    bail!("{} uses data in a new way", module.name(function));
                }
                _ => {}
            }
        }
    }
    Ok(found)
}

fn segments(bytes: &[u8]) -> Result<Vec<(u32, &[u8])>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::DataSection(section) = payload? {
            for data in section {
                let data = data?;
                segments.push((start_of(&data)?, data.data));
            }
        }
    }
    Ok(segments)
}

/// The address that data are laid to.
pub(super) fn start_of(data: &Data<'_>) -> Result<u32> {
    let DataKind::Active {
        memory_index: 0,
        offset_expr,
    } = &data.kind
    else {
        bail!("data are laid into the memory later");
    };
    let mut offset = offset_expr.get_operators_reader();
    let Operator::I32Const { value } = offset.read()? else {
        bail!("the place of data is computed");
    };
    ensure!(
        matches!(offset.read()?, Operator::End),
        "the place of data is computed"
    );
    Ok(value as u32)
}

/// Overwrites with zeros what comes later of a segment that begins at an address.
pub(super) fn clear(pieces: &[Piece<'_>], start: u32, contents: &mut [u8]) {
    for piece in pieces {
        let from = piece.at.checked_sub(start).map(|from| from as usize);
        let range = from.and_then(|from| contents.get_mut(from..from + piece.contents.len()));
        if let Some(range) = range {
            range.fill(0);
        }
    }
}
