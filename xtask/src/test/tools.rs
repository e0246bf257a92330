//! What the tests need beyond Rust: a browser and npm's packages.

use anyhow::{Context, Error, Result, anyhow};

use super::chromium::{self, Chromium};
use super::proxies::{self, Proxies};
use super::{Step, debian};
use crate::npm;
use crate::project::Project;

/// What is there by now, or why it is not.
pub(crate) struct Tools {
    chromium: Result<Chromium>,
    packages: Result<()>,
    proxies: Result<Proxies>,
}

impl Tools {
    /// Finds what the steps need, and installs what is missing.
    pub(crate) async fn set_up(project: &Project, steps: &[Step]) -> Self {
        let needed_by = |users: &[Step]| users.iter().any(|step| steps.contains(step));
        Self {
            chromium: if needed_by(&[Step::Browser, Step::E2e]) {
                chromium::find_or_install().await
            } else {
                Err(anyhow!("no step needs a browser"))
            },
            packages: if needed_by(&[Step::Bundle, Step::E2e]) {
                install_packages(project).await
            } else {
                Ok(())
            },
            proxies: if needed_by(&[Step::E2e]) {
                proxies::find_or_fetch(project).await
            } else {
                Err(anyhow!("no step needs a proxy"))
            },
        }
    }

    /// The browser.
    pub(crate) fn chromium(&self) -> Result<&Chromium> {
        self.chromium.as_ref().map_err(again)
    }

    /// The programs that the portal may be behind. Only the tests of those need them.
    pub(crate) fn proxies(&self) -> Result<&Proxies> {
        self.proxies.as_ref().map_err(again)
    }

    /// Nothing, if npm's packages are there.
    pub(crate) fn packages(&self) -> Result<()> {
        self.packages.as_ref().map_err(again).copied()
    }
}

async fn install_packages(project: &Project) -> Result<()> {
    if !npm::is_there().await {
        debian::install(&["nodejs", "npm"]).await.context(
            "the end-to-end tests need Node.js 20 or later with npm: install it \
             (Debian: `apt-get install nodejs npm`)",
        )?;
    }
    npm::install(project).await
}

/// The same error for a further step.
fn again(error: &Error) -> Error {
    anyhow!("{error:#}")
}
