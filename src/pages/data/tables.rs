//! Tables of names and words.

use crate::dom::{El, el};
use crate::i18n::Messages;

/// A row of a table, cell by cell; the first names it.
pub(super) struct Row(pub(super) Vec<El>);

/// A name as ServiceNow or a program has it.
pub(super) fn code(name: &str) -> El {
    el("code").child(name)
}

/// A message.
pub(super) fn words(messages: &Messages, key: &str) -> El {
    el("span").says(messages, key)
}

/// A table with a heading for each column.
pub(super) fn table_of(messages: &Messages, columns: &[&str], rows: Vec<Row>) -> El {
    let mut head = el("tr");
    for column in columns {
        head = head.child(el("th").attr("scope", "col").says(messages, column));
    }
    let mut body = el("tbody");
    for Row(cells) in rows {
        let mut row = el("tr");
        for (at, cell) in cells.into_iter().enumerate() {
            row = row.child(match at {
                0 => el("th").attr("scope", "row").child(cell),
                _ => el("td").child(cell),
            });
        }
        body = body.child(row);
    }
    let table = el("table.data").child(el("thead").child(head)).child(body);
    // It scrolls by itself where a screen is narrower than it.
    el("div.scroll").child(table)
}
