//! The pieces that pages are made of: one a file, a folder where it has parts.
//!
//! What has a state is a [`Part`](crate::part::Part); what has none is a function.

mod brief;
mod copy_line;
mod dialog;
mod error_note;
mod field;
mod hidden_note;
mod icon;
mod link;
mod lookup_field;
mod menu_button;
mod note;
mod page_heading;
mod pager;
mod popover;
mod rich_text;
mod select_field;
mod shares;
mod skeleton;
mod tag;
mod text_field;
mod ticket_table;

pub use brief::brief;
pub use copy_line::CopyLine;
pub use dialog::{Dialog, focused_beside};
pub use error_note::{error_note, part_of};
pub use field::Field;
pub use hidden_note::{another_user, hidden_note};
pub use icon::{Shape, icon};
pub use link::{external_link, link, link_by};
pub use lookup_field::{Lookup, LookupField};
pub use menu_button::{MenuButton, MenuItem};
pub use note::{Tone, note, note_body};
pub use page_heading::PageHeading;
pub use pager::Pager;
pub use popover::Popover;
pub use rich_text::rich_text;
pub use select_field::{Choice, SelectField};
pub use shares::{Share, shares};
pub use skeleton::{skeleton_card, skeleton_lines};
pub use tag::{tag, tagged};
pub use text_field::{TextField, TextKind};
pub use ticket_table::{
    due, own_state_label, priority_label, state_label, state_tag, ticket_link, ticket_number,
    ticket_table,
};
