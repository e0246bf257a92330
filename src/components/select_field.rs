//! A field to choose from a few.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Field, described_by};

/// One of the few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it.
    pub value: AttrValue,
    /// What it is called.
    pub label: AttrValue,
}

/// Properties of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// The control's `id`.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What is chosen; empty for nothing.
    pub value: AttrValue,
    /// What is shown while nothing is chosen; none where something always is.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Whether something has to be chosen.
    #[prop_or_default]
    pub required: bool,
    /// Whether nothing can be chosen at the moment.
    #[prop_or_default]
    pub disabled: bool,
    /// What is wrong with the choice.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The person chose.
    pub on_choose: Callback<AttrValue>,
}

/// A field to choose from a few, with the browser's own control.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        // By its property: once a person has chosen, the attributes of options count no more.
        use_effect_with(
            (props.value.clone(), props.choices.clone()),
            move |(value, _)| {
                if let Some(select) = node.cast::<HtmlSelectElement>() {
                    select.set_value(value);
                }
            },
        );
    }
    let onchange = {
        let on_choose = props.on_choose.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                on_choose.emit(select.value().into());
            }
        })
    };
    html! {
        <Field id={props.id.clone()} label={props.label.clone()} error={props.error.clone()}>
            <select
                id={props.id.clone()}
                ref={node}
                required={props.required}
                disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described_by(&props.id, props.error.is_some(), false)}
                {onchange}
            >
                if let Some(placeholder) = &props.placeholder {
                    <option value="">{ placeholder }</option>
                }
                { for props.choices.iter().map(|choice| html! {
                    <option key={choice.value.as_str()} value={choice.value.clone()}>
                        { &choice.label }
                    </option>
                }) }
            </select>
        </Field>
    }
}
