//! `<unload><table action="INSERT_OR_UPDATE"><column>…</column></table></unload>`

use roxmltree::{Document, Node, ParsingOptions};

use super::Broken;

/// The most elements, attributes and texts that a file may have.
const MOST_NODES: u32 = 2_000_000;

/// What a file wants done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    InsertOrUpdate,
    Delete,
}

/// One record of a file.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) table: String,
    pub(super) action: Action,
    /// Where it begins, counted from one.
    pub(super) line: u32,
    pub(super) fields: Vec<Field>,
}

impl Record {
    pub(super) fn sys_id(&self) -> &str {
        let field = self.fields.iter().find(|field| field.name == "sys_id");
        field.map_or("", |field| field.value.trim())
    }
}

/// One column of a record.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: String,
    /// What the record that a reference points to was called where the file
    /// comes from.
    pub(super) display_value: String,
}

/// Every record, in the order of the file.
pub(super) fn records(file: &[u8]) -> Result<Vec<Record>, Broken> {
    let text = std::str::from_utf8(file).map_err(|error| {
        let line = lines_before(file, error.valid_up_to());
        Broken(format!("Line {line}: the file is not UTF-8"))
    })?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let at = error.pos();
        Broken(format!("Line {}, column {}: {error}", at.row, at.col))
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "unload" {
        return Err(broken(root, "the file does not begin with <unload>"));
    }
    root.children()
        .filter(Node::is_element)
        .map(record)
        .collect()
}

fn record(node: Node<'_, '_>) -> Result<Record, Broken> {
    let action = match node.attribute("action") {
        None | Some("INSERT_OR_UPDATE") => Action::InsertOrUpdate,
        Some("DELETE") => Action::Delete,
        Some(_) => return Err(broken(node, "the action is not known")),
    };
    let fields = node.children().filter(Node::is_element).map(field);
    Ok(Record {
        table: node.tag_name().name().to_owned(),
        action,
        line: line(node),
        fields: fields.collect::<Result<_, _>>()?,
    })
}

fn field(node: Node<'_, '_>) -> Result<Field, Broken> {
    if let Some(within) = node.children().find(Node::is_element) {
        return Err(broken(within, "an element within a field"));
    }
    // A text with a comment or a CDATA section in it has several parts.
    let parts = node.children().filter(Node::is_text);
    Ok(Field {
        name: node.tag_name().name().to_owned(),
        value: parts.filter_map(|part| part.text()).collect(),
        display_value: node.attribute("display_value").unwrap_or("").to_owned(),
    })
}

fn broken(node: Node<'_, '_>, why: &str) -> Broken {
    Broken(format!("Line {}: {why}", line(node)))
}

fn line(node: Node<'_, '_>) -> u32 {
    let document = node.document();
    document.text_pos_at(node.range().start).row
}

fn lines_before(file: &[u8], at: usize) -> usize {
    let before = file.iter().take(at);
    before.filter(|byte| **byte == b'\n').count() + 1
}
