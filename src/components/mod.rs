//! The pieces that pages are made of: one component a file, a folder a compound one.

mod copy_line;
mod dialog;
mod error_note;
mod field;
mod icon;
mod link;
mod menu_button;
mod note;
mod page_heading;
mod pager;
mod rich_text;
mod select_field;
mod shares;
mod skeleton;
mod tag;
mod text_field;
mod ticket_table;

pub use copy_line::CopyLine;
pub use dialog::Dialog;
pub use error_note::ErrorNote;
pub use field::{Field, described_by};
pub use icon::{Icon, Shape};
pub use link::{ExternalLink, Link};
pub use menu_button::{MenuButton, MenuItem};
pub use note::{Note, Tone};
pub use page_heading::PageHeading;
pub use pager::Pager;
pub use rich_text::RichTextView;
pub use select_field::{Choice, SelectField};
pub use shares::{Share, shares};
pub use skeleton::{SkeletonCard, SkeletonLines};
pub use tag::Tag;
pub use text_field::{TextField, TextKind};
pub use ticket_table::{Due, StateTag, TicketTable, state_label};
