//! What is needed of Rust beyond cargo itself.

use std::path::Path;

use anyhow::{Result, bail};
use tokio::process::Command;

use crate::command::{cargo, program, read, run, succeeds};
use crate::console::note;
use crate::project::{Project, WASM};

/// Makes sure that code can be built for the browser.
pub(crate) async fn add_wasm_target(project: &Project) -> Result<()> {
    let mut rustc = rustc(project);
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let installed = read(&mut rustc)
        .await
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir());
    if installed {
        return Ok(());
    }
    note(&format!("Adding the target {WASM} (some seconds) ..."));
    rustup(project, &["target", "add", WASM]).await
}

/// Makes sure that formatting and lints can be checked: a minimal installation lacks both.
pub(crate) async fn add_components(project: &Project) -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo(&project.root).args([command, "--version"])).await {
            note(&format!("Adding {component} ..."));
            rustup(project, &["component", "add", component]).await?;
        }
    }
    Ok(())
}

/// Makes sure that the standard library's own sources are there.
pub(crate) async fn add_sources(project: &Project) -> Result<()> {
    let sysroot = read(rustc(project).args(["--print", "sysroot"])).await?;
    let sources = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if sources.is_dir() {
        return Ok(());
    }
    note("Adding the standard library's sources (some seconds) ...");
    rustup(project, &["component", "add", "rust-src"]).await
}

/// The compiler that cargo uses in the project's folder.
pub(crate) fn rustc(project: &Project) -> Command {
    let mut rustc = program("rustc");
    rustc.current_dir(&project.root);
    rustc
}

async fn rustup(project: &Project, args: &[&str]) -> Result<()> {
    if !succeeds(program("rustup").arg("--version")).await {
        bail!(
            "this Rust was not installed by rustup, so it has to be completed by hand: \
             what is missing is what `rustup {}` would add",
            args.join(" ")
        );
    }
    run(program("rustup").args(args).current_dir(&project.root)).await
}
