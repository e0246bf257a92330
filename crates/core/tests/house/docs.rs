//! The documents: what they point to is there.

use std::collections::BTreeSet;

use crate::assert_none;
use crate::project::{files, path, read};

fn documents() -> Vec<String> {
    let mut documents = files("docs", ".md");
    documents.extend(["README.md".to_owned(), "CHANGELOG.md".to_owned()]);
    documents
}

/// A document's text without its code blocks.
fn prose(document: &str) -> String {
    let text = read(document);
    let mut is_code = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_fence && !is_code
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The anchor that a heading gets where it is shown.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || " -_".contains(*c);
    let text: String = heading.to_lowercase().chars().filter(kept).collect();
    text.trim().replace(' ', "-")
}

fn anchors(document: &str) -> BTreeSet<String> {
    let prose = prose(document);
    let headings = prose.lines().filter_map(|line| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len()).then(|| anchor(heading))
    });
    headings.collect()
}

/// Pictures aside: the end-to-end tests make them.
#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in prose(&document).split("](").skip(1) {
            let Some((target, _)) = link.split_once(')') else {
                continue;
            };
            if target.contains("://") || target.ends_with(".png") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = match file {
                "" => document.clone(),
                file => format!("{folder}/{file}")
                    .trim_start_matches('/')
                    .to_owned(),
            };
            let is_there = path(&file).exists();
            if !is_there || (!anchor.is_empty() && !anchors(&file).contains(anchor)) {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert_none(&broken, "links to nothing");
}

/// Each invariant ends with `Held by` and the names of tests or of lints, in backticks.
#[test]
fn every_invariant_names_what_holds_it() {
    let sources: String = [
        ("src", ".rs"),
        ("crates", ".rs"),
        ("xtask", ".rs"),
        ("e2e/tests", ".js"),
        ("e2e/support", ".js"),
    ]
    .into_iter()
    .flat_map(|(folder, ending)| files(folder, ending))
    .map(|file| read(&file))
    .collect();
    let text = prose("docs/architecture.md");
    let invariants: Vec<_> = text
        .split("\n\n")
        .filter(|paragraph| {
            paragraph
                .trim_start()
                .starts_with("**Architecture Invariant:**")
        })
        .collect();
    assert!(invariants.len() >= 7, "{}", invariants.len());
    let mut wrong = Vec::new();
    for invariant in invariants {
        let invariant = invariant.replace('\n', " ");
        let held_by = invariant
            .split_once("Held by")
            .map_or("", |(_, names)| names);
        let names: Vec<_> = held_by.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            wrong.push(invariant.clone());
        }
        wrong.extend(
            names
                .into_iter()
                .filter(|name| !occurs(&sources, name))
                .map(str::to_owned),
        );
    }
    assert_none(
        &wrong,
        "invariants that nothing holds, or holders that are not there",
    );
}

/// Whether the name stands there in full.
fn occurs(sources: &str, name: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    sources.split(name).skip(1).any(|rest| !goes_on(rest))
}

/// The names of the sandbox's tests.
fn tests_of_the_sandbox() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for file in files("crates/sandbox", ".rs") {
        let text = read(&file);
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[test") || line.starts_with("#[tokio::test") {
                is_test = true;
            } else if is_test && let Some((_, name)) = line.split_once("fn ") {
                let name = name.split(|c: char| !c.is_alphanumeric() && c != '_');
                tests.extend(name.take(1).map(str::to_owned));
                is_test = false;
            }
        }
    }
    tests
}

/// The cells of each row of the tables that end with this column, and the
/// heading that they stand under.
fn rows_that_end_with(column: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    let mut heading = String::new();
    let mut is_within = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix('#') {
            heading = title.trim_start_matches('#').trim().to_owned();
        }
        let cells = line.strip_prefix('|').and_then(|row| row.strip_suffix('|'));
        let Some(cells) = cells else {
            is_within = false;
            continue;
        };
        let cells: Vec<_> = cells
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect();
        if is_within && !cells.iter().all(|cell| cell == "---") {
            rows.push((heading.clone(), cells));
        } else if cells.last().is_some_and(|last| last == column) {
            is_within = true;
        }
    }
    rows
}

/// What the sandbox does is known to be so or stands among the assumptions,
/// and in both cases a test holds it.
#[test]
fn every_behaviour_of_the_sandbox_has_a_mark_and_a_test() {
    let tests = tests_of_the_sandbox();
    assert!(tests.len() > 200, "{}", tests.len());
    let rows = rows_that_end_with("Test", &read("docs/sandbox-behaviour.md"));
    assert!(rows.len() > 100, "{}", rows.len());
    let mut wrong = Vec::new();
    for (heading, cells) in rows {
        let [behaviour, mark, held_by] = cells.as_slice() else {
            wrong.push(format!("{cells:?}"));
            continue;
        };
        let marks: &[&str] = match heading.as_str() {
            "Assumptions" => &["MEM", "?"],
            _ => &["DOC", "MEAS", "REC", "CODE", "REP", "RFC", "own"],
        };
        if !mark.split(", ").all(|mark| marks.contains(&mark)) {
            wrong.push(format!("{behaviour}: {mark}"));
        }
        let names: Vec<_> = held_by.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            wrong.push(format!("{behaviour}: no test"));
        }
        let missing = names.into_iter().filter(|name| !tests.contains(*name));
        wrong.extend(missing.map(|name| format!("{behaviour}: {name}")));
    }
    assert_none(&wrong, "docs/sandbox-behaviour.md");
}

/// Each feature has an end-to-end test that is named after it, in the file that the document says.
#[test]
fn every_feature_has_a_test_that_is_named_after_it() {
    let rows = rows_that_end_with("Test", &read("docs/features.md"));
    // 11 of the connector, 7 that people had to find out, and what is new.
    let of = |heading: &str| rows.iter().filter(|(under, _)| under == heading).count();
    assert_eq!(of("What Microsoft's connector did"), 11);
    assert_eq!(of("What people had to find out by themselves"), 7);
    assert!(of("What is new") >= 8);
    let mut wrong = Vec::new();
    for (_, cells) in &rows {
        let [feature, _, held_by] = cells.as_slice() else {
            wrong.push(format!("{cells:?}"));
            continue;
        };
        let text = read(&format!("e2e/tests/{}", held_by.trim_matches('`')));
        // The first words of a test's title, as they stand in the code.
        let mut titles = text.lines().filter_map(|line| {
            let (name, title) = line.trim_start().split_once('(')?;
            let is_test = matches!(name, "test" | "proxied");
            is_test.then(|| title.trim_start_matches(['"', '`']))
        });
        let starts = |title: &str| {
            let rest = title.strip_prefix(feature.as_str());
            rest.is_some_and(|rest| rest.starts_with(':') || feature.ends_with('?'))
        };
        if !titles.any(starts) {
            wrong.push(format!("{held_by}: {feature}"));
        }
    }
    assert_none(&wrong, "docs/features.md");
}

/// Where a document quotes what the page says, the page says it.
#[test]
fn the_page_says_what_the_administrator_is_told() {
    let english: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&read("www/messages/en.json")).unwrap();
    let text = read("docs/connect.md");
    let (_, table) = text.split_once("| The page says |").unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let said: Vec<_> = rows
        .filter_map(|row| row.split('|').nth(1))
        .map(|said| said.trim().replace("acme.service-now.com", "{host}"))
        .collect();
    assert!(said.len() > 10, "{said:?}");
    let unsaid: Vec<_> = said
        .into_iter()
        .filter(|said| !english.values().any(|text| text == said))
        .collect();
    assert_none(&unsaid, "docs/connect.md quotes what is in no message");
}
