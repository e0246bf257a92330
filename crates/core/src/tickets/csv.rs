//! Tables as comma-separated values: RFC 4180, as spreadsheets read them.

/// What a file begins with, so that a spreadsheet takes it for UTF-8.
pub const BEGINNING: &str = "\u{feff}";

/// Adds a row.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front: names of tickets
/// are typed by anybody, and must not do anything where they are looked at.
pub fn push_row(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let quoted = cell.contains([',', '"', '\r', '\n']);
        if quoted {
            out.push('"');
        }
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        for c in cell.chars() {
            if c == '"' {
                out.push('"');
            }
            out.push(c);
        }
        if quoted {
            out.push('"');
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::push_row;

    #[test]
    fn a_cell_means_itself_in_a_spreadsheet() {
        for (cells, row) in [
            (
                &["INC0010001", "Block legacy sign-in"][..],
                "INC0010001,Block legacy sign-in\r\n",
            ),
            (&["", ""], ",\r\n"),
            (&["a, b", "c"], "\"a, b\",c\r\n"),
            (&["say \"no\""], "\"say \"\"no\"\"\"\r\n"),
            (&["two\nlines"], "\"two\nlines\"\r\n"),
            (
                &["=1+1", "@SUM(A1)", "+1", "-1"],
                "'=1+1,'@SUM(A1),'+1,'-1\r\n",
            ),
            (
                &["=HYPERLINK(\"https://evil.example\",\"x\")"],
                "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\"\r\n",
            ),
            (&["äöü 보안"], "äöü 보안\r\n"),
        ] {
            let mut out = String::new();
            push_row(&mut out, cells);
            assert_eq!(out, row);
        }
    }
}
