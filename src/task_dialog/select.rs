//! A field to choose from what the instance offers.

use yew::{AttrValue, Callback};

use crate::components::Field;
use crate::dom::{El, el};

/// A field to choose from what the instance offers: its own words, and its own values.
pub(super) struct Select {
    pub(super) id: &'static str,
    pub(super) label: AttrValue,
    pub(super) value: String,
    pub(super) placeholder: AttrValue,
    /// Values and what they are called.
    pub(super) choices: Vec<(String, String)>,
    pub(super) required: bool,
    pub(super) error: Option<AttrValue>,
    pub(super) on_choose: Callback<String>,
}

impl Select {
    pub(super) fn view(self) -> El {
        let mut select = el("select")
            .attr_if(self.required, "required", "required")
            .on_value("change", self.on_choose);
        let nothing = (String::new(), self.placeholder.to_string());
        for (value, label) in std::iter::once(nothing).chain(self.choices) {
            let option = el("option")
                .key(&value)
                .attr_if(value == self.value, "selected", "selected")
                .set("value", value.into());
            select = select.child(option.child(AttrValue::from(label)));
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
