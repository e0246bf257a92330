//! Words: every string that a person reads comes from `messages/<language>.json`, of which only
//! the chosen language's is downloaded.
//!
//! A file is one flat object of key and text. `{name}` in a text is replaced by the argument of
//! that name; a key that counts has one text for each plural category of the language
//! (`tickets.open.one`, `tickets.open.other`).

mod language;
mod messages;

pub use language::Language;
pub use messages::Messages;
