//! `cargo xtask test`: every check and test, from a fresh machine to one line of result.

mod bundle;
mod chromium;
mod counts;
mod debian;
mod e2e;
mod lint;
mod proxies;
mod suites;
mod tools;
pub(crate) mod wasm_runner;

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::ValueEnum;

use crate::build;
use crate::cli::TestOptions;
use crate::console::{duration, heading, note};
use crate::project::Project;
use crate::toolchain;

use counts::Counts;
use tools::Tools;

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

/// Runs the steps; `false` when anything failed. What a step lacks on this machine is that
/// step's failure, so that the others still say something.
pub(crate) async fn run(project: &Project, options: &TestOptions) -> Result<bool> {
    let steps = chosen(&options.only);
    if options.only.is_empty() {
        note("The first time takes about 18 minutes on two cores, later it is some 7.");
    }
    toolchain::add_components(project).await?;
    toolchain::add_wasm_target(project).await?;
    let args = &options.args;
    let compile_ahead = async {
        if [Step::Native, Step::Bundle]
            .iter()
            .all(|step| steps.contains(step))
        {
            build::compile_ahead(project).await;
        }
    };
    // Downloads go on while the first steps keep the processors busy, and so does what keeps one
    // of them busy alone.
    let (tools, (), mut outcomes) = tokio::join!(
        Tools::set_up(project, &steps),
        compile_ahead,
        run_early_steps(project, &steps, args)
    );
    outcomes.extend(run_late_steps(project, &steps, args, &tools).await);
    Ok(sum_up(&outcomes))
}

/// The steps to run: those that were asked for, else all.
fn chosen(only: &[Step]) -> Vec<Step> {
    let mut steps = if only.is_empty() {
        Step::value_variants()
    } else {
        only
    }
    .to_vec();
    steps.sort();
    steps.dedup();
    steps
}

/// Those that need nothing but Rust.
async fn run_early_steps(project: &Project, steps: &[Step], args: &[String]) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    if steps.contains(&Step::Fmt) {
        outcomes.push(timed(Step::Fmt, lint::formatting(project)).await);
    }
    if steps.contains(&Step::Clippy) {
        outcomes.push(timed(Step::Clippy, lint::lints(project)).await);
    }
    if steps.contains(&Step::Native) {
        outcomes.push(timed(Step::Native, suites::native(project, args)).await);
    }
    outcomes
}

/// Those that need what is downloaded.
async fn run_late_steps(
    project: &Project,
    steps: &[Step],
    args: &[String],
    tools: &Tools,
) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    if steps.contains(&Step::Browser) {
        let tests = async { suites::in_browser(project, tools.chromium()?, args).await };
        outcomes.push(timed(Step::Browser, tests).await);
    }
    let has_bundle = steps.contains(&Step::Bundle);
    if has_bundle {
        outcomes.push(timed(Step::Bundle, bundle::check(project)).await);
    }
    if steps.contains(&Step::E2e) {
        let tests = async {
            if !has_bundle {
                build::bundle(project).await?;
            }
            e2e::run_tests(project, tools, args).await
        };
        outcomes.push(timed(Step::E2e, tests).await);
    }
    outcomes
}

/// What came of a step.
struct Outcome {
    step: Step,
    counts: Counts,
    took: Duration,
}

/// Runs a step; an error is one failure.
async fn timed(step: Step, work: impl Future<Output = Result<Counts>>) -> Outcome {
    heading(step.title());
    let started = Instant::now();
    let counts = work.await.unwrap_or_else(|error| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_run_once_and_in_their_order() {
        let only = [Step::E2e, Step::Fmt, Step::E2e];
        assert!(chosen(&only) == [Step::Fmt, Step::E2e]);
        assert!(chosen(&[]) == Step::value_variants());
    }
}
