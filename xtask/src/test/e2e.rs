//! The end-to-end tests: Playwright, with the bundle and the instance.

use std::fs;

use anyhow::{Context, Result};

use super::Counts;
use super::proxies::Proxies;
use super::tools::Tools;
use crate::command::{cargo, program, run};
use crate::project::Project;

/// Runs Playwright over the bundle in `dist/`. The tests start the instance and the server
/// themselves, from the programs that the environment names.
pub(crate) async fn run_tests(project: &Project, tools: &Tools, args: &[String]) -> Result<Counts> {
    let chromium = tools.chromium()?;
    tools.packages()?;
    run(cargo(&project.root).args(["build", "--package", "snowline-sandbox"])).await?;
    let report = project.scratch("playwright.json");
    fs::create_dir_all(report.parent().context("no folder")?)?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let e2e = project.e2e();
    let mut playwright = program("node");
    playwright.arg(e2e.join("node_modules/@playwright/test/cli.js"));
    playwright
        .args(["test", "--reporter=line,json"])
        .args(args)
        .current_dir(&e2e);
    playwright
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("SNOWLINE_CHROMIUM", &chromium.shell)
        .env("SNOWLINE_SANDBOX", project.sandbox())
        .env("SNOWLINE_XTASK", std::env::current_exe()?)
        .env("SNOWLINE_DIST", project.dist());
    match tools.proxies() {
        Ok(Proxies { nginx, caddy }) => {
            playwright.env("SNOWLINE_NGINX", nginx);
            playwright.env("SNOWLINE_CADDY", caddy);
        }
        // The others run all the same.
        Err(error) => {
            playwright.env("SNOWLINE_NO_PROXIES", format!("{error:#}"));
        }
    }
    let ended_well = run(&mut playwright).await;
    if let Err(error) = &ended_well {
        eprintln!("{error:#}");
    }
    let report = fs::read_to_string(&report).context("Playwright wrote no report")?;
    Ok(Counts::of_playwright(&report)?.or_failed(ended_well.is_ok()))
}
