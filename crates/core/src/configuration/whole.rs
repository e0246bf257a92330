//! A configuration as a whole.

use super::{Defaults, MARK, StateSetting, States, VERSION, fields};
use crate::json::{Object, Value, quoted};
use crate::task::{ExtraField, Reference, TicketType};
use crate::text::integer;

/// A configuration. By default nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The ticket states.
    pub states: States,
    /// What a new task begins with.
    pub defaults: Defaults,
    /// The fields that are added to changes and to incidents, in the order of
    /// [`TicketType::ALL`].
    pub fields: [Vec<ExtraField>; 2],
}

impl Configuration {
    /// Reads one that was taken before. What is not as it should be counts as not set.
    #[must_use]
    pub fn read(json: &Value) -> Self {
        Self {
            states: States::read(json),
            defaults: Defaults::read(json),
            fields: TicketType::ALL.map(|ticket_type| fields::fields(json, ticket_type)),
        }
    }

    /// The fields that are added to tickets of that type.
    #[must_use]
    pub fn fields_of(&self, ticket_type: TicketType) -> &Vec<ExtraField> {
        let [change, incident] = &self.fields;
        match ticket_type {
            TicketType::ChangeRequest => change,
            TicketType::Incident => incident,
        }
    }

    /// The same, to change them.
    pub fn fields_of_mut(&mut self, ticket_type: TicketType) -> &mut Vec<ExtraField> {
        let [change, incident] = &mut self.fields;
        match ticket_type {
            TicketType::ChangeRequest => change,
            TicketType::Incident => incident,
        }
    }

    /// The configuration as JSON, for people, too: a state a line.
    #[must_use]
    pub fn write(&self) -> String {
        let states = TicketType::ALL
            .map(|ticket_type| member(ticket_type.key(), &self.list(ticket_type), "    "));
        let mut members = vec![
            member("snowline", &quoted(MARK), "  "),
            member("version", &integer(VERSION), "  "),
            member("states", &braced(&states, "  "), "  "),
        ];
        let defaults = self.defaults();
        if !defaults.is_empty() {
            members.push(member("defaults", &braced(&defaults, "  "), "  "));
        }
        let mut added = Vec::new();
        for (ticket_type, all) in TicketType::ALL.iter().zip(&self.fields) {
            if !all.is_empty() {
                let all = lines(all.iter().map(fields::write));
                added.push(member(ticket_type.key(), &all, "    "));
            }
        }
        if !added.is_empty() {
            members.push(member("fields", &braced(&added, "  "), "  "));
        }
        [&braced(&members, ""), "\n"].concat()
    }

    fn list(&self, ticket_type: TicketType) -> String {
        lines(self.states.of(ticket_type).iter().map(state))
    }

    fn defaults(&self) -> Vec<String> {
        let Defaults {
            ticket_type,
            group,
            due_days,
            priorities,
        } = &self.defaults;
        let mut members = Vec::new();
        let mut add = |name, value: &str| members.push(member(name, value, "    "));
        if let Some(ticket_type) = ticket_type {
            add("ticketType", &quoted(ticket_type.key()));
        }
        if let Some(Reference { id, name }) = group {
            let group = Object::new().text("id", id).text("name", name).end();
            add("assignmentGroup", &group);
        }
        if let Some(days) = due_days {
            add("dueDays", &integer(*days));
        }
        if !priorities.is_empty() {
            let mut object = Object::new();
            for (category, priority) in priorities {
                object.text(category.key(), priority.key());
            }
            add("priorities", &object.end());
        }
        members
    }
}

fn state(set: &StateSetting) -> String {
    let mut object = Object::new();
    object.number("value", set.value.into());
    object.text_if_any("name", set.name.as_deref());
    if let Some(open) = set.open {
        object.flag("open", open);
    }
    object.end()
}

/// A list with a line for each.
fn lines(all: impl Iterator<Item = String>) -> String {
    let mut list = String::from("[");
    for (at, one) in all.enumerate() {
        list.push_str(if at == 0 { "\n      " } else { ",\n      " });
        list.push_str(&one);
    }
    list.push_str(if list.len() > 1 { "\n    ]" } else { "]" });
    list
}

fn member(name: &str, value: &str, indent: &str) -> String {
    [indent, &quoted(name), ": ", value].concat()
}

fn braced(members: &[String], indent: &str) -> String {
    ["{\n", &members.join(",\n"), "\n", indent, "}"].concat()
}
