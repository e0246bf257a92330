//! The tests that cargo runs.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use super::Counts;
use super::chromium::{ARGS, Chromium};
use crate::command::{cargo, tee};
use crate::project::{Project, WASM};

/// The tests of all packages that run on this machine itself.
pub(crate) async fn native(project: &Project, args: &[String]) -> Result<Counts> {
    let mut test = cargo(&project.root);
    test.args(["test", "--workspace", "--no-fail-fast", "--", "--quiet"])
        .args(args);
    let (ended_well, output) = tee(&mut test).await?;
    Ok(Counts::of_cargo(&output).or_failed(ended_well))
}

/// The module's tests in headless Chromium. Cargo hands each test module to this program, which
/// is wasm-bindgen's test runner as well.
pub(crate) async fn in_browser(
    project: &Project,
    chromium: &Chromium,
    args: &[String],
) -> Result<Counts> {
    let capabilities = project.scratch("webdriver.json");
    let options = json!({ "goog:chromeOptions": { "binary": chromium.browser, "args": ARGS } });
    fs::create_dir_all(capabilities.parent().context("no folder")?)?;
    fs::write(&capabilities, options.to_string())?;

    let mut test = cargo(&project.root);
    test.args([
        "test",
        "--package",
        "snowline",
        "--lib",
        "--tests",
        "--no-fail-fast",
    ]);
    test.args(["--target", WASM, "--config"]).arg(runner()?);
    test.arg("--").args(args);
    test.env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    let (ended_well, output) = tee(&mut test).await?;
    Ok(Counts::of_cargo(&output).or_failed(ended_well))
}

/// This program as cargo's runner, in the words of cargo's configuration.
fn runner() -> Result<String> {
    let program = std::env::current_exe()?;
    // JSON's strings and arrays are TOML's too.
    Ok(format!(
        "target.{WASM}.runner={}",
        json!([program, "wasm-test-runner"])
    ))
}
