//! Making the module smaller with Binaryen's wasm-opt, from the npm package.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{program, run_quietly};
use crate::console::note;
use crate::project::Project;

/// Named one by one: with all features on, wasm-opt writes a module that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What counts is the weight after brotli: inlining, folding and common subexpressions make the
/// module shorter and less repetitive, and with that some 5 % heavier.
const PASSES: [&str; 7] = [
    "-Oz",
    "-Oz",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=code-folding",
    "--skip-pass=local-cse",
    "--strip-debug",
    "--strip-producers",
];

/// Replaces the folder's module by a smaller one that does the same.
pub(crate) async fn shrink(project: &Project, folder: &Path) -> Result<()> {
    let wasm_opt = project.e2e().join("node_modules/binaryen/bin/wasm-opt");
    if !wasm_opt.exists() {
        note("Without npm there is no wasm-opt: the module works, and is larger.");
        return Ok(());
    }
    let module = folder.join("snowline_bg.wasm");
    let smaller = folder.join("snowline_bg.wasm.smaller");
    let mut node = program("node");
    node.arg(wasm_opt).arg(&module).arg("-o").arg(&smaller);
    node.args(PASSES).args(FEATURES);
    match run_quietly(&mut node).await {
        Ok(()) => fs::rename(smaller, module)?,
        Err(error) => note(&format!("The module stays as large as it is: {error:#}")),
    }
    Ok(())
}
