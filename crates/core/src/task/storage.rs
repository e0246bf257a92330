//! A draft as kept in a store between reloads.

use super::{
    Category, ChangeType, Draft, Extra, Level, Pair, Priority, RecommendationSource, Reference,
    TicketType,
};
use crate::json::{self, Object, Value};
use crate::tickets::CorrelationId;

const GROUP: [&str; 2] = ["groupId", "groupName"];
const ASSIGNEE: [&str; 2] = ["assigneeId", "assigneeName"];
const TEMPLATE: [&str; 2] = ["templateId", "templateName"];
const FOLLOWS: [&str; 2] = ["followsId", "followsNumber"];

impl Draft {
    /// The draft as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let level = |level: fn(&Pair) -> Level| self.pair.as_ref().map(level).map(Level::key);
        let mut object = Object::new();
        object
            .text("ticketType", self.ticket_type.key())
            .text("name", &self.name)
            .text("description", &self.description)
            .text_if_any("priority", self.priority.map(Priority::key))
            .text("due", &self.due)
            .text("changeType", self.change_type.key())
            .text_if_any("impact", level(|pair| pair.impact))
            .text_if_any("urgency", level(|pair| pair.urgency))
            .json("extras", &extras(&self.extras))
            .flag("beside", self.beside)
            .text("source", self.source.key())
            .text_if_any("category", self.category.map(Category::key))
            .text("initiatingUser", &self.initiating_user)
            .text_if_any("link", self.link.as_deref())
            .text_if_any("actionId", self.action_id.as_deref())
            .text("correlation", self.correlation.as_str());
        for (kept, [id, name]) in [
            (&self.group, GROUP),
            (&self.assignee, ASSIGNEE),
            (&self.template, TEMPLATE),
            (&self.follows, FOLLOWS),
        ] {
            if let Some(kept) = kept {
                object.text(id, &kept.id).text(name, &kept.name);
            }
        }
        object.end()
    }

    /// The inverse of [`Draft::to_json`]. What is missing or strange is left unset, because a
    /// person's text is worth more than a complete form; only without the ID that tells it from
    /// other tasks is it no draft.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let json = json::parse(text).ok()?;
        let text = |name: &str| json.text(name);
        let level = |name: &str| text(name).and_then(Level::from_key);
        let reference = |[id, name]: [&str; 2]| Reference::new(text(id)?, text(name)?);
        let owned = |name: &str| text(name).unwrap_or_default().to_owned();
        Some(Self {
            ticket_type: text("ticketType")
                .and_then(TicketType::from_key)
                .unwrap_or(TicketType::ChangeRequest),
            name: owned("name"),
            description: owned("description"),
            priority: text("priority").and_then(Priority::from_key),
            due: owned("due"),
            group: reference(GROUP),
            assignee: reference(ASSIGNEE),
            change_type: text("changeType")
                .and_then(ChangeType::from_key)
                .unwrap_or(ChangeType::Normal),
            template: reference(TEMPLATE),
            pair: level("impact")
                .zip(level("urgency"))
                .map(|(impact, urgency)| Pair { impact, urgency }),
            extras: read_extras(json.get("extras")),
            follows: reference(FOLLOWS),
            beside: json.get("beside").and_then(Value::as_bool) == Some(true),
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

fn extras(extras: &[Extra]) -> String {
    let one = |extra: &Extra| {
        let mut object = Object::new();
        object
            .text("column", &extra.column)
            .text("value", &extra.value)
            .text("name", &extra.name)
            .end()
    };
    let all: Vec<_> = extras.iter().map(one).collect();
    ["[", &all.join(","), "]"].concat()
}

fn read_extras(json: Option<&Value>) -> Vec<Extra> {
    let Some(Value::Array(all)) = json else {
        return Vec::new();
    };
    let one = |json: &Value| {
        Some(Extra {
            column: json.text("column")?.to_owned(),
            value: json.text("value")?.to_owned(),
            name: json.text("name").unwrap_or_default().to_owned(),
        })
    };
    all.iter().filter_map(one).collect()
}
