//! A field to choose from a few.

use yew::{AttrValue, Callback};

use crate::dom::{El, el};

use super::Field;

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
    pub fn view(self) -> El {
        let nothing = self.placeholder.map(|label| Choice { value: "", label });
        let mut select = el("select")
            .attr_if(self.required, "required", "required")
            .attr_if(self.disabled, "disabled", "disabled")
            .on_value("change", self.on_choose);
        for choice in nothing.into_iter().chain(self.choices) {
            let chosen = choice.value == self.value;
            let option = el("option")
                .key(choice.value)
                .attr("value", choice.value)
                .attr_if(chosen, "selected", "selected");
            select = select.child(option.child(choice.label));
        }
        let field = Field {
            id: self.id,
            label: self.label,
            error: self.error,
            hint: None,
            used: None,
        };
        field.around(select)
    }
}
