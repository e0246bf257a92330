//! A form field: its label, its control, its hint and its error.

use yew::AttrValue;

use crate::dom::{El, el};

/// What stands around a control.
pub struct Field {
    /// The control's `id`. The hint's is `{id}-hint`, the error's `{id}-error`: the control names
    /// both in `aria-describedby`.
    pub id: &'static str,
    /// The label.
    pub label: AttrValue,
    /// What is wrong with the value.
    pub error: Option<AttrValue>,
    /// What helps to fill it in.
    pub hint: Option<AttrValue>,
    /// How much of the limit is used: `60 / 160`.
    pub used: Option<AttrValue>,
}

impl Field {
    /// The field with its control: label, hint and error, tied to it by ids.
    pub fn around(self, control: El) -> El {
        let id = self.id;
        let hinted = self.hint.is_some() || self.used.is_some();
        let described_by = described_by(id, self.error.is_some(), hinted);
        let control = control
            .attr("id", id)
            .attr_if(self.error.is_some(), "aria-invalid", "true")
            .set_if_any("aria-describedby", described_by);
        let error = self.error.map(|error| {
            let element = el("span.err").set("id", with_suffix(id, "-error"));
            element.child(error)
        });
        let hint = hinted.then(|| {
            el("span.hint")
                .set("id", with_suffix(id, "-hint"))
                .child(el("span").child(self.hint))
                .child(el("span.num").child(self.used))
        });
        el("div.field")
            .child(el("label").attr("for", id).child(self.label))
            .child(control)
            .child(error)
            .child(hint)
    }
}

fn with_suffix(id: &str, suffix: &str) -> AttrValue {
    [id, suffix].concat().into()
}

/// The value of a control's `aria-describedby`: its error first, then its hint.
fn described_by(id: &str, error: bool, hint: bool) -> Option<AttrValue> {
    match (error, hint) {
        (true, true) => Some([id, "-error ", id, "-hint"].concat().into()),
        (true, false) => Some(with_suffix(id, "-error")),
        (false, true) => Some(with_suffix(id, "-hint")),
        (false, false) => None,
    }
}
