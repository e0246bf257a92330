//! In how many days a new task is due.

use snowline_core::configuration::MAX_DUE_DAYS;
use snowline_core::task::DEFAULT_DAYS_TO_DUE;
use yew::{Callback, Html};

use crate::components::Field;
use crate::dom::el;
use crate::part::{Cx, Part};

use super::editor::Editor;

/// The field for the days. What is no such number stays in it, and the one from before holds.
pub(super) struct DueDays {
    pub(super) editor: Editor,
}

impl Part for DueDays {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let typed = cx.state(|| None);
        let messages = self.editor.app.messages();
        let set = self.editor.defaults().due_days;
        let set = set.map(|days| days.to_string()).unwrap_or_default();
        let text = typed.get().unwrap_or(set);
        let max = MAX_DUE_DAYS.to_string();
        let error = read(&text)
            .is_none()
            .then(|| messages.format("configuration.dueDays.wrong", &[("max", &max)]));
        let on_input = {
            let editor = self.editor.clone();
            Callback::from(move |text: String| {
                if let Some(days) = read(&text) {
                    editor.set_defaults(|defaults| defaults.due_days = days);
                }
                typed.set(Some(text));
            })
        };
        let usual = DEFAULT_DAYS_TO_DUE.to_string();
        let field = Field {
            id: "default-due",
            label: messages.text("configuration.dueDays"),
            error,
            hint: Some(messages.format("configuration.dueDays.hint", &[("usual", &usual)])),
            used: None,
        };
        // Not a number field: in one, what is no number reads as nothing at all.
        let input = el("input")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .value(text.into())
            .on_value("input", on_input);
        field.around(input).html()
    }
}

/// The days; nothing for an empty field, `None` for what is no such number.
fn read(text: &str) -> Option<Option<u16>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let days = text.parse::<u16>().ok().filter(|_| digits)?;
    (days <= MAX_DUE_DAYS).then_some(Some(days))
}
