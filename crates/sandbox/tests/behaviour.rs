//! docs/sandbox-behaviour.md names a test for each line, and the test is
//! there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&fs::read_to_string(path).expect("a source"));
        }
    }
}

#[test]
fn every_behaviour_is_held_by_a_test_that_is_there() {
    let krate = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    sources(&krate.join("src"), &mut code);
    sources(&krate.join("tests"), &mut code);
    let page = krate.join("../../docs/sandbox-behaviour.md");
    let page = fs::read_to_string(page).expect("the page");
    let lines = page
        .lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("|---"))
        .filter(|line| line.matches(" | ").count() == 2);
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for line in lines.filter(|line| !line.contains("| Known from |")) {
        let tests = line.rsplit(" | ").next().unwrap_or_default();
        let names: Vec<_> = tests.split('`').skip(1).step_by(2).collect();
        let missing = names
            .iter()
            .filter(|name| !code.contains(&format!("fn {name}(")));
        wrong.extend(missing.map(|name| (*name).to_owned()));
        if names.is_empty() {
            wrong.insert(line.to_owned());
        }
        count += 1;
    }
    assert!(count > 60, "{count}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
