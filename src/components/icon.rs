//! Icons, drawn by us as strokes of the text's colour.

use crate::dom::{El, el};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Something is wrong.
    Alert,
    /// Something is done.
    Check,
    /// Something to know.
    Info,
    /// A chain link.
    Link,
    /// A letter.
    Mail,
    /// A speech bubble.
    Chat,
    /// A ticket.
    Ticket,
    /// An arrow out of a box: share.
    Share,
    /// An arrow to another page.
    External,
    /// Two sheets: copy.
    Copy,
    /// A cross: close.
    Close,
    /// A round arrow: again.
    Refresh,
    /// An arrow out of a tray: load a file.
    Upload,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M8 5v3.5M8 11v.01M8 1.75l6.5 11.75h-13z",
            Self::Check => "m3 8.5 3.5 3.5L13 5",
            Self::Info => {
                "M8 7.5V11M8 5v.01M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5z"
            }
            Self::Link => {
                "M6.5 9.5l3-3M7 4.5l1.2-1.2a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.2 1.2a3.2 3.2 0 0 1-4.5-4.5L4.5 7"
            }
            Self::Mail => "M2 4h12v8.5H2zM2.5 4.5 8 9l5.5-4.5",
            Self::Chat => "M2.5 3h11v7.5H8L5 13v-2.5H2.5z",
            Self::Ticket => {
                "M2 4.5h12v2.2a1.4 1.4 0 0 0 0 2.6v2.2H2V9.3a1.4 1.4 0 0 0 0-2.6zM9.5 4.5v7"
            }
            Self::Share => "M6 4.5H3v9h9.5V10M9.5 2.5h4v4M13.2 2.8 7.5 8.5",
            Self::External => "M9.5 2.5h4v4M13.2 2.8 8 8M11.5 9v4.5h-9v-9H7",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Refresh => "M13.5 8a5.5 5.5 0 1 1-1.6-3.9l1.6 1.4M13.5 2.5v3h-3",
            Self::Upload => "M8 10.5v-8M5 5l3-3 3 3M2.5 10v3.5h11V10",
        }
    }
}

/// An icon. It is never the only bearer of a meaning, so assistive technology does not hear it.
#[must_use]
pub fn icon(shape: Shape) -> El {
    el("svg.icon")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(el("path").attr("d", shape.path()))
}
