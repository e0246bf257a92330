//! The browser for the tests, and what drives it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::command::{program, read};
use crate::console::note;

/// What lets Chromium run without a screen, in a container, and without speaking to its maker.
pub(crate) const ARGS: [&str; 5] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
];

const BROWSERS: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/// The browser without windows, Debian's and Chrome for Testing's: the end-to-end tests take two
/// thirds of the time in it.
const SHELLS: [&str; 2] = ["chromium-headless-shell", "chrome-headless-shell"];

const DRIVERS: [&str; 3] = [
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

/// A browser with its driver.
pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
    /// What the end-to-end tests run in: the browser without windows where it is to be had, else
    /// the browser.
    pub(crate) shell: PathBuf,
}

/// Those of this machine, else Debian's, else an error that says what to install.
pub(crate) async fn find_or_install() -> Result<Chromium> {
    if let Some(found) = find() {
        check_versions(&found).await?;
        return Ok(found.with_shell().await);
    }
    debian::install(&["chromium", "chromium-driver", "fonts-liberation"])
        .await
        .context(
            "the tests need Chromium or Chrome and its driver: install both (Debian: `apt-get \
             install chromium chromium-driver`), or name them in $CHROME and $CHROMEDRIVER",
        )?;
    let found = find().context(
        "Chromium is installed and cannot be found: what do $CHROME and $CHROMEDRIVER name?",
    )?;
    Ok(found.with_shell().await)
}

fn find() -> Option<Chromium> {
    let browser = named_or_on_path("CHROME", &BROWSERS)?;
    Some(Chromium {
        driver: named_or_on_path("CHROMEDRIVER", &DRIVERS)?,
        shell: browser.clone(),
        browser,
    })
}

impl Chromium {
    /// With the browser without windows, unless another browser is asked for by its name.
    async fn with_shell(mut self) -> Self {
        if env::var_os("CHROME").is_some_and(|name| !name.is_empty()) {
            return self;
        }
        let find = || named_or_on_path("CHROME_HEADLESS_SHELL", &SHELLS);
        let mut shell = find();
        if shell.is_none() && debian::install(&SHELLS[..1]).await.is_ok() {
            shell = find();
        }
        match shell {
            Some(shell) => self.shell = shell,
            None => note(
                "There is no chromium-headless-shell: the end-to-end tests take half as long again.",
            ),
        }
        self
    }
}

/// The program that the variable names, else the first of the candidates that is there.
fn named_or_on_path(variable: &str, candidates: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    match env::var(variable) {
        Ok(name) if !name.is_empty() => first_of(&[name.as_str()], &folders),
        _ => first_of(candidates, &folders),
    }
}

/// The first candidate that is a file: as it stands, or by its name in one of the folders.
fn first_of(candidates: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    candidates.iter().find_map(|candidate| {
        if Path::new(candidate).is_absolute() {
            return Some(PathBuf::from(candidate)).filter(|path| path.is_file());
        }
        let file = format!("{candidate}{}", env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file())
    })
}

/// A driver drives only the browser of its own version, and says so less clearly than this.
async fn check_versions(found: &Chromium) -> Result<()> {
    let browser = read(program(&found.browser).arg("--version"))
        .await
        .unwrap_or_default();
    let driver = read(program(&found.driver).arg("--version"))
        .await
        .unwrap_or_default();
    match (major(&browser), major(&driver)) {
        (Some(one), Some(other)) if one != other => bail!(
            "{} is version {one} and {} is version {other}: they have to be the same; \
             name a pair that fits in $CHROME and $CHROMEDRIVER",
            found.browser.display(),
            found.driver.display(),
        ),
        _ => Ok(()),
    }
}

/// The first number of a version, as in `Chromium 156.0.8078.79 built on Debian`.
fn major(version: &str) -> Option<u32> {
    version
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_programs_say() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"),
            Some(156)
        );
        assert_eq!(
            major("ChromeDriver 156.0.8078.79 (a21ce95c-refs/heads/8078@{#1704})"),
            Some(156)
        );
        assert_eq!(major(""), None);
    }

    #[test]
    fn the_first_candidate_that_is_there_is_taken() {
        let folder = env::temp_dir().join(format!("snowline-chromium-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("second{}", env::consts::EXE_SUFFIX));
        std::fs::write(&file, "").unwrap();
        let folders = [PathBuf::from("/nowhere"), folder];
        assert_eq!(first_of(&["first", "second"], &folders), Some(file));
        assert_eq!(first_of(&["first"], &folders), None);
    }
}
