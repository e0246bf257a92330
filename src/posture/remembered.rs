//! The files that were chosen, kept in this tab: the sign-in at the instance leaves the page and
//! comes back, and what was shown before must still be there.

use snowline_core::json::{self, Object, Value};
use snowline_core::ports::{Ports, Store};
use snowline_core::secure_score::ChosenFile;

use crate::browser::Browser;

const KEY: &str = "snowline.secureScore";

/// Keeps files. What is too large for the tab's store has to be chosen again afterwards.
pub fn keep(files: &[ChosenFile]) {
    let mut list = String::from("[");
    for file in files {
        if list.len() > 1 {
            list.push(',');
        }
        let file = Object::new()
            .text("name", &file.name)
            .text("text", &file.text)
            .end();
        list.push_str(&file);
    }
    list.push(']');
    if !Browser::new().session_store().set(KEY, &list) {
        forget();
    }
}

/// Keeps them no longer.
pub fn forget() {
    Browser::new().session_store().remove(KEY);
}

/// The files that were kept.
#[must_use]
pub fn load() -> Vec<ChosenFile> {
    let kept = Browser::new().session_store().get(KEY);
    let mut files = Vec::new();
    if let Some(Ok(Value::Array(list))) = kept.map(|kept| json::parse(&kept)) {
        for file in &list {
            if let (Some(name), Some(text)) = (file.text("name"), file.text("text")) {
                let (name, text) = (name.to_owned(), text.to_owned());
                files.push(ChosenFile { name, text });
            }
        }
    }
    files
}
