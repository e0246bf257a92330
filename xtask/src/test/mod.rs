//! `cargo xtask test`: every check and test, from a fresh machine to one line of result.

mod bundle;
mod chromium;
mod counts;
mod debian;
mod e2e;
mod lint;
mod suites;
pub(crate) mod wasm_runner;

use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::TestOptions;
use crate::console::{duration, heading, note};
use crate::project::Project;
use crate::toolchain;

pub(crate) use counts::Counts;

/// A part of the test, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Step {
    /// Formatting
    Fmt,
    /// Lints, natively and for the browser
    Clippy,
    /// Tests that need no browser
    Native,
    /// Tests of the module inside a browser
    Browser,
    /// The static bundle: complete, and within its budget
    Bundle,
    /// The whole job: bundle and instance in a real browser
    E2e,
}

impl Step {
    fn title(self) -> &'static str {
        match self {
            Self::Fmt => "Formatting",
            Self::Clippy => "Lints",
            Self::Native => "Native tests",
            Self::Browser => "In-browser tests",
            Self::Bundle => "The bundle",
            Self::E2e => "End-to-end tests",
        }
    }
}

/// Runs the steps; `false` when anything failed. An error means that the machine lacks something
/// that no test can do without.
pub(crate) async fn run(project: &Project, options: &TestOptions) -> Result<bool> {
    let mut steps = options.only.clone();
    if steps.is_empty() {
        steps = Step::value_variants().to_vec();
        note("The first time takes about 10 minutes on two cores, later it is 3.");
    }
    steps.sort();
    steps.dedup();
    toolchain::add_components(project).await?;
    toolchain::add_wasm_target(project).await?;

    // Downloads go on while the first steps keep the processors busy.
    let wants_browser = steps
        .iter()
        .any(|step| matches!(step, Step::Browser | Step::E2e));
    let wants_npm = steps
        .iter()
        .any(|step| matches!(step, Step::Bundle | Step::E2e));
    let (without_browser, with_browser): (Vec<_>, Vec<_>) =
        steps.iter().partition(|step| **step < Step::Browser);
    let downloads = async {
        let chromium = if wants_browser {
            Some(chromium::find_or_install().await?)
        } else {
            None
        };
        if wants_npm {
            chromium::find_or_install_npm(project).await?;
        }
        anyhow::Ok(chromium)
    };
    let early = async {
        let mut results = Vec::new();
        for step in without_browser {
            results.push(run_step(project, options, step, None).await);
        }
        anyhow::Ok(results)
    };
    let (chromium, mut results) = tokio::try_join!(downloads, early)?;
    for step in with_browser {
        results.push(run_step(project, options, step, chromium.as_ref()).await);
    }
    Ok(sum_up(&results))
}

/// What came of a step.
struct Outcome {
    step: Step,
    counts: Counts,
    took: std::time::Duration,
}

async fn run_step(
    project: &Project,
    options: &TestOptions,
    step: Step,
    chromium: Option<&chromium::Chromium>,
) -> Outcome {
    heading(step.title());
    let started = Instant::now();
    let args = &options.args;
    let result = match (step, chromium) {
        (Step::Fmt, _) => lint::formatting(project).await,
        (Step::Clippy, _) => lint::lints(project).await,
        (Step::Native, _) => suites::native(project, args).await,
        (Step::Bundle, _) => bundle::check(project).await,
        (Step::Browser, Some(chromium)) => suites::in_browser(project, chromium, args).await,
        (Step::E2e, Some(chromium)) => e2e::run_tests(project, chromium, args).await,
        (Step::Browser | Step::E2e, None) => Err(anyhow::anyhow!("there is no browser")),
    };
    let counts = result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Counts::FAILED
    });
    Outcome {
        step,
        counts,
        took: started.elapsed(),
    }
}

/// Prints the result of each step and, last, of all together.
fn sum_up(outcomes: &[Outcome]) -> bool {
    heading("Result");
    for Outcome { step, counts, took } in outcomes {
        let Counts { passed, failed } = counts;
        let (title, took) = (step.title(), duration(*took));
        note(&format!(
            "{title:18} {passed:>5} passed {failed:>4} failed   {took:>12}"
        ));
    }
    let all: Counts = outcomes.iter().map(|outcome| outcome.counts).sum();
    println!("\n{all}");
    all.failed == 0
}
