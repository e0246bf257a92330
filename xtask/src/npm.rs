//! The one npm package of the project: e2e/, with Playwright, axe and wasm-opt.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{program, run_quietly, succeeds};
use crate::project::Project;

/// How npm is called here.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Whether there is an npm on this machine.
pub(crate) async fn is_there() -> bool {
    succeeds(program(NPM).arg("--version")).await
        && succeeds(program("node").arg("--version")).await
}

/// Installs exactly what package-lock.json names, unless that has been done.
pub(crate) async fn install(project: &Project) -> Result<()> {
    let e2e = project.e2e();
    let lock = e2e.join("package-lock.json");
    // npm's own copy of the lock file differs from the original, so it cannot be compared.
    let installed = e2e.join("node_modules").join(".installed-lock.json");
    if same_contents(&lock, &installed) {
        return Ok(());
    }
    // No package here needs a script to be run, so none is.
    let mut npm = program(NPM);
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run_quietly(npm.current_dir(&e2e)).await?;
    fs::copy(lock, installed)?;
    Ok(())
}

fn same_contents(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}
