//! What the bundle weighs.

use std::fmt;
use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, anyhow};

/// What a visitor may have to download before the page works, in bytes of brotli.
pub(crate) const BUDGET: usize = 120 * 1024;

/// One file of the bundle.
struct File {
    /// Its path in the bundle, with slashes.
    name: String,
    raw: usize,
    brotli: usize,
    /// Whether every visitor downloads it.
    first_load: bool,
}

/// The bundle's files with their weights.
pub(crate) struct Sizes(Vec<File>);

impl Sizes {
    /// The weight of the first load in brotli.
    pub(crate) fn first_load(&self) -> usize {
        self.sum(|file| file.brotli)
    }

    /// Whether the first load is within the budget.
    pub(crate) fn fit(&self) -> bool {
        self.first_load() <= BUDGET
    }

    fn sum(&self, weight: impl Fn(&File) -> usize) -> usize {
        self.0
            .iter()
            .filter(|file| file.first_load)
            .map(weight)
            .sum()
    }
}

/// Weighs every file of a bundle, as a host would send it: compressed with brotli 11, all at once.
pub(crate) fn measure(bundle: &Path) -> Result<Sizes> {
    let mut found = Vec::new();
    collect(bundle, "", &mut found)?;
    let weighed: Result<Vec<_>> = thread::scope(|scope| {
        let weigh = |(name, contents)| scope.spawn(move || weigh(name, contents));
        let under_way: Vec<_> = found.into_iter().map(weigh).collect();
        let weighed = under_way.into_iter().map(|one| one.join());
        weighed
            .map(|one| one.map_err(|_| anyhow!("a file could not be weighed"))?)
            .collect()
    });
    let mut files = weighed?;
    files.sort_by(|one, other| (!one.first_load, &one.name).cmp(&(!other.first_load, &other.name)));
    Ok(Sizes(files))
}

/// The files in a folder and those in it, by their names in the bundle.
fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found)?;
        } else {
            let contents = fs::read(&path).with_context(|| path.display().to_string())?;
            found.push((name, contents));
        }
    }
    Ok(())
}

fn weigh(name: String, contents: Vec<u8>) -> Result<File> {
    Ok(File {
        first_load: is_first_load(&name),
        raw: contents.len(),
        brotli: compressed(&contents)?,
        name,
    })
}

/// Every visitor loads the page, the first part of the module and of the styles, and one language; not
/// what comes later, the page of sign-in windows, the types, the sample data or the other languages.
fn is_first_load(name: &str) -> bool {
    match name.rsplit_once('/') {
        None => {
            name != super::split::LATER
                && name != super::styles::LATER
                && !name.ends_with(".d.ts")
                && !name.starts_with("oauth-callback.")
        }
        Some(("messages", file)) => file == "en.json",
        // What wasm-bindgen puts there is imported by snowline.js.
        Some((folder, _)) => folder.starts_with("snippets"),
    }
}

fn compressed(contents: &[u8]) -> Result<usize> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: contents.len(),
        ..Default::default()
    };
    let mut sink = Vec::new();
    brotli::BrotliCompress(&mut &*contents, &mut sink, &params)?;
    Ok(sink.len())
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self
            .0
            .iter()
            .map(|file| file.name.len())
            .max()
            .unwrap_or(0)
            .max(10);
        writeln!(f, "   {:width$} {:>9} {:>9}  (KiB)", "", "raw", "brotli")?;
        let mut rest = false;
        for file in &self.0 {
            if !file.first_load && !rest {
                rest = true;
                self.write_total(f, width)?;
            }
            let (raw, brotli) = (kib(file.raw), kib(file.brotli));
            writeln!(f, "   {:width$} {raw:>9} {brotli:>9}", file.name)?;
        }
        if !rest {
            self.write_total(f, width)?;
        }
        Ok(())
    }
}

impl Sizes {
    fn write_total(&self, f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
        let (raw, brotli) = (kib(self.sum(|file| file.raw)), kib(self.first_load()));
        let verdict = if self.fit() {
            "within"
        } else {
            "TOO HEAVY for"
        };
        let budget = kib(BUDGET);
        writeln!(
            f,
            "   {:width$} {raw:>9} {brotli:>9}  {verdict} the budget of {budget}\n",
            "first load"
        )
    }
}

fn kib(bytes: usize) -> String {
    // Tenths, rounded up: a file just above a limit must not look as if it were on it.
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize) -> File {
        File {
            name: name.into(),
            raw: 3 * brotli,
            brotli,
            first_load: is_first_load(name),
        }
    }

    #[track_caller]
    fn check_first_load(name: &str, expected: bool) {
        assert_eq!(is_first_load(name), expected, "{name}");
    }

    #[test]
    fn the_first_load_is_what_every_visitor_downloads() {
        check_first_load("snowline_bg.wasm", true);
        check_first_load("snowline.js", true);
        check_first_load("snowline.css", true);
        check_first_load("index.html", true);
        check_first_load("boot.js", true);
        check_first_load("config.json", true);
        check_first_load("messages/en.json", true);
        check_first_load("snippets/some-crate/inline0.js", true);
        check_first_load("messages/sv.json", false);
        check_first_load("snowline_later.wasm", false);
        check_first_load("snowline.later.css", false);
        check_first_load("messages/en.later.json", false);
        check_first_load("snowline.d.ts", false);
        check_first_load("demo/secure-score.json", false);
        check_first_load("icons/snowline.svg", false);
    }

    #[test]
    fn the_budget_is_the_last_weight_that_fits() {
        let at = |bytes| {
            Sizes(vec![
                file("a.js", bytes - 1),
                file("b.js", 1),
                file("x.d.ts", 9),
            ])
        };
        assert!(at(BUDGET).fit());
        assert!(!at(BUDGET + 1).fit());
    }

    #[test]
    fn the_table_shows_the_total_between_the_first_load_and_the_rest() {
        let table = Sizes(vec![file("a.js", 1024), file("snowline.d.ts", 1025)]).to_string();
        let lines: Vec<&str> = table.lines().map(str::trim).collect();
        assert_eq!(
            lines,
            [
                "raw    brotli  (KiB)",
                "a.js                3.0       1.0",
                "first load          3.0       1.0  within the budget of 120.0",
                "",
                "snowline.d.ts       3.1       1.1",
            ]
        );
    }
}
