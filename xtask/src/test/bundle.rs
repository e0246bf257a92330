//! The static bundle: builds, is complete, and is within its budget.

use anyhow::Result;

use super::Counts;
use crate::build::{self, sizes};
use crate::project::Project;

/// What `cargo xtask build` is documented to write, at least.
const DOCUMENTED: [&str; 16] = [
    "snowline.js",
    "snowline_bg.wasm",
    "snowline_later.wasm",
    "snowline.d.ts",
    "snowline.css",
    "snowline.later.css",
    "index.html",
    "boot.js",
    "oauth-callback.html",
    "oauth-callback.js",
    "config.json",
    "messages/en.json",
    "messages/ko.json",
    "messages/sv.json",
    "messages/zh-Hans.json",
    "demo/secure-score.json",
];

/// Builds the bundle; completeness and weight count as a check each.
pub(crate) async fn check(project: &Project) -> Result<Counts> {
    build::bundle(project).await?;
    let dist = project.dist();
    let missing: Vec<_> = DOCUMENTED
        .into_iter()
        .filter(|file| !dist.join(file).is_file())
        .collect();
    if !missing.is_empty() {
        eprintln!("missing in dist/: {}", missing.join(", "));
    }
    let sizes = sizes::measure(&dist)?;
    println!("\n{sizes}");
    Ok([Counts::one(missing.is_empty()), Counts::one(sizes.fit())]
        .into_iter()
        .sum())
}
