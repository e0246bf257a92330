//! The form's fields.

use snowline_core::date::Date;
use snowline_core::task::{
    Category, DESCRIPTION_LIMIT, DraftAction, FieldError, FieldErrors, FormField, NAME_LIMIT,
    Priority, Problem, TicketType, length,
};
use yew::prelude::*;

use crate::components::{Choice, SelectField, TextField, TextKind};
use crate::i18n::{Messages, use_messages};

use super::form::Form;

/// Properties of [`Controls`].
#[derive(Properties, PartialEq)]
pub(super) struct ControlsProps {
    /// The form.
    pub form: UseReducerHandle<Form>,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The first day that can be chosen.
    pub today: Date,
    /// The person changes a field.
    pub edit: Callback<DraftAction>,
}

/// The form's fields.
#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let messages = use_messages();
    let form = &props.form;
    let draft = &form.draft;
    let edit = &props.edit;
    let footer = length(&draft.footer());
    let error = |field| {
        let error = props.errors.get(field)?;
        Some(messages.format(error.key(), &arguments(error, footer)))
    };
    html! {
        <>
            <div class="two">
                <SelectField
                    id="task-type"
                    label={messages.text("task.type")}
                    value={draft.ticket_type.key()}
                    choices={TicketType::ALL.map(|kind| choice(&messages, "ticketType.", kind.key())).to_vec()}
                    // In doubt, only the table that it was sent to tells whether it got there.
                    disabled={form.in_doubt}
                    on_choose={edit.reform(|key: AttrValue| {
                        DraftAction::TicketType(TicketType::from_key(&key).unwrap_or(TicketType::ChangeRequest))
                    })}
                />
                <SelectField
                    id="task-priority"
                    label={messages.text("task.priority")}
                    value={draft.priority.map_or("", Priority::key)}
                    placeholder={messages.text("task.priority.choose")}
                    required=true
                    choices={Priority::offered_for(draft.ticket_type)
                        .iter()
                        .map(|priority| choice(&messages, "priority.", priority.key()))
                        .collect::<Vec<_>>()}
                    error={error(FormField::Priority)}
                    on_choose={edit.reform(|key: AttrValue| DraftAction::Priority(Priority::from_key(&key)))}
                />
            </div>
            <TextField
                id="task-name"
                label={messages.text("task.name")}
                value={draft.name.clone()}
                used={of(length(&draft.name), NAME_LIMIT)}
                error={error(FormField::Name)}
                on_input={edit.reform(DraftAction::Name)}
            />
            <TextField
                id="task-description"
                label={messages.text("task.description")}
                kind={TextKind::Lines}
                value={draft.description.clone()}
                hint={messages.text("task.description.hint")}
                used={of(length(&draft.description) + footer, DESCRIPTION_LIMIT)}
                error={error(FormField::Description)}
                on_input={edit.reform(DraftAction::Description)}
            />
            <div class="two">
                <TextField
                    id="task-due"
                    label={messages.text("task.due")}
                    kind={TextKind::Day { first: props.today }}
                    value={draft.due.clone()}
                    error={error(FormField::Due)}
                    on_input={edit.reform(DraftAction::Due)}
                />
                if form.chooses_category {
                    <SelectField
                        id="task-category"
                        label={messages.text("task.category")}
                        value={draft.category.map_or("", Category::key)}
                        placeholder={messages.text("task.category.none")}
                        choices={Category::ALL.map(|category| choice(&messages, "category.", category.key())).to_vec()}
                        on_choose={edit.reform(|key: AttrValue| DraftAction::Category(Category::from_key(&key)))}
                    />
                }
            </div>
        </>
    }
}

fn choice(messages: &Messages, group: &str, key: &'static str) -> Choice {
    Choice {
        value: key.into(),
        label: messages.text(&[group, key].concat()),
    }
}

/// `60 / 160`
fn of(used: usize, limit: usize) -> String {
    [&used.to_string(), " / ", &limit.to_string()].concat()
}

/// The values for an error's message. Of the description the lines that are added count, too:
/// the message and the count below the field speak of the same limit.
fn arguments(error: &FieldError, footer: usize) -> Vec<(&'static str, String)> {
    match (error.field, error.problem) {
        (FormField::Description, Problem::TooLong { max, length }) => vec![
            ("max", (max + footer).to_string()),
            ("length", (length + footer).to_string()),
        ],
        _ => error.args(),
    }
}
