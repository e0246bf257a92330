//! What is needed of Rust beyond cargo itself.

use anyhow::{Result, bail};

use crate::command::{cargo, program, read, run, succeeds};
use crate::console::note;
use crate::project::{Project, WASM};

/// Makes sure that code can be built for the browser.
pub(crate) async fn add_wasm_target(project: &Project) -> Result<()> {
    let mut rustc = program("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    rustc.current_dir(&project.root);
    let installed = read(&mut rustc)
        .await
        .is_ok_and(|folder| std::path::Path::new(folder.trim()).is_dir());
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
