//! What goes into the bundle as it is: everything in `www/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::styles;

/// Copies `www/` into the bundle; the files of `www/styles` become its stylesheets.
pub(crate) fn copy(root: &Path, bundle: &Path) -> Result<()> {
    let www = root.join("www");
    for entry in sorted(&www)? {
        let name = entry.file_name().unwrap_or_default();
        if name == "styles" {
            styles::write(&entry, bundle)?;
        } else if entry.is_dir() {
            copy_folder(&entry, &bundle.join(name))?;
        } else {
            copy_file(&entry, &bundle.join(name))?;
        }
    }
    Ok(())
}

/// Copies a folder with everything in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for entry in sorted(from)? {
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy_folder(&entry, &target)?;
        } else {
            copy_file(&entry, &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("{} to {}", from.display(), to.display()))?;
    Ok(())
}

/// What is in a folder, in the order of the names.
pub(super) fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let context = || folder.display().to_string();
    let mut entries = fs::read_dir(folder)
        .with_context(context)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .with_context(context)?;
    entries.sort();
    Ok(entries)
}
