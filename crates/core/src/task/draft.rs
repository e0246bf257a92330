//! What stands in the form.

use super::validate::{DESCRIPTION_LIMIT, NAME_LIMIT, cut, without_stray};
use super::{
    Category, ChangeType, Extra, Pair, Priority, RecommendationSource, Reference, TicketType,
};
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
    pub group: Option<Reference>,
    /// Who of them is to work on it, if that is said.
    pub assignee: Option<Reference>,
    /// How it is made, if it becomes a change request.
    pub change_type: ChangeType,
    /// What a standard change is made from.
    pub template: Option<Reference>,
    /// What the person wants an incident's priority to be made of; else it is the usual pair.
    pub pair: Option<Pair>,
    /// What stands in the fields that are not the form's own.
    pub extras: Vec<Extra>,
    /// The ticket that this one follows: its record and its number.
    pub follows: Option<Reference>,
    /// That ticket is open, and the person wants another one all the same.
    pub beside: bool,
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
    /// Says which group is to work on the ticket.
    Group(Option<Reference>),
    /// Says who is to work on the ticket.
    Assignee(Option<Reference>),
    /// Chooses how a change request is made.
    ChangeType(ChangeType),
    /// Chooses what a standard change is made from.
    Template(Option<Reference>),
    /// Chooses what the priority is made of.
    Pair(Pair),
    /// Fills in another field.
    Extra(Extra),
    /// Says which ticket it follows, and whether it is made although that one is open.
    Follow {
        /// The ticket: its record and its number.
        ticket: Option<Reference>,
        /// Whether it is open.
        beside: bool,
    },
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
            assignee: None,
            change_type: ChangeType::Normal,
            template: None,
            pair: None,
            extras: Vec::new(),
            follows: None,
            beside: false,
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
            DraftAction::Priority(priority) => {
                next.priority = priority;
                next.pair = None;
            }
            DraftAction::Due(due) => next.due = due,
            DraftAction::Category(category) => next.category = category,
            DraftAction::Group(group) => {
                next.group = group;
                // Who was chosen from one group need not be in another.
                if next.group != self.group {
                    next.assignee = None;
                }
            }
            DraftAction::Assignee(assignee) => next.assignee = assignee,
            DraftAction::ChangeType(change_type) => next.change_type = change_type,
            DraftAction::Template(template) => next.template = template,
            DraftAction::Pair(pair) => {
                next.pair = Some(pair);
                next.priority = Some(pair.priority());
            }
            DraftAction::Extra(extra) => {
                let mut known = next.extras.iter_mut();
                match known.find(|known| known.column == extra.column) {
                    Some(known) => *known = extra,
                    None => next.extras.push(extra),
                }
            }
            DraftAction::Follow { ticket, beside } => {
                next.follows = ticket;
                next.beside = beside;
            }
        }
        (next != *self).then_some(next)
    }

    /// Forgets which records of an instance it refers to: another has others.
    pub fn forget_records(&mut self) {
        self.group = None;
        self.assignee = None;
        self.template = None;
        self.extras.clear();
        self.follows = None;
        self.beside = false;
    }

    /// Makes texts of it that can be sent without anybody looking at them: with `note` before the
    /// description, cut to what fits, without characters that are no text, and never empty.
    pub fn complete(&mut self, note: &str) {
        let name = without_stray(&self.name);
        self.name = cut(name.trim(), NAME_LIMIT);
        if self.name.is_empty() {
            let id = self.action_id.as_deref();
            self.name = cut(id.unwrap_or(self.correlation.as_str()), NAME_LIMIT);
        }
        let mut text = String::new();
        for part in [note, &self.description] {
            let part = without_stray(part);
            let part = part.trim();
            if !text.is_empty() && !part.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(part);
        }
        if text.is_empty() {
            text.clone_from(&self.name);
        }
        self.description = cut(&text, self.description_limit());
    }

    /// What stands in that field.
    #[must_use]
    pub fn extra(&self, column: &str) -> Option<&Extra> {
        self.extras.iter().find(|extra| extra.column == column)
    }

    /// Whether it becomes a standard change.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        self.ticket_type == TicketType::ChangeRequest && self.change_type == ChangeType::Standard
    }

    /// The description as it is sent, with the footer.
    #[must_use]
    pub fn whole_description(&self) -> String {
        super::validate::tidy_description(&self.description) + &self.footer()
    }

    /// How long the description may be, so that the footer still fits.
    #[must_use]
    pub fn description_limit(&self) -> usize {
        DESCRIPTION_LIMIT.saturating_sub(super::length(&self.footer()))
    }
}
