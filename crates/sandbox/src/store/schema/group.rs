//! Groups, their members and their roles.

use super::{Column, Kind, Table, system};

pub(super) static TABLE: Table = Table {
    name: "sys_user_group",
    label: "Group",
    own: &[
        Column::text("name", "Name", 80).required(),
        Column::text("description", "Description", 1000),
        Column::text("email", "Group email", 100),
        Column::flag("active", "Active").or("true"),
        Column::link("manager", "Manager", "sys_user"),
        Column::link("parent", "Parent", "sys_user_group"),
        Column::link("default_assignee", "Default assignee", "sys_user"),
        Column::text("type", "Type", 1024),
        Column::text("roles", "Roles", 40),
        Column::text("source", "Source", 255),
        Column::link("cost_center", "Cost center", "cmn_cost_center"),
        Column::flag("exclude_manager", "Exclude manager"),
        Column::flag("include_members", "Include members"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static MEMBER: Table = Table {
    name: "sys_user_grmember",
    label: "Group Member",
    own: &[
        Column::link("user", "User", "sys_user").required(),
        Column::link("group", "Group", "sys_user_group").required(),
    ],
    display: "user",
    indexes: &[&["user"], &["group"]],
    ..Table::BASE
};

pub(super) static HAS_ROLE: Table = Table {
    name: "sys_group_has_role",
    label: "Group Role",
    own: &[
        Column::link("group", "Group", "sys_user_group").required(),
        Column::link("role", "Role", "sys_user_role").required(),
        Column::link("granted_by", "Granted by", "sys_user_group"),
        Column::flag("inherits", "Inherits").or("true"),
    ],
    display: "role",
    indexes: &[&["group"]],
    ..Table::BASE
};

/// Where users work.
pub(super) static COMPANY: Table = Table {
    name: "core_company",
    label: "Company",
    own: &[
        Column::text("name", "Name", 80).required(),
        Column::text("city", "City", 50),
        Column::text("country", "Country", 40),
        Column::text("phone", "Phone", 40),
        Column::text("website", "Website", 1024),
        Column::flag("customer", "Customer"),
        Column::flag("vendor", "Vendor"),
        Column::link("parent", "Parent", "core_company"),
    ],
    ..Table::BASE
};

pub(super) static DEPARTMENT: Table = Table {
    name: "cmn_department",
    label: "Department",
    own: &[
        Column::text("name", "Name", 100).required(),
        Column::text("description", "Description", 1000),
        Column::text("id", "ID", 40),
        Column::link("dept_head", "Department head", "sys_user"),
        Column::link("parent", "Parent", "cmn_department"),
        Column::link("company", "Company", "core_company"),
    ],
    ..Table::BASE
};

pub(super) static LOCATION: Table = Table {
    name: "cmn_location",
    label: "Location",
    system: system::PLAIN,
    own: &[
        Column::text("name", "Name", 100).required(),
        Column::text("full_name", "Full name", 255),
        Column::text("street", "Street", 255),
        Column::text("city", "City", 50),
        Column::text("state", "State / Province", 40),
        Column::text("zip", "Zip / Postal Code", 40),
        Column::text("country", "Country", 40),
        Column::text("time_zone", "Time zone", 40),
        Column::new("contact", "Contact", Kind::Reference("sys_user")),
        Column::link("parent", "Parent", "cmn_location"),
        Column::link("company", "Company", "core_company"),
    ],
    ..Table::BASE
};
