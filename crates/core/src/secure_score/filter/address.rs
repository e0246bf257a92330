//! A filter as the query of an address: `category=identity&fixable=1&sort=title`.

use super::{ACTION_TEXT_LIMIT, ActionFilter, ActionOrder, GroupBy};
use crate::oauth::form;
use crate::secure_score::{Report, Status};
use crate::text::number;

impl ActionFilter {
    /// Reads the query of an address. What it does not know counts as not said: an address is
    /// typed, shortened and kept for years.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form::decode(query) {
            match name.as_str() {
                "text" => filter.text = value.chars().take(ACTION_TEXT_LIMIT).collect(),
                "category" => filter.category = value,
                "status" => filter.status = Status::from_key(&value),
                "service" => filter.service = value,
                "threat" => filter.threat = value,
                "ticket" => {
                    filter.ticket = match value.as_str() {
                        "yes" => Some(true),
                        "no" => Some(false),
                        _ => None,
                    };
                }
                "fixable" => filter.fixable = value == "1",
                "report" => filter.report = Report::from_key(&value),
                "sort" => filter.order = ActionOrder::read(&value).unwrap_or_default(),
                "group" => filter.group = GroupBy::from_key(&value),
                "page" => filter.page = number(&value).unwrap_or(1).saturating_sub(1),
                _ => {}
            }
        }
        filter
    }

    /// The query that [`ActionFilter::read`] reads; empty for the usual list.
    #[must_use]
    pub fn write(&self) -> String {
        let order = match self.order == ActionOrder::default() {
            true => String::new(),
            false => self.order.word(),
        };
        let page = match self.page {
            0 => String::new(),
            page => page.saturating_add(1).to_string(),
        };
        let ticket = match self.ticket {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let mut pairs = vec![
            ("text", self.text.as_str()),
            ("category", &self.category),
            ("status", self.status.map_or("", Status::key)),
            ("service", &self.service),
            ("threat", &self.threat),
            ("ticket", ticket),
            ("fixable", if self.fixable { "1" } else { "" }),
            ("report", self.report.map_or("", Report::key)),
            ("sort", &order),
            ("group", self.group.map_or("", GroupBy::key)),
            ("page", &page),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        form::encode(&pairs)
    }
}
