//! Who may come in: network addresses and second factors.

use super::{Column, Table, system};

/// IP Address Access Controls. The documentation names the fields of the form;
/// the name of the direction's column is an assumption.
pub(super) static IP: Table = Table {
    name: "ip_access",
    label: "IP Address Access Control",
    system: system::METADATA,
    own: &[
        Column::text("type", "Type", 40).or("deny"),
        Column::text("direction", "Direction", 40).or("inbound"),
        Column::flag("active", "Active").or("true"),
        Column::text("description", "Description", 255),
        Column::text("range_start", "Range Start", 100),
        Column::text("range_end", "Range End", 100),
    ],
    display: "range_start",
    ..Table::BASE
};

/// Whose authenticator app shows the codes of which secret. The instance has
/// to know the secret itself, so it cannot be kept as passwords are; nobody
/// but administrators sees it. The column's name is an assumption.
pub(super) static MULTIFACTOR: Table = Table {
    name: "user_multifactor_auth",
    label: "User Multifactor Authentication",
    own: &[
        Column::link("user", "User", "sys_user"),
        Column::text("multifactor_secret", "Secret", 255),
    ],
    display: "user",
    indexes: &[&["user"]],
    ..Table::BASE
};
