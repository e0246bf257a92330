//! A field to choose from what the instance offers.

use yew::{AttrValue, Callback};

use crate::components::Field;
use crate::dom::{El, el};

/// What can be chosen, with the value that stands for it, and what is.
pub(super) struct Choose<'a> {
    pub(super) id: &'static str,
    pub(super) label: AttrValue,
    pub(super) value: &'a str,
    pub(super) choices: Vec<(String, AttrValue)>,
    /// What stands there while nothing is chosen.
    pub(super) placeholder: AttrValue,
    pub(super) hint: Option<AttrValue>,
    pub(super) error: Option<AttrValue>,
    pub(super) on_choose: Callback<String>,
}

impl Choose<'_> {
    pub(super) fn view(self) -> El {
        let mut select = el("select").on_value("change", self.on_choose);
        let nothing = (String::new(), self.placeholder);
        let nothing = self.value.is_empty().then_some(nothing);
        for (value, label) in nothing.into_iter().chain(self.choices) {
            let option = el("option")
                .key(&value)
                .attr_if(value == self.value, "selected", "selected")
                .set("value", value.into());
            select = select.child(option.child(label));
        }
        Field {
            id: self.id,
            label: self.label,
            error: self.error,
            hint: self.hint,
            used: None,
        }
        .around(select)
    }
}
