use std::path::Path;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, MemorySection,
    MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType, TypeSection,
};
use wasmparser::{Operator, Parser, Payload, Validator};

use super::{Linked, OF_LATER, link, parts};

const IMPORTED: u32 = 0;
const SHARED: u32 = 2;
const OBJECT: u32 = 4;
/// What a function names from here on is no function but an address.
const ADDRESSES: u32 = 1024;

/// A module of the functions, by name and by what each calls; the first is exported, and the
/// table holds the objects.
fn module(functions: &[(&str, &[u32])]) -> Vec<u8> {
    module_with_data(functions, &[])
}

/// The same, with data at addresses.
fn module_with_data(functions: &[(&str, &[u32])], data: &[(i32, &[u8])]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("./snowline_bg.js", "log", EntityType::Function(0));
    let mut list = FunctionSection::new();
    let mut code = CodeSection::new();
    let mut names = NameMap::new();
    for (place, (name, calls)) in functions.iter().enumerate() {
        list.function(0);
        names.append(place as u32 + 1, name);
        let mut body = Function::new([]);
        for &call in *calls {
            if call < ADDRESSES {
                body.instruction(&Instruction::Call(call));
            } else {
                body.instruction(&Instruction::I32Const(call as i32));
                body.instruction(&Instruction::Drop);
            }
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 2,
        maximum: Some(2),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("start", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    let objects = Elements::Functions(vec![OBJECT].into());
    elements.active(None, &ConstExpr::i32_const(1), objects);
    let mut all_data = DataSection::new();
    for (address, contents) in data {
        let place = ConstExpr::i32_const(*address);
        all_data.active(0, &place, contents.iter().copied());
    }
    let mut all_names = NameSection::new();
    all_names.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&list);
    module.section(&tables).section(&memories).section(&exports);
    module.section(&elements).section(&code);
    module.section(&all_data).section(&all_names);
    module.finish()
}

const FUNCTIONS: [(&str, &[u32]); 6] = [
    ("snowline::mount", &[SHARED, 3]),
    ("core::shared", &[]),
    ("snowline::later::doors::page", &[IMPORTED, SHARED, 5]),
    (
        "<snowline::task_dialog::View as snowline::part::Part>::draw",
        &[5],
    ),
    ("core::helper", &[]),
    ("core::nobody", &[]),
];

/// The beginning calls what both need, and a door; behind it are an import, what both need, and
/// what only the door needs. An object of a later page stands in the table.
fn example() -> Vec<u8> {
    module(&FUNCTIONS)
}

fn operators(module: &[u8]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CodeSectionEntry(body) = payload.unwrap() {
            let operators = body.get_operators_reader().unwrap().into_iter();
            all.push(
                operators
                    .map(|operator| match operator.unwrap() {
                        Operator::Call { function_index } => format!("call {function_index}"),
                        Operator::CallIndirect { .. } => "call_indirect".to_owned(),
                        Operator::I32Const { value } => format!("const {value}"),
                        Operator::Unreachable => "unreachable".to_owned(),
                        Operator::End => "end".to_owned(),
                        other => format!("{other:?}"),
                    })
                    .collect(),
            );
        }
    }
    all
}

#[test]
fn both_parts_are_modules() {
    let parts = parts(&example(), &Linked::default()).unwrap();
    Validator::new().validate_all(&parts.first).unwrap();
    Validator::new().validate_all(&parts.later).unwrap();
}

#[test]
fn a_call_through_a_door_goes_by_the_table() {
    let parts = parts(&example(), &Linked::default()).unwrap();
    assert_eq!(
        operators(&parts.first),
        [
            // `mount`: the door stands behind everything that the table held.
            vec!["call 2", "const 2", "call_indirect", "end"],
            // `shared`
            vec!["end"],
            // What stands in the table for what is not there.
            vec!["unreachable", "end"],
        ]
    );
    assert_eq!(
        operators(&parts.later),
        [
            // The door; its functions begin behind the two that it takes from the first part.
            vec!["call 0", "call 1", "call 4", "end"],
            // The object.
            vec!["call 4", "end"],
            // `helper`, and what nothing calls.
            vec!["end"],
            vec!["end"],
        ]
    );
}

#[test]
fn what_the_beginning_calls_is_there_whatever_its_name() {
    let bytes = module(&[
        ("snowline::mount", &[2, 3]),
        (
            "core::ptr::drop_in_place::<snowline::task_dialog::Opening>",
            &[],
        ),
        ("snowline::later::doors::page", &[2]),
        ("snowline::task_dialog::object", &[]),
    ]);
    let parts = parts(&bytes, &Linked::default()).unwrap();
    assert_eq!(operators(&parts.first).len(), 3);
    assert_eq!(operators(&parts.later).len(), 2);
}

#[test]
fn a_part_of_another_build_is_refused() {
    let (one, mut other) = (example(), example());
    assert_eq!(link(&one), link(&one));
    *other.last_mut().unwrap() ^= 1;
    assert_ne!(link(&one), link(&other));
}

#[test]
fn a_module_without_doors_is_not_divided() {
    let bytes = module(&[("a", &[]), ("b", &[]), ("c", &[]), ("d", &[])]);
    assert!(parts(&bytes, &Linked::default()).is_err());
    assert!(parts(b"no module", &Linked::default()).is_err());
}

/// A module that was renamed would go to the first part without a word.
#[test]
fn every_module_in_the_list_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let missing = OF_LATER.iter().filter(|path| {
        let (folder, path) = match path.split_once("::") {
            Some(("snowline", path)) => ("src", path),
            Some(("snowline_core", path)) => ("crates/core/src", path),
            // A function of a type: no file has its name.
            _ => return false,
        };
        let file = root.join(folder).join(path.replace("::", "/"));
        !file.with_extension("rs").exists() && !file.join("mod.rs").exists()
    });
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

mod data;
