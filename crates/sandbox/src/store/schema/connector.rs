//! The table of the connector application: which portal was connected last, as whom and when. Its
//! columns are ours: how the retired application kept this is not known.

use super::{Column, Table};

pub(super) static CONNECTION: Table = Table {
    name: "x_mioms_m365ticket_connection",
    label: "Connection",
    own: &[
        Column::text("portal", "Portal", 255),
        Column::text("user_name", "User ID", 100),
        Column::time("last_contact", "Last contact"),
    ],
    display: "portal",
    indexes: &[&["portal"]],
    ..Table::BASE
};
