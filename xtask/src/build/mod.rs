//! The static bundle: `dist/`.

mod assets;
mod bindings;
mod index;
mod short_names;
pub(crate) mod sizes;
mod small_std;
mod split;
mod styles;
mod wasm_opt;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use tokio::process::Command;

use crate::cli::BuildOptions;
use crate::command::{cargo, run, run_quietly};
use crate::console::{done, heading, note};
use crate::project::{Project, WASM};
use crate::{npm, toolchain};

/// The compiled browser module.
pub(crate) struct Compiled {
    file: PathBuf,
    /// Whether its functions can be divided into two files.
    divisible: bool,
}

/// `cargo xtask build`. `false` when the size was to be checked and is too big.
pub(crate) async fn run_command(project: &Project, options: &BuildOptions) -> Result<bool> {
    heading("The static bundle (about 1 minute the first time, 20 seconds later)");
    toolchain::add_wasm_target(project).await?;
    let (compiled, ()) = tokio::try_join!(compile(project), install_wasm_opt(project))?;
    finish(project, &compiled).await?;
    let sizes = sizes::measure(&project.dist())?;
    println!("\n{sizes}");
    Ok(!options.check_size || sizes.fit())
}

/// Compiles and writes the bundle, with wasm-opt if that is installed by now.
pub(crate) async fn bundle(project: &Project) -> Result<()> {
    let compiled = compile(project).await?;
    finish(project, &compiled).await
}

/// Compiles the browser module for release. What it needs later need not be there yet.
pub(crate) async fn compile(project: &Project) -> Result<Compiled> {
    let started = Instant::now();
    let (mut build, divisible) = compilation(project).await;
    run(&mut build).await?;
    done("Browser module compiled", started);
    let folder = project.target.join(WASM).join("release");
    Ok(Compiled {
        file: folder.join("snowline.wasm"),
        divisible,
    })
}

/// Compiles it beside other work and without a word: what is wrong, [`compile`] says.
pub(crate) async fn compile_ahead(project: &Project) {
    let (mut build, _) = compilation(project).await;
    run_quietly(&mut build).await.ok();
}

/// What compiles it, and whether its functions can then be divided into two files.
async fn compilation(project: &Project) -> (Command, bool) {
    let mut build = cargo(&project.root);
    build.args([
        "build",
        "--package",
        "snowline",
        "--lib",
        "--release",
        "--target",
        WASM,
    ]);
    let divisible = small_std::add_to(project, &mut build).await;
    (build, divisible)
}

/// Fetches wasm-opt if npm is here and can; without it the bundle still works, and weighs more.
pub(crate) async fn install_wasm_opt(project: &Project) -> Result<()> {
    if npm::is_there().await
        && let Err(error) = npm::install(project).await
    {
        note(&format!("wasm-opt could not be fetched: {error:#}"));
    }
    Ok(())
}

/// Turns the compiled module into the bundle in `dist/`, which is touched only at the very end.
pub(crate) async fn finish(project: &Project, compiled: &Compiled) -> Result<()> {
    let started = Instant::now();
    let bundle = project.scratch("bundle");
    empty(&bundle)?;
    write_module(project, compiled, &bundle).await?;
    assets::copy(&project.root, &bundle)?;
    words::split(&bundle)?;
    write_page(&project.root, &bundle)?;

    let dist = project.dist();
    empty(&dist)?;
    assets::copy_folder(&bundle, &dist)?;
    done("Bundle written to dist/", started);
    Ok(())
}

/// Writes the module and its script into a folder.
async fn write_module(project: &Project, compiled: &Compiled, folder: &Path) -> Result<()> {
    if compiled.divisible {
        write_parts(project, &compiled.file, folder).await?;
    } else {
        bindings::write(&compiled.file, folder).await?;
    }
    wasm_opt::shrink(project, folder).await?;
    short_names::shorten(folder)
}

/// Writes the module as two files.
async fn write_parts(project: &Project, compiled: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(compiled).with_context(|| compiled.display().to_string())?;
    let linked = split::read_linked(&bytes).unwrap_or_else(|error| {
        note(&format!("Less of the module comes later: {error:#}"));
        None
    });
    let scratch = project.scratch("module");
    empty(&scratch)?;
    let module = scratch.join("snowline.wasm");
    fs::write(&module, split::without_linked(&bytes)?)?;
    bindings::write(&module, folder).await?;
    split::split(folder, &linked.unwrap_or_default())
}

/// Completes the bundle that Trunk is writing: Trunk has put the page and the module into its
/// staging folder and calls this just before that becomes `dist/`. A release gets the module that
/// [`compile`] makes in the place of Trunk's, which knows nothing of a small standard library.
pub(crate) async fn finish_for_trunk(project: &Project) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .context("this command is for Trunk, which names its staging folder")?;
    let staging = Path::new(&staging);
    assets::copy(&project.root, staging)?;
    words::split(staging)?;
    // Trunk leaves its own links standing when it is told to inject no script.
    write_page(staging, staging)?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        let (compiled, ()) = tokio::try_join!(compile(project), install_wasm_opt(project))?;
        write_module(project, &compiled, staging).await?;
    } else {
        note("Not a release build: the module is left as large as it is.");
    }
    Ok(())
}

fn write_page(from: &Path, to: &Path) -> Result<()> {
    let page = fs::read_to_string(from.join("index.html")).context("index.html")?;
    fs::write(to.join("index.html"), index::without_trunk(&page)?).context("index.html")
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}
