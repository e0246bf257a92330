//! The data in two files, by what a linker leaves in a module.

use wasmparser::{Parser, Payload, Validator};

use super::super::data::start_of;
use super::super::{Linked, parts, read_linked, without_linked};
use super::{FUNCTIONS, OBJECT, SHARED, module_with_data, operators};

const CONSTANTS: i32 = 1024;
const VARIABLES: i32 = 2048;
const CODE: u8 = 7;
const DATA: u8 = 8;

/// The kinds of relocations in data: the address of an object, the place of a function in the table.
const TO_OBJECT: u8 = 5;
const TO_FUNCTION: u8 = 2;
/// The symbol of the function that stands in the table.
const FUNCTION_SYMBOL: u8 = OBJECTS.len() as u8;

/// Objects: name, segment, offset, size.
const OBJECTS: [(&str, u8, u8, u8); 6] = [
    ("used first", 0, 0, 16),
    ("used by that", 0, 16, 16),
    ("used later", 0, 32, 32),
    // The linker lays equal ends of objects into one place.
    ("end of the one before, used first", 0, 48, 16),
    ("variable used later", 1, 0, 16),
    ("used by nobody", 0, 64, 2),
];

/// Which function refers to which object.
const USES: [(usize, u8); 5] = [(0, 0), (1, 3), (2, 2), (3, 1), (4, 4)];

fn contents(length: u8) -> Vec<u8> {
    (1..=length).collect()
}

fn plain() -> Vec<u8> {
    plain_of(&FUNCTIONS)
}

fn plain_of(functions: &[(&str, &[u32])]) -> Vec<u8> {
    let data = [(CONSTANTS, &*contents(66)), (VARIABLES, &*contents(16))];
    module_with_data(functions, &data)
}

/// The module as a linker writes it. The first object refers to the second.
fn linked() -> Vec<u8> {
    linked_of(plain(), &[(TO_OBJECT, 4, 1)])
}

/// What a linker writes with relocations in the first data: their kind, their place and what they
/// refer to.
fn linked_of(mut module: Vec<u8>, in_data: &[(u8, u8, u8)]) -> Vec<u8> {
    let (bodies, data) = positions(&module);
    push_custom(&mut module, "linking", &linking());
    let uses = USES.map(|(function, object)| (4, bodies[function], object));
    push_custom(&mut module, "reloc.CODE", &relocations(CODE, &uses));
    let mut entries = in_data.to_vec();
    for (_, place, _) in &mut entries {
        *place += data;
    }
    push_custom(&mut module, "reloc.DATA", &relocations(DATA, &entries));
    module
}

/// Where the functions' bodies begin within their section, and the first data within theirs.
fn positions(module: &[u8]) -> (Vec<u8>, u8) {
    let (mut code, mut bodies, mut data) = (0, Vec::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::CodeSectionStart { range, .. } => code = range.start,
            Payload::CodeSectionEntry(body) => bodies.push((body.range().start - code) as u8),
            Payload::DataSection(section) => {
                let first = section.clone().into_iter().next().unwrap().unwrap();
                data = (first.range.end - first.data.len() - section.range().start) as u8;
            }
            _ => {}
        }
    }
    (bodies, data)
}

/// All numbers here are small: one byte each.
fn linking() -> Vec<u8> {
    let mut segments = vec![2];
    for name in [".rodata", ".data"] {
        push_text(&mut segments, name);
        segments.extend([0, 0]);
    }
    let mut symbols = vec![OBJECTS.len() as u8 + 1];
    for (name, segment, offset, size) in OBJECTS {
        symbols.extend([1, 0]);
        push_text(&mut symbols, name);
        symbols.extend([segment, offset, size]);
    }
    // The function that stands in the table.
    symbols.extend([0, 0, OBJECT as u8]);
    push_text(&mut symbols, "in the table");
    let mut linking = vec![2];
    for (kind, part) in [(8, symbols), (5, segments)] {
        linking.push(kind);
        push_number(&mut linking, part.len());
        linking.extend(part);
    }
    linking
}

fn relocations(section: u8, entries: &[(u8, u8, u8)]) -> Vec<u8> {
    let mut out = vec![section, entries.len() as u8];
    for (kind, position, symbol) in entries {
        out.extend([*kind, *position, *symbol]);
        if *kind != TO_FUNCTION {
            out.push(0);
        }
    }
    out
}

fn push_custom(module: &mut Vec<u8>, name: &str, contents: &[u8]) {
    let mut section = Vec::new();
    push_text(&mut section, name);
    section.extend(contents);
    module.push(0);
    push_number(module, section.len());
    module.extend(section);
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len());
    out.extend(text.bytes());
}

fn push_number(out: &mut Vec<u8>, number: usize) {
    if number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
    }
    out.push(if number >= 0x80 { number >> 7 } else { number } as u8);
}

fn data(module: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::DataSection(section) = payload.unwrap() {
            all.extend(section.into_iter().map(|data| {
                let data = data.unwrap();
                (start_of(&data).unwrap(), data.data.to_vec())
            }));
        }
    }
    all
}

#[test]
fn only_constants_that_only_later_functions_reach_come_later() {
    let linked = read_linked(&linked()).unwrap().unwrap();
    let parts = parts(&plain(), &linked).unwrap();
    Validator::new().validate_all(&parts.first).unwrap();
    Validator::new().validate_all(&parts.later).unwrap();
    // The later object, up to where it is the end of another.
    let moved = 32..48;
    let mut kept = contents(66);
    kept[moved.clone()].fill(0);
    assert_eq!(data(&parts.first), [(1024, kept), (2048, contents(16))]);
    assert_eq!(
        data(&parts.later),
        [(1024 + 32, contents(66)[moved].to_vec())]
    );
}

#[test]
fn a_function_in_the_table_is_where_they_are_who_have_its_place() {
    let mut functions = FUNCTIONS;
    functions[3].0 = "core::object";
    let module = plain_of(&functions);
    let is_first = |linked: &Linked| {
        let parts = parts(&module, linked).unwrap();
        operators(&parts.first).len() == 5
    };
    let with = |in_data: &[_]| {
        read_linked(&linked_of(module.clone(), in_data))
            .unwrap()
            .unwrap()
    };
    // In an object of the beginning, in one of what comes later, and who knows where.
    assert!(is_first(&with(&[(TO_FUNCTION, 4, FUNCTION_SYMBOL)])));
    assert!(!is_first(&with(&[(TO_FUNCTION, 36, FUNCTION_SYMBOL)])));
    assert!(is_first(&Linked::default()));
}

#[test]
fn a_function_that_the_linker_does_not_know_keeps_what_its_code_may_mean() {
    let mut functions = FUNCTIONS;
    functions[0] = ("made by wasm-bindgen", &[SHARED, 3, 1024 + 33]);
    let contents = contents(66);
    let module = module_with_data(&functions, &[(CONSTANTS, &contents)]);
    let linked = read_linked(&linked()).unwrap().unwrap();
    let parts = parts(&module, &linked).unwrap();
    // What `mount` and what it refers to: nothing of the first part has its name.
    assert_eq!(data(&parts.later), [(1024, contents[..32].to_vec())]);
}

#[test]
fn without_what_a_linker_left_all_data_are_in_the_first_part() {
    assert!(read_linked(&plain()).unwrap().is_none());
    let parts = parts(&plain(), &Linked::default()).unwrap();
    assert_eq!(data(&parts.first), data(&plain()));
    assert_eq!(data(&parts.later), []);
}

#[test]
fn what_the_linker_left_can_be_taken_out() {
    assert_eq!(without_linked(&linked()).unwrap(), plain());
    assert_eq!(without_linked(&plain()).unwrap(), plain());
    assert!(without_linked(b"no module").is_err());
}
