//! What stands in the form.

use super::validate::{DESCRIPTION_LIMIT, NAME_LIMIT, cut};
use super::{Category, Group, Priority, RecommendationSource, TicketType};
use crate::date::Date;
use crate::tickets::CorrelationId;

/// A new draft is due so many days after it was begun, until the person says otherwise.
pub const DEFAULT_DAYS_TO_DUE: i64 = 30;

/// A task in the making, exactly as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it becomes.
    pub ticket_type: TicketType,
    /// The ticket's one-line name.
    pub name: String,
    /// What is to be done, without the lines that [`Draft::footer`] adds.
    pub description: String,
    /// Unset until the person chooses.
    pub priority: Option<Priority>,
    /// `yyyy-mm-dd`, as typed.
    pub due: String,
    /// Who is to work on the ticket, if that is said.
    pub group: Option<Group>,
    /// Who recommends it.
    pub source: RecommendationSource,
    /// What it is about, where known.
    pub category: Option<Category>,
    /// The ID of the person who asks for the ticket, as the host page knows it.
    pub initiating_user: String,
    /// Where to read more.
    pub link: Option<String>,
    /// The improvement action it comes from.
    pub action_id: Option<String>,
    /// What tells this task from every other. It is part of the draft, so that a draft sent
    /// again after a reload is recognised.
    pub correlation: CorrelationId,
}

/// What a draft takes from an improvement action.
#[derive(Clone, Copy, Debug)]
pub struct ActionFacts<'a> {
    /// Who recommends it.
    pub source: RecommendationSource,
    /// The tenant whose score it is.
    pub tenant_id: &'a str,
    /// The action's ID: Graph's control name.
    pub action_id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Plain text: what to do and why.
    pub description: &'a str,
    /// Its category, if one of the five.
    pub category: Option<Category>,
    /// Where to read more.
    pub link: Option<&'a str>,
}

/// A change that a person makes in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftAction {
    /// Chooses the ticket type.
    TicketType(TicketType),
    /// Edits the name.
    Name(String),
    /// Edits the description.
    Description(String),
    /// Chooses the priority.
    Priority(Option<Priority>),
    /// Edits the due date.
    Due(String),
    /// Chooses the category.
    Category(Option<Category>),
    /// Says who is to work on the ticket.
    Group(Option<Group>),
}

impl Draft {
    /// A task for an improvement action. The texts are cut to the form's limits, visibly: the
    /// person sees them before anything is sent.
    #[must_use]
    pub fn for_action(facts: &ActionFacts<'_>, initiating_user: &str, today: Date) -> Self {
        let mut draft = Self::of_person(
            CorrelationId::for_action(facts.tenant_id, facts.action_id),
            initiating_user,
            today,
        );
        draft.source = facts.source;
        draft.category = facts.category;
        draft.link = facts.link.map(str::to_owned);
        draft.action_id = Some(facts.action_id.to_owned());
        draft.name = cut(facts.title.trim(), NAME_LIMIT);
        draft.description = cut(facts.description.trim(), draft.description_limit());
        draft
    }

    /// A person's own recommendation, see [`CorrelationId::for_person`].
    #[must_use]
    pub fn of_person(correlation: CorrelationId, initiating_user: &str, today: Date) -> Self {
        Self {
            ticket_type: TicketType::ChangeRequest,
            name: String::new(),
            description: String::new(),
            priority: None,
            due: today
                .plus_days(DEFAULT_DAYS_TO_DUE)
                .map_or_else(String::new, Date::to_iso),
            group: None,
            source: RecommendationSource::User,
            category: None,
            initiating_user: initiating_user.to_owned(),
            link: None,
            action_id: None,
            correlation,
        }
    }

    /// The draft after that change; `None` when nothing changed.
    #[must_use]
    pub fn apply(&self, action: DraftAction) -> Option<Self> {
        let mut next = self.clone();
        match action {
            DraftAction::TicketType(ticket_type) => {
                next.ticket_type = ticket_type;
                // A choice that is not offered any more is to be made again, not replaced.
                next.priority = next
                    .priority
                    .filter(|chosen| Priority::offered_for(ticket_type).contains(chosen));
            }
            DraftAction::Name(name) => next.name = name,
            DraftAction::Description(description) => next.description = description,
            DraftAction::Priority(priority) => next.priority = priority,
            DraftAction::Due(due) => next.due = due,
            DraftAction::Category(category) => next.category = category,
            DraftAction::Group(group) => next.group = group,
        }
        (next != *self).then_some(next)
    }

    /// How long the description may be, so that the footer still fits.
    #[must_use]
    pub fn description_limit(&self) -> usize {
        DESCRIPTION_LIMIT.saturating_sub(super::length(&self.footer()))
    }
}
