//! The controls of the fields besides the form's own.

use snowline_core::date::Date;
use snowline_core::servicenow::{GROUPS, USERS};
use snowline_core::task::{
    DraftAction, Extra, ExtraField, ExtraKind, FormField, Reference, length,
};
use web_sys::Event;
use yew::{Callback, Html};

use crate::components::{Lookup, LookupField, TextField, TextKind};
use crate::dom::el;
use crate::part::keyed;

use super::controls::{Controls, used};
use super::fields::IDS;
use super::select::Select;

/// The first day that can be filled in: these fields ask for any day.
const FIRST: Date = Date {
    year: 1900,
    month: 1,
    day: 1,
};

/// Columns with more room than this are written in several lines.
const ONE_LINE: usize = 255;

impl Controls<'_> {
    /// The controls of the fields besides the form's own.
    pub(super) fn extras(&self) -> Vec<Html> {
        let fields = self.form.fields();
        let places = fields.iter().zip(IDS).enumerate();
        places
            .map(|(at, (field, id))| self.extra(at, id, field))
            .collect()
    }

    fn extra(&self, at: usize, id: &'static str, field: &ExtraField) -> Html {
        let filled = self.form.draft.extra(&field.column);
        let value = filled.map_or(&field.first, |extra| &extra.value).clone();
        let error = self.error(FormField::Extra(at));
        let label = if field.required {
            field.label.clone().into()
        } else {
            let what = [("label", field.label.as_str())];
            self.messages.format("task.optional", &what)
        };
        let column = field.column.clone();
        let on_input = self.edit.reform(move |value: String| {
            DraftAction::Extra(Extra {
                column: column.clone(),
                value,
                name: String::new(),
            })
        });
        match &field.kind {
            ExtraKind::Choice(choices) => Select {
                id,
                label,
                value,
                placeholder: self.messages.text("task.choose"),
                choices: choices.clone(),
                required: field.required,
                error,
                on_choose: on_input,
            }
            .view()
            .key(&field.column)
            .html(),
            ExtraKind::Reference(table) => {
                let name = filled.map(|extra| extra.name.clone()).unwrap_or_default();
                let name = if name.is_empty() { value.clone() } else { name };
                let column = field.column.clone();
                let on_choose = self.edit.reform(move |chosen: Option<Reference>| {
                    let chosen = chosen.map(|chosen| (chosen.id, chosen.name));
                    let (value, name) = chosen.unwrap_or_default();
                    DraftAction::Extra(Extra {
                        column: column.clone(),
                        value,
                        name,
                    })
                });
                let lookup = match &**table {
                    USERS => Lookup::User { of_group: None },
                    GROUPS => Lookup::Group,
                    _ => Lookup::Record {
                        table: table.clone(),
                    },
                };
                keyed(
                    &field.column,
                    LookupField {
                        app: self.app.clone(),
                        id,
                        label,
                        error,
                        chosen: Reference::new(&value, &name),
                        lookup,
                        on_choose,
                    },
                )
            }
            ExtraKind::Flag => {
                let is_on = value == "true";
                let toggle = Callback::from(move |_: Event| {
                    on_input.emit(if is_on { "false" } else { "true" }.to_owned());
                });
                let control = el("input")
                    .attr("type", "checkbox")
                    .attr("id", id)
                    .checked(is_on)
                    .on("change", toggle);
                let label = el("bdi").child(yew::AttrValue::from(field.label.clone()));
                el("label.check").child(control).child(label).html()
            }
            ExtraKind::Date | ExtraKind::DateTime => {
                let kind = TextKind::Day { first: FIRST };
                let field = TextField {
                    id,
                    label,
                    kind,
                    value,
                    hint: None,
                    used: None,
                    error,
                    on_input,
                };
                field.view().html()
            }
            ExtraKind::Text { max } => {
                let kind = match max {
                    Some(max) if *max > ONE_LINE => TextKind::Lines,
                    _ => TextKind::Line,
                };
                let field = TextField {
                    id,
                    label,
                    kind,
                    used: max.map(|max| used(length(&value), max)),
                    value,
                    hint: None,
                    error,
                    on_input,
                };
                field.view().html()
            }
        }
    }
}
