//! The project's commands, run as `cargo xtask <command>`: demo, test, build and serve.
//!
//! Everything they need beyond cargo they either bring along as libraries, set up themselves,
//! or name in a sentence that says what to install.

mod build;
mod cli;
mod command;
mod console;
mod demo;
mod npm;
mod project;
mod serve;
mod signals;
mod test;
mod toolchain;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::cli::{Cli, Task};
use crate::project::Project;

/// What a shell reports for a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let task = Cli::parse().task;
    if let Task::WasmTestRunner { args } = task {
        return exit_code(test::wasm_runner::run(args).map(|()| true));
    }
    // Demo and server have no other end than being told to stop.
    let stopping_is_normal = matches!(task, Task::Demo(_) | Task::Serve(_));
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return exit_code(Err(error.into())),
    };
    let code = runtime.block_on(async {
        tokio::select! {
            biased;
            () = signals::stop() => {
                println!("\nStopped.");
                ExitCode::from(if stopping_is_normal { 0 } else { INTERRUPTED })
            }
            result = run(task) => exit_code(result),
        }
    });
    // Dropping the command above has ended its children; a thread that is still at work on
    // the bindings need not be waited for.
    runtime.shutdown_background();
    code
}

/// Runs the command. `false`: it did its work and the result is bad, as it has said itself.
async fn run(task: Task) -> Result<bool> {
    match task {
        Task::Demo(options) => demo::run(&Project::locate().await?, &options).await?,
        Task::Test(options) => return test::run(&Project::locate().await?, &options).await,
        Task::Build(options) => {
            return build::run_command(&Project::locate().await?, &options).await;
        }
        Task::Serve(options) => serve::run(&options).await?,
        Task::TrunkHook => build::finish_for_trunk(&Project::locate().await?).await?,
        Task::WasmTestRunner { .. } => {}
    }
    Ok(true)
}

fn exit_code(result: Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
