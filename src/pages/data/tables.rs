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
    // On a narrow screen the cells of a row stand below each other; the roles keep it a table.
    let with_role = |kind, role| el(kind).attr("role", role);
    let mut head = with_role("tr", "row");
    for column in columns {
        let cell = with_role("th", "columnheader").attr("scope", "col");
        head = head.child(cell.says(messages, column));
    }
    let mut body = with_role("tbody", "rowgroup");
    for Row(cells) in rows {
        let mut row = with_role("tr", "row");
        for (at, cell) in cells.into_iter().enumerate() {
            row = row.child(match at {
                0 => with_role("th", "rowheader")
                    .attr("scope", "row")
                    .child(cell),
                _ => with_role("td", "cell").child(cell),
            });
        }
        body = body.child(row);
    }
    with_role("table.data", "table")
        .child(with_role("thead", "rowgroup").child(head))
        .child(body)
}
