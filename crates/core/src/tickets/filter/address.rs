//! A filter as the query of an address: `state=open&priority=1,2&sort=-updated`.

use super::{DueFilter, ListColumn, Order, StateFilter, TEXT_LIMIT, TicketFilter};
use crate::json::whole;
use crate::oauth::form;
use crate::task::{Category, Priority, Reference};
use crate::text::{integer, number};

impl TicketFilter {
    /// Reads the query of an address. What it does not know counts as not said: an address is
    /// typed, shortened and kept for years.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut filter = Self::default();
        let mut group_name = String::new();
        for (name, value) in form::decode(query) {
            match name.as_str() {
                "all" => filter.everywhere = value == "1",
                "text" => filter.text = value.chars().take(TEXT_LIMIT).collect(),
                "state" => filter.states = states(&value),
                "priority" => filter.priorities = priorities(&value),
                "category" => filter.category = Category::from_key(&value),
                "group" => filter.group = Reference::new(&value, ""),
                "groupName" => group_name = value,
                "mine" => filter.mine = value == "1",
                "due" => filter.due = DueFilter::ALL.into_iter().find(|due| due.key() == value),
                "sort" => filter.order = Order::read(&value).unwrap_or_default(),
                "columns" => filter.columns = Some(ListColumn::read_list(&value)),
                "page" => filter.page = number(&value).unwrap_or(1).saturating_sub(1),
                _ => {}
            }
        }
        if let Some(group) = &mut filter.group {
            group.name = group_name;
        }
        filter
    }

    /// The query that [`TicketFilter::read`] reads; empty for the usual list.
    #[must_use]
    pub fn write(&self) -> String {
        let mut pairs = Vec::new();
        let mut say = |name: &'static str, value: String| pairs.push((name, value));
        if self.everywhere {
            say("all", "1".to_owned());
        }
        if !self.text.is_empty() {
            say("text", self.text.clone());
        }
        match &self.states {
            StateFilter::Any => {}
            StateFilter::Open => say("state", "open".to_owned()),
            StateFilter::Only(states) => {
                let states: Vec<_> = states.iter().map(|state| integer(*state)).collect();
                say("state", states.join(","));
            }
        }
        if !self.priorities.is_empty() {
            let priorities: Vec<_> = self
                .priorities
                .iter()
                .map(|one| integer(one.number()))
                .collect();
            say("priority", priorities.join(","));
        }
        if let Some(category) = self.category {
            say("category", category.key().to_owned());
        }
        if let Some(group) = &self.group {
            say("group", group.id.clone());
            say("groupName", group.name.clone());
        }
        if self.mine {
            say("mine", "1".to_owned());
        }
        if let Some(due) = self.due {
            say("due", due.key().to_owned());
        }
        if self.order != Order::default() {
            say("sort", self.order.word());
        }
        if let Some(columns) = &self.columns {
            say("columns", ListColumn::write_list(columns));
        }
        if self.page > 0 {
            say("page", self.page.saturating_add(1).to_string());
        }
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        form::encode(&pairs)
    }
}

fn states(words: &str) -> StateFilter {
    if words == "open" {
        return StateFilter::Open;
    }
    let mut states = Vec::new();
    for word in words.split(',') {
        states.extend(whole(word).and_then(|state| i32::try_from(state).ok()));
    }
    states.sort_unstable();
    states.dedup();
    match states.is_empty() {
        true => StateFilter::Any,
        false => StateFilter::Only(states),
    }
}

fn priorities(words: &str) -> Vec<Priority> {
    let wanted: Vec<_> = words.split(',').filter_map(number).collect();
    let known = Priority::ALL.into_iter();
    known
        .filter(|priority| wanted.contains(&priority.number().into()))
        .collect()
}
