//! A draft as kept in a store between reloads.

use super::{Category, Draft, Priority, RecommendationSource, Reference, TicketType};
use crate::json::{self, Object};
use crate::tickets::CorrelationId;

impl Draft {
    /// The draft as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        Object::new()
            .text("ticketType", self.ticket_type.key())
            .text("name", &self.name)
            .text("description", &self.description)
            .text_if_any("priority", self.priority.map(Priority::key))
            .text("due", &self.due)
            .text_if_any("groupId", self.group.as_ref().map(|group| &*group.id))
            .text_if_any("groupName", self.group.as_ref().map(|group| &*group.name))
            .text("source", self.source.key())
            .text_if_any("category", self.category.map(Category::key))
            .text("initiatingUser", &self.initiating_user)
            .text_if_any("link", self.link.as_deref())
            .text_if_any("actionId", self.action_id.as_deref())
            .text("correlation", self.correlation.as_str())
            .end()
    }

    /// The inverse of [`Draft::to_json`]. What is missing or strange is left unset, because a
    /// person's text is worth more than a complete form; only without the ID that tells it from
    /// other tasks is it no draft.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let json = json::parse(text).ok()?;
        let text = |name: &str| json.text(name);
        let owned = |name: &str| text(name).unwrap_or_default().to_owned();
        Some(Self {
            ticket_type: text("ticketType")
                .and_then(TicketType::from_key)
                .unwrap_or(TicketType::ChangeRequest),
            name: owned("name"),
            description: owned("description"),
            priority: text("priority").and_then(Priority::from_key),
            due: owned("due"),
            group: text("groupId")
                .zip(text("groupName"))
                .and_then(|(id, name)| Reference::new(id, name)),
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
