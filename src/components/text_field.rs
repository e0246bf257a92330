//! A field to type in.

use snowline_core::date::Date;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Field, described_by};

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    #[default]
    Line,
    /// Many lines.
    Lines,
    /// A day, with the browser's own calendar.
    Day {
        /// The first one that the calendar offers.
        first: Date,
    },
}

/// Properties of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// The control's `id`.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What is typed.
    #[prop_or_default]
    pub kind: TextKind,
    /// The text.
    pub value: AttrValue,
    /// What helps to fill it in.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// How much of the limit is used. Nothing is cut at the limit: what was pasted stays whole,
    /// and the error says how much is too much.
    #[prop_or_default]
    pub used: Option<AttrValue>,
    /// What is wrong with the text.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The person typed.
    pub on_input: Callback<String>,
}

/// A required field to type in. The direction of the writing follows the text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let TextFieldProps { id, value, .. } = props;
    let invalid = props.error.is_some().then_some("true");
    let hinted = props.hint.is_some() || props.used.is_some();
    let describedby = described_by(id, props.error.is_some(), hinted);
    let on_input = props.on_input.clone();
    let control = if props.kind == TextKind::Lines {
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on_input.emit(area.value());
            }
        });
        html! {
            <textarea
                id={id.clone()}
                rows="8"
                dir="auto"
                required=true
                value={value.clone()}
                aria-invalid={invalid}
                aria-describedby={describedby}
                {oninput}
            />
        }
    } else {
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_input.emit(input.value());
            }
        });
        let (kind, dir, min) = match props.kind {
            TextKind::Day { first } => ("date", None, Some(first.to_string())),
            _ => ("text", Some("auto"), None),
        };
        html! {
            <input
                id={id.clone()}
                type={kind}
                {dir}
                {min}
                autocomplete="off"
                required=true
                value={value.clone()}
                aria-invalid={invalid}
                aria-describedby={describedby}
                {oninput}
            />
        }
    };
    html! {
        <Field
            id={id.clone()}
            label={props.label.clone()}
            error={props.error.clone()}
            hint={props.hint.clone()}
            used={props.used.clone()}
        >
            { control }
        </Field>
    }
}
