//! The stand-in ServiceNow instance, as a process of its own.

use std::net::Ipv4Addr;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Error, Result, anyhow, bail};
use tokio::net::TcpStream;
use tokio::process::Child;
use tokio::time::{sleep, timeout};

use crate::command::{cargo, program, run_quietly};
use crate::project::Project;

/// How long the instance may take to make its records and open its port.
const PATIENCE: Duration = Duration::from_secs(30);

/// Compiles the instance, silently: the browser module is compiled beside it and has the console.
pub(crate) async fn compile(project: &Project) -> Result<()> {
    let mut build = cargo(&project.root);
    build.args(["build", "--quiet", "--package", "snowline-sandbox"]);
    run_quietly(&mut build).await
}

/// Starts the instance with the records and the settings of the demo.
pub(crate) fn start(project: &Project, port: u16, portal: &str) -> Result<Child> {
    let mut sandbox = program(project.sandbox());
    sandbox.args(["--port", &port.to_string(), "--portal", portal]);
    sandbox.stdout(Stdio::null());
    // Ctrl-C is for this program, which ends the instance; otherwise the instance's end could
    // be taken for a failure.
    #[cfg(unix)]
    sandbox.process_group(0);
    sandbox.spawn().context("the instance cannot be started")
}

/// Waits until the instance accepts connections.
pub(crate) async fn wait_until_it_answers(sandbox: &mut Child, port: u16) -> Result<()> {
    let answers = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .is_err()
        {
            sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::select! {
        error = end(sandbox) => Err(error),
        answered = timeout(PATIENCE, answers) => match answered {
            Ok(()) => Ok(()),
            Err(_) => bail!("the instance did not open port {port} within {PATIENCE:?}"),
        },
    }
}

/// Resolves when the instance has ended, which it does not do by itself.
pub(crate) async fn end(sandbox: &mut Child) -> Error {
    match sandbox.wait().await {
        Ok(status) => anyhow!("the instance has ended by itself ({status}), so the demo ends too"),
        Err(error) => error.into(),
    }
}
