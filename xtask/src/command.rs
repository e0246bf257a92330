//! Child processes. Each ends when the future that runs it is dropped, so that stopping xtask
//! stops what it started.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

/// A program to run; nothing that it asks on the console is answered.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// The cargo that runs this program, in the project's folder.
pub(crate) fn cargo(root: &Path) -> Command {
    let name = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(name);
    command.current_dir(root);
    command
}

/// Runs the program with its output on the console; a bad end is an error.
pub(crate) async fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .await
        .with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{} ended with {status}", describe(command));
    }
    Ok(())
}

/// Runs the program without a word; only when it ends badly is its output part of the error.
pub(crate) async fn run_quietly(command: &mut Command) -> Result<()> {
    let output = output(command).await?;
    if !output.status.success() {
        bail!(
            "{} ended with {}\n{}{}",
            describe(command),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
    }
    Ok(())
}

/// Runs the program for what it writes to its standard output.
pub(crate) async fn read(command: &mut Command) -> Result<String> {
    let output = output(command).await?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}\n{why}", describe(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs the program with its output on the console and keeps a copy of its standard output.
/// Says whether it ended well.
pub(crate) async fn tee(command: &mut Command) -> Result<(bool, String)> {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take().context("no output to read")?;
    let mut lines = BufReader::new(stdout).split(b'\n');
    let mut copy = String::new();
    while let Some(line) = lines.next_segment().await? {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        copy.push_str(&line);
        copy.push('\n');
    }
    Ok((child.wait().await?.success(), copy))
}

/// Whether the program is there and answers with success.
pub(crate) async fn succeeds(command: &mut Command) -> bool {
    matches!(output(command).await, Ok(output) if output.status.success())
}

async fn output(command: &mut Command) -> Result<Output> {
    command
        .output()
        .await
        .with_context(|| cannot_start(command))
}

fn cannot_start(command: &Command) -> String {
    format!("{} cannot be started", describe(command))
}

/// The command as a person would type it, near enough.
fn describe(command: &Command) -> String {
    let command = command.as_std();
    let name = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default();
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_as_it_is_typed() {
        let mut command = program("/somewhere/cargo");
        command.args(["build", "--release"]);
        assert_eq!(describe(&command), "cargo build --release");
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_named() {
        let error = run(&mut program("no-such-program-anywhere"))
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "no-such-program-anywhere cannot be started"
        );
    }
}
