//! Installing what the tests need on Debian.

use std::fs;

use anyhow::{Result, bail};

use crate::command::{program, read, run_quietly};
use crate::console::note;

/// Installs the packages, if this is Debian and this user may.
pub(crate) async fn install(packages: &[&str]) -> Result<()> {
    // Not its descendants: Ubuntu's package of Chromium is a snap, which no container runs.
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&release) {
        bail!("this is not Debian");
    }
    if read(program("id").arg("-u")).await?.trim() != "0" {
        bail!("only root can install packages");
    }
    note(&format!(
        "Installing {} (about 1 minute) ...",
        packages.join(", ")
    ));
    run_quietly(program("apt-get").arg("update")).await?;
    let mut apt = program("apt-get");
    apt.args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    run_quietly(apt.env("DEBIAN_FRONTEND", "noninteractive")).await
}

fn is_debian(release: &str) -> bool {
    release
        .lines()
        .any(|line| line.trim_matches('"') == "ID=debian")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_from_its_descendants() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_debian(""));
    }
}
