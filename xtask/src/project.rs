//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{cargo, read};

/// The target that the browser module is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The project's folders.
pub(crate) struct Project {
    /// Where the workspace's Cargo.toml is.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Finds the project that this program was compiled from, and asks cargo where it builds.
    pub(crate) async fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask is not inside a workspace")?
            .to_owned();
        let mut metadata = cargo(&root);
        metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&read(&mut metadata).await?)?;
        let target = metadata
            .get("target_directory")
            .and_then(Value::as_str)
            .context("cargo does not say where it builds")?
            .into();
        Ok(Self { root, target })
    }

    /// The static bundle's folder.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder of the end-to-end tests, which is also the one npm package.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// The stand-in instance's program.
    pub(crate) fn sandbox(&self) -> PathBuf {
        let name = format!("snowline-sandbox{}", std::env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }

    /// A folder of xtask's own below cargo's, for what lies between two steps.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }
}
