//! `sys_user_group`.

use super::{Column, Kind, Table};

pub(super) static TABLE: Table = Table {
    name: "sys_user_group",
    label: "Group",
    own: &[
        Column::text("name", "Name", 80),
        Column::text("description", "Description", 1000),
        Column::text("email", "Group email", 100),
        Column::new("active", "Active", Kind::Boolean).or("true"),
        Column::new("manager", "Manager", Kind::Reference("sys_user")),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};
