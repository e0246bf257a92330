//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::test::Step;

/// Snowline's commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Task {
    /// Build everything and open the portal, connected to a stand-in ServiceNow instance
    Demo(DemoOptions),
    /// Run every check and test; ends with the line `N passed, N failed`
    Test(TestOptions),
    /// Write the static bundle to dist/ and print what it weighs
    Build(BuildOptions),
    /// Serve a built bundle with the headers that a host should send
    Serve(ServeOptions),
    /// Complete the bundle that Trunk is writing (called by Trunk.toml)
    #[command(hide = true)]
    TrunkHook,
    /// Run a test module in a browser (called by cargo)
    #[command(hide = true, disable_help_flag = true)]
    WasmTestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
}

/// Options of `demo`.
#[derive(Args)]
pub(crate) struct DemoOptions {
    /// Port of the portal
    #[arg(long, default_value_t = 8180, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) portal_port: u16,
    /// Port of the stand-in ServiceNow instance
    #[arg(long, default_value_t = 8181, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) instance_port: u16,
    /// Leave the browser alone
    #[arg(long)]
    pub(crate) no_open: bool,
}

/// Options of `test`.
#[derive(Args)]
pub(crate) struct TestOptions {
    /// Only this step; may be given more than once
    #[arg(long, value_enum, value_name = "STEP")]
    pub(crate) only: Vec<Step>,
    /// Passed on to the test program of the steps `native`, `browser` and `e2e`
    #[arg(last = true, requires = "only")]
    pub(crate) args: Vec<String>,
}

/// Options of `build`.
#[derive(Args)]
pub(crate) struct BuildOptions {
    /// Fail when the first load is heavier than the budget
    #[arg(long)]
    pub(crate) check_size: bool,
}

/// Options of `serve`.
#[derive(Args)]
pub(crate) struct ServeOptions {
    /// The folder to serve
    #[arg(long, default_value = "dist")]
    pub(crate) dir: PathBuf,
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 8180)]
    pub(crate) port: u16,
    /// Serve the bundle below this path, as in `/tools/portal`
    #[arg(long, default_value = "/")]
    pub(crate) prefix: String,
    /// The instance's origin: fills in config.json and is let through by the page's policy.
    /// Without it the bundle's own config.json is served, and https://*.service-now.com let through
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) instance: Option<String>,
    /// The client ID that config.json names
    #[arg(long, requires = "instance", default_value = crate::serve::DEMO_CLIENT_ID)]
    pub(crate) client_id: String,
    /// A further origin that the page may speak to; may be given more than once
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) connect: Vec<String>,
    /// A file to serve as config.json
    #[arg(long, value_name = "FILE", conflicts_with = "instance")]
    pub(crate) config: Option<PathBuf>,
    /// Leave Cross-Origin-Opener-Policy out, as hosts do whose pages talk to windows that they open
    #[arg(long)]
    pub(crate) not_isolated: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
