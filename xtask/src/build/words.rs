//! The words in two files for each language: those of the home page, and those that come with
//! what is loaded when it is first needed.
//!
//! They are written in one file, `www/messages/{language}.json`, and divided here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// The folder in the bundle.
const FOLDER: &str = "messages";

/// What the keys begin with whose texts only what comes later shows.
const OF_LATER: &[&str] = &[
    "action.",
    "category.",
    "changeType.",
    "check.",
    "configuration.",
    "data.",
    "describe.",
    "error.badOption.",
    "error.clientId",
    "error.connectionChanged.",
    "error.entra",
    "error.fileFieldMissing.",
    "error.fileNotJson.",
    "error.fileShape.",
    "error.fileUnreadable.",
    "error.graph",
    "error.hostSilent.",
    "error.hostToken",
    "error.inDoubt.",
    "error.instanceUrl",
    "error.noRandomness.",
    "error.noUserToken.",
    "error.notReopened.",
    "error.notSecureContext.",
    "error.recommendation",
    "error.returnsElsewhere.",
    "error.share",
    "error.signIn",
    "error.wrongIssuer.",
    "error.writeInDoubt.",
    "field.",
    "level.",
    "lookup.",
    "rating.",
    "remove.",
    "score.",
    "setup.",
    "share.",
    "source.",
    "status.",
    "task.",
    "ticketPage.",
    "ticketType.",
    "tickets.",
    "way.",
];

/// The ones among them that the home page shows.
const OF_HOME: &[&str] = &[
    "action.tryAgain",
    "check.button",
    "status.signInAgain",
    "status.signedOut.",
    "tickets.change.title",
    "tickets.hidden",
    "tickets.incident.title",
];

/// Divides the words of every language in a bundle.
pub(super) fn split(bundle: &Path) -> Result<()> {
    let folder = bundle.join(FOLDER);
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let whole = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let parts = parts(&whole).with_context(|| path.display().to_string())?;
        fs::write(&path, parts.first)?;
        fs::write(path.with_extension("later.json"), parts.later)?;
    }
    Ok(())
}

struct Parts {
    first: String,
    later: String,
}

fn parts(whole: &str) -> Result<Parts> {
    let whole: Map<String, Value> = serde_json::from_str(whole)?;
    let (later, first): (Map<_, _>, Map<_, _>) =
        whole.into_iter().partition(|(key, _)| is_later(key));
    Ok(Parts {
        first: serde_json::to_string(&first)?,
        later: serde_json::to_string(&later)?,
    })
}

fn is_later(key: &str) -> bool {
    let begins = |list: &[&str]| list.iter().any(|start| key.starts_with(start));
    begins(OF_LATER) && !begins(OF_HOME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::split;

    #[test]
    fn every_text_is_in_exactly_one_of_the_two_files() {
        let parts = parts(r#"{"nav.home":"Home","task.send":"Send","tickets.hidden":"x"}"#);
        let parts = parts.unwrap();
        assert_eq!(parts.first, r#"{"nav.home":"Home","tickets.hidden":"x"}"#);
        assert_eq!(parts.later, r#"{"task.send":"Send"}"#);
    }

    #[test]
    fn the_first_part_of_the_module_asks_for_no_word_that_comes_later() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        let mut wrong = Vec::new();
        split::each_source_of_the_first_part(&root, &mut |module, source| {
            let texts = source.split('"').skip(1).step_by(2);
            let later = texts.filter(|text| is_later(text));
            wrong.extend(later.map(|text| format!("{module}: {text}")));
        });
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
