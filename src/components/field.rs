//! A form field: its label, its control, its hint and its error.

use yew::prelude::*;

/// Properties of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// The control's `id`. The hint's is `{id}-hint`, the error's `{id}-error`: the control names
    /// both in `aria-describedby`.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What is wrong with the value.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What helps to fill it in.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// How much of the limit is used: `60 / 160`.
    #[prop_or_default]
    pub used: Option<AttrValue>,
    /// The control.
    pub children: Html,
}

/// A form field: label, control, hint and error, tied together by ids.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    // With `if`, not with an `Option` among the children: those shift the control when they come
    // and go, and a control that is made anew has lost its focus.
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ &props.label }</label>
            { props.children.clone() }
            if let Some(error) = &props.error {
                <span class="err" id={format_id(&props.id, "-error")}>{ error }</span>
            }
            if props.hint.is_some() || props.used.is_some() {
                <span class="hint" id={format_id(&props.id, "-hint")}>
                    <span>{ props.hint.clone() }</span>
                    <span class="num">{ props.used.clone() }</span>
                </span>
            }
        </div>
    }
}

fn format_id(id: &str, suffix: &str) -> String {
    [id, suffix].concat()
}

/// The value of a control's `aria-describedby`: its error first, then its hint.
#[must_use]
pub fn described_by(id: &str, error: bool, hint: bool) -> Option<String> {
    match (error, hint) {
        (true, true) => Some([id, "-error ", id, "-hint"].concat()),
        (true, false) => Some(format_id(id, "-error")),
        (false, true) => Some(format_id(id, "-hint")),
        (false, false) => None,
    }
}
