//! What a new task begins with.

use crate::date::Date;
use crate::json::Value;
use crate::task::{Category, Draft, Priority, RecommendationSource, Reference, TicketType};

/// The most days that a due date may be away by default: two years.
pub const MAX_DUE_DAYS: u16 = 730;

/// What a new task begins with. What is not set is as it is without a configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// What a shared improvement action becomes.
    pub ticket_type: Option<TicketType>,
    /// Who is to work on the ticket.
    pub group: Option<Reference>,
    /// In how many days it is due.
    pub due_days: Option<u16>,
    /// How urgent a recommendation of a category is; each category at most once.
    pub priorities: Vec<(Category, Priority)>,
}

impl Defaults {
    /// Reads a configuration's defaults. What is not as it should be counts as not set.
    #[must_use]
    pub fn read(configuration: &Value) -> Self {
        let Some(json) = configuration.get("defaults") else {
            return Self::default();
        };
        let mut defaults = Self {
            ticket_type: json.text("ticketType").and_then(TicketType::from_key),
            group: json.get("assignmentGroup").and_then(group),
            due_days: json.get("dueDays").and_then(due_days),
            priorities: Vec::new(),
        };
        for category in Category::ALL {
            let key = json
                .get("priorities")
                .and_then(|all| all.text(category.key()));
            defaults.set_priority(category, key.and_then(Priority::from_key));
        }
        defaults
    }

    /// How urgent a recommendation of that category is.
    #[must_use]
    pub fn priority(&self, category: Option<Category>) -> Option<Priority> {
        let category = category?;
        let mut set = self.priorities.iter();
        set.find(|(known, _)| *known == category)
            .map(|(_, priority)| *priority)
    }

    /// Sets how urgent a recommendation of that category is.
    pub fn set_priority(&mut self, category: Category, priority: Option<Priority>) {
        self.priorities.retain(|(known, _)| *known != category);
        if let Some(priority) = priority {
            self.priorities.push((category, priority));
            self.priorities.sort_unstable();
        }
    }

    /// Fills in a new draft. The type of a person's own task is the one that they asked for.
    pub fn fill(&self, draft: &mut Draft, today: Date) {
        if draft.source == RecommendationSource::Microsoft
            && let Some(ticket_type) = self.ticket_type
        {
            draft.ticket_type = ticket_type;
        }
        if let Some(due) = self.due_days.and_then(|days| today.plus_days(days.into())) {
            draft.due = due.to_iso();
        }
        draft.priority = self.offered(draft.ticket_type, draft.category);
        draft.group = self.group.clone();
    }

    /// How urgent a recommendation of that category is, where such a ticket can be that urgent.
    #[must_use]
    pub fn offered(&self, ticket_type: TicketType, category: Option<Category>) -> Option<Priority> {
        let offered = Priority::offered_for(ticket_type);
        self.priority(category)
            .filter(|priority| offered.contains(priority))
    }
}

fn group(json: &Value) -> Option<Reference> {
    Reference::new(json.text("id")?, json.text("name")?)
}

pub(super) fn due_days(json: &Value) -> Option<u16> {
    let days = json.as_u64()?.try_into().ok()?;
    (days <= MAX_DUE_DAYS).then_some(days)
}
