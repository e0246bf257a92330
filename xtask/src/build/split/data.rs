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
use super::module::Module;
use super::plan::Plan;

/// In bytes. A smaller piece stays: what says where it belongs would weigh as much.
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
    let mut pieces = Vec::new();
    if linked.objects.is_empty() {
        return Ok(pieces);
    }
    for (start, contents) in segments(module.bytes)? {
        for range in movable(linked, &plan.objects, start, contents.len()) {
            let contents = contents.get(range.clone()).context("cut off")?;
            let at = start + range.start as u32;
            pieces.push(Piece { at, contents });
        }
    }
    pieces.sort_by_key(|piece| piece.at);
    Ok(pieces)
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
