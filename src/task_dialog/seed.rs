//! What the dialog is opened with, and the draft that it begins with.

use std::rc::Rc;

use snowline_core::configuration::{Defaults, fields};
use snowline_core::ports::{Clock, Ports};
use snowline_core::secure_score::{DescriptionLabels, ImprovementAction, Posture};
use snowline_core::task::kept::{KeptDraft, Slot};
use snowline_core::task::{ActionFacts, Draft, ExtraField, TicketType};
use snowline_core::tickets::CorrelationId;
use yew::AttrValue;

use crate::app::App;
use crate::browser::Browser;
use crate::i18n::Messages;
use crate::route::Route;

/// What the dialog is opened with.
#[derive(Clone, Debug, PartialEq)]
pub enum Seed {
    /// An improvement action of a tenant.
    Action {
        /// The action.
        action: Rc<ImprovementAction>,
        /// The tenant's ID.
        tenant: AttrValue,
    },
    /// A person's own task.
    Own(TicketType),
}

impl Seed {
    /// Where its draft is kept.
    #[must_use]
    pub fn slot(&self) -> Slot {
        match self {
            Self::Action { action, tenant } => {
                Slot::Task(CorrelationId::for_action(tenant, &action.id))
            }
            Self::Own(ticket_type) => Slot::Own(*ticket_type),
        }
    }

    /// The seed of a draft that was kept, as long as the score still has its action.
    #[must_use]
    pub fn of_kept(slot: &Slot, draft: &Draft, posture: Option<&Posture>) -> Option<Self> {
        match slot {
            Slot::Own(ticket_type) => Some(Self::Own(*ticket_type)),
            Slot::Task(_) => {
                let posture = posture?;
                let action = posture.find(draft.action_id.as_deref()?)?.clone();
                let tenant = posture.tenant_of(&action).to_owned().into();
                Some(Self::Action { action, tenant })
            }
        }
    }
}

/// How the dialog begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Where its draft is kept.
    pub slot: Slot,
    /// What stands in the form.
    pub draft: Draft,
    /// What was kept of it before, if anything.
    pub kept: Option<KeptDraft>,
    /// The fields that the configuration adds: to changes, to incidents.
    pub chosen: [Vec<ExtraField>; 2],
}

impl Opening {
    /// With the draft that was kept, else a new one.
    #[must_use]
    pub fn of(seed: &Seed, author: &Author<'_>) -> Option<Self> {
        let slot = seed.slot();
        Self::of_slot(author.app, slot.clone()).or_else(|| {
            Some(Self {
                slot,
                draft: author.draft(seed)?,
                kept: None,
                chosen: chosen(author.app),
            })
        })
    }

    /// With the draft that was kept, if there is one.
    #[must_use]
    pub fn of_slot(app: &App, slot: Slot) -> Option<Self> {
        let mut kept = KeptDraft::find(Browser::new().local_store(), &slot)?;
        // The groups of another instance are not this one's.
        if kept.instance != instance(app) {
            let group = kept.draft.group.take();
            kept.draft.forget_records();
            kept.draft.group = group.and_then(|_| defaults(app).group);
        }
        Some(Self {
            chosen: chosen(app),
            slot,
            draft: kept.draft.clone(),
            kept: Some(kept),
        })
    }
}

/// What is set for a new draft to begin with.
#[must_use]
pub fn defaults(app: &App) -> Defaults {
    Defaults::read(&app.configured().json)
}

/// The fields that the configuration adds to a ticket of each type.
#[must_use]
pub fn chosen(app: &App) -> [Vec<ExtraField>; 2] {
    TicketType::ALL.map(|of| fields(&app.configured().json, of))
}

/// The address of the instance that drafts are meant for now.
#[must_use]
pub(crate) fn instance(app: &App) -> String {
    let saved = app.connection().saved.clone();
    saved.map(|saved| saved.instance_url).unwrap_or_default()
}

/// What a new draft takes from its surroundings.
pub struct Author<'a> {
    /// The words of its description.
    pub messages: &'a Messages,
    /// The way back to the action.
    pub app: &'a App,
    /// The initiating user's ID; empty if unknown.
    pub user: &'a str,
}

impl Author<'_> {
    /// A new draft. `None` where a person's own task gets no ID, because the browser has no
    /// randomness: there nobody can sign in either.
    #[must_use]
    pub fn draft(&self, seed: &Seed) -> Option<Draft> {
        let browser = Browser::new();
        let today = browser.today();
        match seed {
            Seed::Own(ticket_type) => {
                let correlation = CorrelationId::for_person(&browser)?;
                let mut draft = Draft::of_person(correlation, self.user, today);
                draft.ticket_type = *ticket_type;
                defaults(self.app).fill(&mut draft, today);
                Some(draft)
            }
            Seed::Action { action, tenant } => {
                let link = self.app.address_of(&Route::Action(action.id.clone()));
                let facts = ActionFacts {
                    source: action.source,
                    tenant_id: tenant,
                    action_id: &action.id,
                    title: &action.title,
                    description: "",
                    category: action.category,
                    link: Some(&link),
                };
                let mut draft = Draft::for_action(&facts, self.user, today);
                defaults(self.app).fill(&mut draft, today);
                // Only the draft knows what the lines that are added at sending leave of the limit.
                draft.description = self.describe(action, draft.description_limit());
                Some(draft)
            }
        }
    }

    fn describe(&self, action: &ImprovementAction, limit: usize) -> String {
        let labels = DescriptionLabels {
            points_to_gain: &self.messages.text("describe.pointsToGain"),
            steps: &self.messages.text("describe.steps"),
            impact: &self.messages.text("describe.impact"),
        };
        action.describe(&labels, limit)
    }
}
