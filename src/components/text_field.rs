//! A field to type in.

use snowline_core::date::Date;
use yew::{AttrValue, Callback};

use crate::dom::{El, el};

use super::Field;

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    Line,
    /// Many lines.
    Lines,
    /// A day, with the browser's own calendar.
    Day {
        /// The first one that the calendar offers.
        first: Date,
    },
}

/// A required field to type in.
pub struct TextField {
    /// The control's `id`.
    pub id: &'static str,
    /// The label.
    pub label: AttrValue,
    /// What is typed.
    pub kind: TextKind,
    /// The text.
    pub value: String,
    /// What helps to fill it in.
    pub hint: Option<AttrValue>,
    /// How much of the limit is used. Nothing is cut at the limit: what was pasted stays whole,
    /// and the error says how much is too much.
    pub used: Option<AttrValue>,
    /// What is wrong with the text.
    pub error: Option<AttrValue>,
    /// The person typed.
    pub on_input: Callback<String>,
}

impl TextField {
    /// The field. The direction of the writing follows the text.
    pub fn view(self) -> El {
        let control = match self.kind {
            TextKind::Lines => el("textarea").attr("rows", "8").attr("dir", "auto"),
            TextKind::Line => input("text").attr("dir", "auto"),
            TextKind::Day { first } => input("date").set("min", first.to_string().into()),
        };
        let control = control
            .attr("required", "required")
            .value(self.value.into())
            .on_value("input", self.on_input);
        let field = Field {
            id: self.id,
            label: self.label,
            error: self.error,
            hint: self.hint,
            used: self.used,
        };
        field.around(control)
    }
}

fn input(kind: &'static str) -> El {
    el("input").attr("type", kind).attr("autocomplete", "off")
}
