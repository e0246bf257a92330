//! Knowledge: articles and where they belong.

use super::{Column, Kind, Table, system};

pub(super) static ARTICLE: Table = Table {
    name: "kb_knowledge",
    label: "Knowledge",
    system: system::DOMAIN,
    own: &[
        Column::text("number", "Number", 40),
        Column::new("sys_class_name", "Class", Kind::ClassName),
        Column::text("short_description", "Short description", 160),
        Column::text("description", "Description", 4000),
        Column::text("text", "Article body", 65_000),
        Column::text("wiki", "Wiki", 65_000),
        Column::choice("workflow_state", "Workflow").or("draft"),
        Column::text("article_type", "Article type", 40).or("text"),
        Column::flag("active", "Active").or("true"),
        Column::link("kb_knowledge_base", "Knowledge base", "kb_knowledge_base"),
        Column::link("kb_category", "Category", "kb_category"),
        Column::text("category", "Category", 40),
        Column::text("topic", "Topic", 40).or("General"),
        Column::link("author", "Author", "sys_user"),
        Column::link("cmdb_ci", "Configuration item", "cmdb_ci"),
        Column::link("source", "Source Task", "task"),
        Column::new("published", "Published", Kind::Date),
        Column::new("valid_to", "Valid to", Kind::Date).or("2100-01-01"),
        Column::new("retired", "Retired", Kind::Date),
        Column::text("version", "Version", 40),
        Column::text("language", "Language", 3).or("en"),
        Column::text("meta", "Meta", 4000),
        Column::text("meta_description", "Meta Description", 160),
        Column::text("roles", "Roles", 255),
        Column::text("image", "Image", 40),
        Column::text("rating", "Rating", 40),
        Column::whole("use_count", "Use count").or("0"),
        Column::whole("sys_view_count", "View count").or("0"),
        Column::flag("direct", "Display attachments directly"),
        Column::flag("flagged", "Flagged"),
        Column::flag("disable_commenting", "Disable commenting"),
        Column::flag("disable_suggesting", "Disable suggesting"),
        Column::flag("display_attachments", "Attachment link"),
        Column::new(
            "can_read_user_criteria",
            "Can Read",
            Kind::List("user_criteria"),
        ),
        Column::new(
            "cannot_read_user_criteria",
            "Cannot Read",
            Kind::List("user_criteria"),
        ),
    ],
    display: "number",
    numbering: Some(("KB", 10_001)),
    indexes: &[&["number"]],
    ..Table::BASE
};

pub(super) static BASE: Table = Table {
    name: "kb_knowledge_base",
    label: "Knowledge Base",
    own: &[
        Column::text("title", "Title", 80),
        Column::text("description", "Description", 1000),
        Column::flag("active", "Active").or("true"),
        Column::link("owner", "Owner", "sys_user"),
        Column::new("kb_managers", "Managers", Kind::List("sys_user")),
        Column::text("kb_version", "KB Version", 40).or("3"),
        Column::text("workflow", "Publish workflow", 80),
        Column::text("retire_workflow", "Retire workflow", 80),
        Column::flag("disable_commenting", "Disable commenting"),
        Column::flag("disable_suggesting", "Disable suggesting"),
        Column::flag("enable_socialqa", "Enable Social Q&A"),
        Column::whole("article_validity", "Article validity").or("365"),
    ],
    display: "title",
    ..Table::BASE
};

pub(super) static CATEGORY: Table = Table {
    name: "kb_category",
    label: "Knowledge Category",
    own: &[
        Column::text("label", "Label", 100),
        Column::text("value", "Value", 100),
        Column::text("full_category", "Full category", 1000),
        Column::flag("active", "Active").or("true"),
        // Of a knowledge base or another category; `parent_table` says which.
        Column::text("parent_id", "Parent ID", 32),
        Column::text("parent_table", "Parent table", 80).or("kb_knowledge_base"),
    ],
    display: "label",
    ..Table::BASE
};
