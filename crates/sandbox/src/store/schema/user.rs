//! Users, roles and who has which.

use super::{Column, Kind, Table};
use Kind::{Boolean, DateTime, Integer, Password, Reference};

pub(super) static TABLE: Table = Table {
    name: "sys_user",
    label: "User",
    own: &[
        Column::text("user_name", "User ID", 40),
        Column::text("name", "Name", 151),
        Column::text("first_name", "First name", 50),
        Column::text("last_name", "Last name", 50),
        Column::text("email", "Email", 100),
        Column::text("title", "Title", 60),
        Column::text("phone", "Business phone", 40),
        Column::text("time_zone", "Time zone", 40),
        Column::text("date_format", "Date format", 40),
        Column::text("preferred_language", "Language", 3),
        Column::new("active", "Active", Boolean).or("true"),
        Column::new("locked_out", "Locked out", Boolean).or("false"),
        Column::new(
            "web_service_access_only",
            "Web service access only",
            Boolean,
        )
        .or("false"),
        Column::new(
            "internal_integration_user",
            "Internal Integration User",
            Boolean,
        )
        .or("false"),
        Column::new("vip", "VIP", Boolean).or("false"),
        Column::new("failed_attempts", "Failed login attempts", Integer).or("0"),
        Column::new("last_login_time", "Last login time", DateTime),
        Column::new("manager", "Manager", Reference("sys_user")),
        Column::new("user_password", "Password", Password),
    ],
    indexes: &[&["user_name"], &["name"]],
    ..Table::BASE
};

pub(super) static ROLE: Table = Table {
    name: "sys_user_role",
    label: "Role",
    own: &[
        Column::text("name", "Name", 100),
        Column::text("description", "Description", 1000),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static HAS_ROLE: Table = Table {
    name: "sys_user_has_role",
    label: "User Role",
    own: &[
        Column::new("user", "User", Reference("sys_user")),
        Column::new("role", "Role", Reference("sys_user_role")),
        Column::new("inherited", "Inherited", Boolean).or("false"),
    ],
    display: "role",
    indexes: &[&["user"]],
    ..Table::BASE
};
