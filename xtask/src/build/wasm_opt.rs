//! Making the module smaller with Binaryen's wasm-opt, from the npm package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::command::{program, run_quietly};
use crate::console::note;
use crate::project::Project;

use super::split::{FIRST, LATER};

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

/// Replaces both files of the folder's module by smaller ones that do the same.
pub(crate) async fn shrink(project: &Project, folder: &Path) -> Result<()> {
    let wasm_opt = project.e2e().join("node_modules/binaryen/bin/wasm-opt");
    if !wasm_opt.exists() {
        note("Without npm there is no wasm-opt: the module works, and is larger.");
        return Ok(());
    }
    let (first, later) = (folder.join(FIRST), folder.join(LATER));
    if later.exists() {
        tokio::try_join!(shrink_file(&wasm_opt, first), shrink_file(&wasm_opt, later))?;
    } else {
        shrink_file(&wasm_opt, first).await?;
    }
    Ok(())
}

async fn shrink_file(wasm_opt: &Path, module: PathBuf) -> Result<()> {
    let smaller = module.with_extension("smaller");
    let mut node = program("node");
    node.arg(wasm_opt).arg(&module).arg("-o").arg(&smaller);
    node.args(PASSES).args(FEATURES);
    match run_quietly(&mut node).await {
        Ok(()) => fs::rename(smaller, module)?,
        Err(error) => note(&format!("The module stays as large as it is: {error:#}")),
    }
    Ok(())
}
