//! Articles that people find before they call.

use super::data::{id, lines};
use super::users::user;
use super::{is_empty, put};
use crate::store::{Result, Store};

/// State, author, category, title, text.
const ARTICLES: &str = include_str!("data/articles.txt");
/// The `sys_id` that every instance's IT knowledge base has.
const IT: &str = "a7e8a78bff0221009b20ffffffffff17";

pub(super) fn seed(store: &Store) -> Result<()> {
    if !is_empty(store, "kb_knowledge")? {
        return Ok(());
    }
    let owner = user("bud.richman");
    let columns = [("title", "IT"), ("owner", &*owner)];
    put(store, "kb_knowledge_base", IT, &columns)?;
    let mut categories = Vec::new();
    for (at, [state, author, category, title, text]) in lines(ARTICLES).enumerate() {
        let kind = id("kb_category", category);
        if !categories.contains(&category) {
            categories.push(category);
            let columns = [
                ("label", category),
                ("value", category),
                ("full_category", category),
                ("parent_id", IT),
            ];
            put(store, "kb_category", &kind, &columns)?;
        }
        let published = if state == "published" {
            "2026-03-02"
        } else {
            ""
        };
        let active = if state == "retired" { "false" } else { "true" };
        let columns = [
            ("number", &*format!("KB{:07}", at + 1)),
            ("short_description", title),
            ("text", &format!("<p>{text}</p>")),
            ("workflow_state", state),
            ("active", active),
            ("author", &user(author)),
            ("kb_knowledge_base", IT),
            ("kb_category", &kind),
            ("published", published),
        ];
        put(store, "kb_knowledge", &id("article", title), &columns)?;
    }
    Ok(())
}
