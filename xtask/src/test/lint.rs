//! Formatting and lints, each a check that passes or fails.

use anyhow::Result;
use tokio::process::Command;

use super::Counts;
use crate::command::{cargo, run};
use crate::project::{Project, WASM};

/// Whether the code is formatted.
pub(crate) async fn formatting(project: &Project) -> Result<Counts> {
    Ok(check(cargo(&project.root).args(["fmt", "--all", "--check"])).await)
}

/// Whether clippy and the compiler have nothing to say, natively and for the browser.
pub(crate) async fn lints(project: &Project) -> Result<Counts> {
    let mut native = cargo(&project.root);
    native.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]);
    let mut browser = cargo(&project.root);
    browser.args([
        "clippy",
        "--package",
        "snowline",
        "--all-targets",
        "--target",
        WASM,
    ]);
    browser.args(["--", "--deny", "warnings"]);
    Ok([check(&mut native).await, check(&mut browser).await]
        .into_iter()
        .sum())
}

async fn check(command: &mut Command) -> Counts {
    let result = run(command).await;
    if let Err(error) = &result {
        eprintln!("{error:#}");
    }
    Counts::one(result.is_ok())
}
