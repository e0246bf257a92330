//! The portals that have left word of themselves in the connector's table.

use crate::{
    pages::escape,
    records::text,
    store::{Result, Row, Store},
};

const TABLE: &str = "x_mioms_m365ticket_connection";

/// Each portal, as whom and when it was last heard of, newest first; nothing
/// when none has been.
pub(super) fn list(store: &Store) -> Result<String> {
    let mut rows = store.find(TABLE, &[])?;
    // Stored dates sort as texts.
    rows.sort_by(|one, other| text(other, "last_contact").cmp(text(one, "last_contact")));
    if rows.is_empty() {
        return Ok(String::new());
    }
    let lines: String = rows.iter().map(line).collect();
    Ok(format!(
        r#"<table><thead><tr><th scope="col">Portal</th><th scope="col">User ID</th><th scope="col">Last contact (UTC)</th></tr></thead><tbody>{lines}</tbody></table>"#
    ))
}

fn line(row: &Row) -> String {
    let cells = ["portal", "user_name", "last_contact"];
    let cells = cells.map(|column| format!("<td>{}</td>", escape(text(row, column))));
    format!("<tr>{}</tr>", cells.concat())
}
