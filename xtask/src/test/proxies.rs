//! The programs that `docs/proxy` has configurations for: nginx and Caddy.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

use crate::command::{program, run_quietly, succeeds};
use crate::console::note;
use crate::project::Project;

/// A program: its name, which is Debian's package's too, where that has it, and what makes it
/// say that it runs.
struct Proxy {
    name: &'static str,
    place: &'static str,
    version: &'static str,
}

const NGINX: Proxy = Proxy {
    name: "nginx",
    place: "usr/sbin/nginx",
    version: "-v",
};
const CADDY: Proxy = Proxy {
    name: "caddy",
    place: "usr/bin/caddy",
    version: "version",
};

/// Both programs.
pub(crate) struct Proxies {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
}

/// Those of this machine; else Debian's, unpacked below cargo's folder, where they stay. Nothing
/// is installed, so it takes no rights.
pub(crate) async fn find_or_fetch(project: &Project) -> Result<Proxies> {
    let folder = project.scratch("proxies");
    let mut missing = Vec::new();
    for proxy in [&NGINX, &CADDY] {
        if proxy.find(&folder).await.is_none() {
            missing.push(proxy.name);
        }
    }
    if !missing.is_empty() {
        let names = missing.join(" and ");
        fetch(&folder, &missing).await.with_context(|| {
            format!(
                "the tests of docs/proxy need {names}: install it (Debian: `apt-get install nginx caddy`)"
            )
        })?;
    }
    Ok(Proxies {
        nginx: NGINX
            .find(&folder)
            .await
            .context("nginx does not run here")?,
        caddy: CADDY
            .find(&folder)
            .await
            .context("caddy does not run here")?,
    })
}

impl Proxy {
    /// The program, if it is there and runs.
    async fn find(&self, folder: &Path) -> Option<PathBuf> {
        let places = [
            PathBuf::from(self.name),
            Path::new("/usr/sbin").join(self.name),
            folder.join(self.place),
        ];
        for place in places {
            if succeeds(program(&place).arg(self.version)).await {
                return Some(place);
            }
        }
        None
    }
}

/// Downloads the packages and unpacks them, with lists of packages of our own where this machine's
/// are missing or too old.
async fn fetch(folder: &Path, packages: &[&str]) -> Result<()> {
    note(&format!(
        "Fetching {} (some seconds) ...",
        packages.join(", ")
    ));
    let downloads = folder.join("packages");
    if downloads.exists() {
        fs::remove_dir_all(&downloads)?;
    }
    fs::create_dir_all(&downloads)?;
    if !succeeds(download(&mut program("apt-get"), packages, &downloads)).await {
        let state = folder.join("apt");
        fs::create_dir_all(state.join("lists/partial"))?;
        let own = |apt: &mut Command| {
            let lists = state.join("lists");
            apt.arg("-o")
                .arg(format!("Dir::State::lists={}", lists.display()));
            apt.arg("-o").arg(format!("Dir::Cache={}", state.display()));
        };
        let mut update = program("apt-get");
        own(&mut update);
        run_quietly(update.arg("update")).await?;
        let mut apt = program("apt-get");
        own(&mut apt);
        run_quietly(download(&mut apt, packages, &downloads)).await?;
    }
    let mut unpacked = 0;
    for entry in fs::read_dir(&downloads)? {
        let package = entry?.path();
        run_quietly(program("dpkg").arg("-x").arg(&package).arg(folder)).await?;
        unpacked += 1;
    }
    if unpacked < packages.len() {
        bail!(
            "apt-get downloaded {unpacked} of {} packages",
            packages.len()
        );
    }
    Ok(())
}

fn download<'a>(apt: &'a mut Command, packages: &[&str], to: &Path) -> &'a mut Command {
    apt.arg("download").args(packages).current_dir(to)
}
