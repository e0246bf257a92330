//! What holds for the whole project, whoever changes it: the invariants of docs/architecture.md
//! that no compiler checks, the words in every language, and what the documents say.
//!
//! It stands in this package because nothing builds faster:
//! `cargo test -p snowline-core --test house`.

mod boundaries;
mod docs;
mod markup;
mod messages;
mod project;
mod source;

/// Fails with all places at once, and says what they break.
#[track_caller]
fn assert_none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}
