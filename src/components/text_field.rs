//! A field to type in.

use snowline_core::date::Date;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Field, described_by};

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
    pub fn view(self) -> Html {
        let control = if self.kind == TextKind::Lines {
            self.area()
        } else {
            self.input()
        };
        html! {
            <Field
                id={self.id}
                label={self.label}
                error={self.error}
                hint={self.hint}
                used={self.used}
            >
                { control }
            </Field>
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described_by(&self) -> Option<String> {
        let hinted = self.hint.is_some() || self.used.is_some();
        described_by(self.id, self.error.is_some(), hinted)
    }

    fn area(&self) -> Html {
        let on_input = self.on_input.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on_input.emit(area.value());
            }
        });
        html! {
            <textarea
                id={self.id}
                rows="8"
                dir="auto"
                required=true
                value={self.value.clone()}
                aria-invalid={self.invalid()}
                aria-describedby={self.described_by()}
                {oninput}
            />
        }
    }

    fn input(&self) -> Html {
        let on_input = self.on_input.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_input.emit(input.value());
            }
        });
        let (kind, dir, min) = match self.kind {
            TextKind::Day { first } => ("date", None, Some(first.to_string())),
            TextKind::Line | TextKind::Lines => ("text", Some("auto"), None),
        };
        html! {
            <input
                id={self.id}
                type={kind}
                {dir}
                {min}
                autocomplete="off"
                required=true
                value={self.value.clone()}
                aria-invalid={self.invalid()}
                aria-describedby={self.described_by()}
                {oninput}
            />
        }
    }
}
