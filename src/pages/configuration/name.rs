//! What a state is called here. A name is kept as it is typed; what is no name stays in the field,
//! with what is wrong about it, and the name from before holds.

use snowline_core::configuration::{NameProblem, StateRow};
use web_sys::Event;
use yew::{AttrValue, Callback};

use crate::browser::intl;
use crate::components::own_state_label;
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::State;

use super::row::Row;
use super::states::name_of;

/// The field for a state's name.
pub(super) fn name_field(part: &Row, row: &StateRow, typed: &State<Option<String>>) -> El {
    let messages = part.editor.app.messages();
    let shown = name_of(&part.editor, part.ticket_type, row);
    let text = typed.get().unwrap_or_else(|| shown.to_string());
    let problem = check(part, &text).err();
    let id = AttrValue::from(["name-", part.ticket_type.key(), &row.state.value].concat());
    let error = problem.map(|problem| {
        let error = el("span.err").set("id", [&id, "-error"].concat().into());
        error.attr("role", "alert").child(says(&messages, problem))
    });
    let described_by = problem.map(|_| AttrValue::from([&id, "-error"].concat()));
    let on_input = {
        let (part, typed) = (part.again(), typed.clone());
        Callback::from(move |text: String| {
            if check(&part, &text).is_ok() {
                part.change(|row| row.name = Some(text.trim().to_owned()));
            }
            typed.set(Some(text));
        })
    };
    let own = own_state_label(&messages, part.ticket_type, &row.state);
    let on_change = {
        let (part, typed) = (part.again(), typed.clone());
        Callback::from(move |_: Event| {
            let text = typed.get();
            let is_name = text.is_none_or(|text| check(&part, &text).is_ok());
            if is_name {
                typed.set(None);
            }
            // The instance's own name is none of its own: it follows the language.
            let is_own = |row: &StateRow| row.name.as_deref() == Some(own.as_str());
            if part.rows.get(part.place).is_some_and(is_own) {
                part.change(|row| row.name = None);
            }
        })
    };
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("dir", "auto")
        .set("id", id)
        .set("aria-label", part.label("configuration.name.of", row))
        .attr_if(problem.is_some(), "aria-invalid", "true")
        .set_if_any("aria-describedby", described_by)
        .value(text.into())
        .on_value("input", on_input)
        .on("change", on_change);
    el("div.field").child(input).child(error)
}

/// Looks at a name beside those of the other states.
fn check(part: &Row, name: &str) -> Result<(), NameProblem> {
    let mut others = Vec::new();
    for (place, other) in part.rows.iter().enumerate() {
        if place != part.place {
            others.push(name_of(&part.editor, part.ticket_type, other));
        }
    }
    NameProblem::check(name, others.iter().map(AttrValue::as_str), intl::lower_case)
}

fn says(messages: &Messages, problem: NameProblem) -> AttrValue {
    let key = ["configuration.name.", problem.key()].concat();
    let args = problem.args();
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    messages.format(&key, &args)
}
