//! `cargo xtask demo`: from a fresh clone to a portal in the browser.

mod browser;
mod ports;
mod sandbox;

use std::time::Instant;

use anyhow::Result;

use crate::build;
use crate::cli::DemoOptions;
use crate::console::{done, heading, note};
use crate::project::Project;
use crate::serve::{self, Site};
use crate::toolchain;

/// Builds, starts both servers and stays until it is stopped or the instance ends.
pub(crate) async fn run(project: &Project, options: &DemoOptions) -> Result<()> {
    ports::check_free(options)?;
    let started = Instant::now();
    heading("Building the portal and the instance");
    note("The first time takes about 3 minutes on two cores, later it is some 20 seconds.");
    toolchain::add_wasm_target(project).await?;
    let (compiled, (), ()) = tokio::try_join!(
        build::compile(project),
        sandbox::compile(project),
        build::install_wasm_opt(project),
    )?;
    build::finish(project, &compiled).await?;
    done("Ready", started);

    let portal = format!("http://localhost:{}", options.portal_port);
    let instance = format!("http://localhost:{}", options.instance_port);
    // Somebody may have taken a port during the build.
    ports::check_free(options)?;
    let mut sandbox = sandbox::start(project, options.instance_port, &portal)?;
    let site = Site::portal(project.dist(), &instance);
    let listener = serve::listen(options.portal_port).await?;
    sandbox::wait_until_it_answers(&mut sandbox, options.instance_port).await?;

    heading("Snowline is running");
    println!("{}", announcement(&portal, &instance));
    if !options.no_open {
        browser::open(&format!("{portal}/"));
    }
    tokio::select! {
        result = serve::serve(listener, site) => result,
        error = sandbox::end(&mut sandbox) => Err(error),
    }
}

fn announcement(portal: &str, instance: &str) -> String {
    format!(
        "   Portal      {portal}/
   Instance    {instance}/   (stands in for ServiceNow, forgets its records when it ends)

   Users of the instance, each with the password snowline:
     admin              may do everything
     integration.user   may read and write incidents and change requests
     abel.tuter         an employee without a role

   In the portal choose Connect to ServiceNow, then Authorize, and log in as integration.user.
   Ctrl-C ends both."
    )
}
