//! A draft as kept in a store between reloads.

use serde_json::{Value, json};

use super::{Category, Draft, Priority, RecommendationSource, TicketType};
use crate::tickets::CorrelationId;

impl Draft {
    /// The draft as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({
            "ticketType": self.ticket_type.key(),
            "name": self.name,
            "description": self.description,
            "priority": self.priority.map(Priority::key),
            "due": self.due,
            "source": self.source.key(),
            "category": self.category.map(Category::key),
            "initiatingUser": self.initiating_user,
            "link": self.link,
            "actionId": self.action_id,
            "correlation": self.correlation.as_str(),
        })
        .to_string()
    }

    /// The inverse of [`Draft::to_json`]. What is missing or strange is left unset, because a
    /// person's text is worth more than a complete form; only without the ID that tells it from
    /// other tasks is it no draft.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(text).ok()?;
        let text = |name: &str| json.get(name).and_then(Value::as_str);
        let owned = |name: &str| text(name).unwrap_or_default().to_owned();
        Some(Self {
            ticket_type: text("ticketType")
                .and_then(TicketType::from_key)
                .unwrap_or(TicketType::ChangeRequest),
            name: owned("name"),
            description: owned("description"),
            priority: text("priority").and_then(Priority::from_key),
            due: owned("due"),
            source: text("source")
                .and_then(RecommendationSource::from_key)
                .unwrap_or(RecommendationSource::User),
            category: text("category").and_then(Category::from_key),
            initiating_user: owned("initiatingUser"),
            link: text("link").map(str::to_owned),
            action_id: text("actionId").map(str::to_owned),
            correlation: CorrelationId::parse(text("correlation")?)?,
        })
    }
}
