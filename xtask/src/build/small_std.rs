//! A standard library that weighs less: built with the module, for size, and ending at once where
//! it would otherwise first describe a panic to nobody.
//!
//! Without it the module is a quarter heavier and does the same. The switches are Rust's unstable
//! ones, which a stable compiler takes when it is told to (`RUSTC_BOOTSTRAP`); a compiler that
//! does not know them any more leads back to the ordinary build.

use tokio::process::Command;

use crate::command::succeeds;
use crate::console::note;
use crate::project::Project;
use crate::toolchain;

/// No places and no texts of panics in the module, and no code that would format them.
const FLAGS: [&str; 7] = [
    "-Zunstable-options",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Cpanic=immediate-abort",
    // For the division of the module: names with types in them, and each function under its own;
    // wasm-opt merges those that are the same, afterwards.
    "-Csymbol-mangling-version=v0",
    "-Zmerge-functions=disabled",
    // And what refers to which data.
    "-Clink-arg=--emit-relocs",
];

/// Makes `build` build the small standard library; `false` if this Rust cannot.
pub(crate) async fn add_to(project: &Project, build: &mut Command) -> bool {
    if !is_possible(project).await {
        note("This Rust cannot build its standard library for size: the module will be larger.");
        return false;
    }
    build
        .arg("-Zbuild-std=std,panic_abort")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"));
    true
}

async fn is_possible(project: &Project) -> bool {
    let mut rustc = toolchain::rustc(project);
    rustc
        .args(FLAGS)
        .args(["--print", "cfg", "--target", crate::project::WASM])
        .env("RUSTC_BOOTSTRAP", "1");
    succeeds(&mut rustc).await && toolchain::add_sources(project).await.is_ok()
}
