//! What a new task begins with.

use snowline_core::task::{Category, Priority, TicketType};
use yew::{Callback, Html};

use crate::components::{Choice, SelectField};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, part};

use super::due_days::DueDays;
use super::editor::Editor;
use super::group::group_field;

/// The fields for what a new task begins with.
pub(super) struct DefaultsCard {
    pub(super) editor: Editor,
}

impl Part for DefaultsCard {
    fn draw(&self, _: &mut Cx<'_>) -> Html {
        let editor = || self.editor.clone();
        let messages = self.editor.app.messages();
        let first = el("div.two")
            .child(self.ticket_type(&messages))
            .child(part(DueDays { editor: editor() }));
        let mut priorities = el("div.two");
        for category in Category::ALL {
            priorities = priorities.child(self.priority(&messages, category));
        }
        let fields = el("fieldset")
            // Others are set: a select keeps what a person chose in it.
            .key(&self.editor.foreign().to_string())
            .attr_if(self.editor.is_of_host(), "disabled", "disabled")
            .child(first)
            .child(group_field(&self.editor))
            .child(el("h3").says(&messages, "configuration.priorities"))
            .child(priorities);
        let heading = el("h2").attr("id", "configuration-defaults");
        el("section.card")
            .attr("aria-labelledby", "configuration-defaults")
            .child(heading.says(&messages, "configuration.defaults"))
            .child(el("p.muted").says(&messages, "configuration.defaults.what"))
            .child(fields)
            .html()
    }
}

impl DefaultsCard {
    fn ticket_type(&self, messages: &Messages) -> El {
        let mut choices = Vec::new();
        for ticket_type in TicketType::ALL {
            choices.push(choice(messages, "ticketType.", ticket_type.key()));
        }
        let set = self.editor.defaults().ticket_type;
        let editor = self.editor.clone();
        SelectField {
            id: "default-type",
            label: messages.text("configuration.ticketType"),
            value: set.map_or("", TicketType::key),
            placeholder: Some(messages.text("configuration.ticketType.usual")),
            choices,
            required: false,
            disabled: false,
            error: None,
            on_choose: Callback::from(move |key: String| {
                editor.set_defaults(|defaults| defaults.ticket_type = TicketType::from_key(&key));
            }),
        }
        .view()
    }

    fn priority(&self, messages: &Messages, category: Category) -> El {
        let mut choices = Vec::new();
        for priority in Priority::ALL {
            choices.push(choice(messages, "priority.", priority.key()));
        }
        let set = self.editor.defaults().priority(Some(category));
        let editor = self.editor.clone();
        SelectField {
            id: id_of(category),
            label: messages.text(&["category.", category.key()].concat()),
            value: set.map_or("", Priority::key),
            placeholder: Some(messages.text("configuration.priority.none")),
            choices,
            required: false,
            disabled: false,
            error: None,
            on_choose: Callback::from(move |key: String| {
                let priority = Priority::from_key(&key);
                editor.set_defaults(|defaults| defaults.set_priority(category, priority));
            }),
        }
        .view()
    }
}

fn choice(messages: &Messages, group: &str, value: &'static str) -> Choice {
    Choice {
        value,
        label: messages.text(&[group, value].concat()),
    }
}

fn id_of(category: Category) -> &'static str {
    match category {
        Category::Devices => "default-devices",
        Category::Data => "default-data",
        Category::Apps => "default-apps",
        Category::Identity => "default-identity",
        Category::Infrastructure => "default-infrastructure",
    }
}
