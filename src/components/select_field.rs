//! A field to choose from a few.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Field, described_by};

/// One of the few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it.
    pub value: &'static str,
    /// What it is called.
    pub label: AttrValue,
}

/// A field to choose from a few, with the browser's own control.
pub struct SelectField {
    /// The control's `id`.
    pub id: &'static str,
    /// The label.
    pub label: AttrValue,
    /// What is chosen; empty for nothing.
    pub value: &'static str,
    /// What is shown while nothing is chosen; none where something always is.
    pub placeholder: Option<AttrValue>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Whether something has to be chosen.
    pub required: bool,
    /// Whether nothing can be chosen at the moment.
    pub disabled: bool,
    /// What is wrong with the choice.
    pub error: Option<AttrValue>,
    /// The person chose.
    pub on_choose: Callback<String>,
}

impl SelectField {
    /// The field.
    pub fn view(self) -> Html {
        let invalid = self.error.is_some();
        let on_choose = self.on_choose;
        let onchange = Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                on_choose.emit(select.value());
            }
        });
        let nothing = self.placeholder.map(|label| Choice { value: "", label });
        html! {
            <Field id={self.id} label={self.label} error={self.error}>
                <select
                    id={self.id}
                    required={self.required}
                    disabled={self.disabled}
                    aria-invalid={invalid.then_some("true")}
                    aria-describedby={described_by(self.id, invalid, false)}
                    {onchange}
                >
                    { for nothing.into_iter().chain(self.choices).map(|choice| html! {
                        <option
                            key={choice.value}
                            value={choice.value}
                            selected={choice.value == self.value}
                        >
                            { choice.label }
                        </option>
                    }) }
                </select>
            </Field>
        }
    }
}
