//! What the person has done with the form so far: a pure reducer.

use std::rc::Rc;

use snowline_core::date::{Date, Timestamp};
use snowline_core::servicenow::InstanceForm;
use snowline_core::servicenow::{Outcome, Sent};
use snowline_core::task::kept::Slot;
use snowline_core::task::{
    ChangeType, Draft, DraftAction, ExtraField, FieldErrors, RecommendationSource, Reference,
};
use snowline_core::tickets::{Remote, Ticket};
use snowline_core::{Error, Kind};
use yew::Reducible;

use super::fields::{self, Refused};
use super::known::Known;
use super::seed::Opening;

/// How far the task has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// It is being written.
    Editing,
    /// It is on its way.
    Sending,
    /// A ticket from before is on its way to be reopened.
    Reopening,
    /// It did not get there, or nobody knows.
    Failed(Error),
    /// It has its ticket.
    Sent(Rc<Sent>),
}

/// What is to be done with the draft in the browser's store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing: there is nothing yet that the person would miss.
    AsItIs,
    /// Keep it.
    Keep {
        /// Whether a ticket came of it is not known.
        in_doubt: bool,
    },
    /// Forget it: it has become a ticket.
    Forget,
}

/// What the person has done with the form so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Where the draft is kept.
    pub slot: Slot,
    /// What stands in the form.
    pub draft: Draft,
    /// When the draft that it began with was kept.
    pub restored: Option<Timestamp>,
    /// How far the task has come.
    pub phase: Phase,
    /// How often the person wanted to send it with something wrong. From the first time on,
    /// what is wrong is said at once.
    pub tries: u32,
    /// It was sent once, and whether a ticket came of it is not known.
    pub in_doubt: bool,
    /// The category is the person's to choose.
    pub chooses_category: bool,
    /// How many drafts it has begun with.
    pub begun: u32,
    /// What the instance has told.
    pub known: Known,
    /// The fields that the configuration adds: to changes, to incidents.
    pub(super) chosen: [Vec<ExtraField>; 2],
    /// What the instance did not take the ticket without.
    pub(super) refused: Vec<Refused>,
    touched: bool,
}

/// What happens to the form.
#[derive(Clone, Debug, PartialEq)]
pub enum FormAction {
    /// The person changed a field.
    Edit(DraftAction),
    /// It became known who the person is.
    Initiator(String),
    /// The person wanted to send it, but something is wrong.
    Tried,
    /// It is being sent.
    Send,
    /// A closed ticket is being reopened. Nothing of the draft goes anywhere.
    Reopen,
    /// The answer.
    Answer(Result<Rc<Sent>, Error>),
    /// The instance has refused one of the many tasks that the form is for.
    Refused(Error),
    /// Whether it is known what came of all of the many tasks that the form is for.
    InDoubt(bool),
    /// The person wants a new draft instead of the restored one.
    StartOver(Box<Draft>),
    /// The instance has told of its forms; who is signed in is offered where it wants a user.
    Forms(Rc<[InstanceForm; 2]>, Option<Reference>),
    /// The task's ticket from before is looked up.
    Ticket(Remote<Option<Rc<Ticket>>>),
    /// The templates of standard changes are looked up.
    Templates(Remote<Rc<Vec<Reference>>>),
}

impl Form {
    /// The form at its beginning.
    #[must_use]
    pub fn new(opening: Opening) -> Self {
        let in_doubt = opening.kept.as_ref().is_some_and(|kept| kept.in_doubt);
        Self {
            slot: opening.slot,
            chooses_category: chooses_category(&opening.draft),
            draft: opening.draft,
            restored: opening.kept.map(|kept| kept.at),
            phase: if in_doubt {
                Phase::Failed(Kind::InDoubt.into())
            } else {
                Phase::Editing
            },
            tries: 0,
            in_doubt,
            begun: 1,
            known: Known::default(),
            chosen: opening.chosen,
            refused: Vec::new(),
            touched: false,
        }
    }

    /// Whether it is on its way, and nothing may be changed.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        matches!(self.phase, Phase::Sending | Phase::Reopening)
    }

    /// What is wrong with it, as far as the person is to hear of it yet.
    #[must_use]
    pub fn errors(&self, today: Date) -> FieldErrors {
        let found = || self.draft.validate(today, &self.fields());
        self.told(|| found().err().unwrap_or_default())
    }

    /// What was found wrong, and what the instance wants filled in, as far as the person is to hear
    /// of it yet.
    #[must_use]
    pub fn told(&self, find: impl FnOnce() -> FieldErrors) -> FieldErrors {
        if self.tries == 0 {
            return FieldErrors::default();
        }
        let mut errors = find();
        let fields = self.fields();
        let refused = self.refused.iter();
        let refused: Vec<_> = refused.filter_map(|one| one.among(&fields)).collect();
        errors.add_refused(&refused);
        errors
    }

    /// The fields besides the form's own: those that the configuration adds, those that the
    /// instance requires, and those that it refused the ticket for want of.
    #[must_use]
    pub fn fields(&self) -> Vec<ExtraField> {
        fields::all(self)
    }

    /// What is to be done with the draft in the browser's store.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        let in_doubt = self.in_doubt;
        match &self.phase {
            Phase::Editing | Phase::Reopening if !self.touched => Keeping::AsItIs,
            // Should the tab be gone before the answer is there, nobody knows.
            Phase::Sending => Keeping::Keep { in_doubt: true },
            Phase::Editing | Phase::Reopening | Phase::Failed(_) => Keeping::Keep { in_doubt },
            // An open ticket from before: what was typed now is not in it.
            Phase::Sent(sent) if sent.outcome == Outcome::AlreadyThere && !in_doubt => {
                if self.touched || self.restored.is_some() {
                    Keeping::Keep { in_doubt }
                } else {
                    Keeping::Forget
                }
            }
            Phase::Sent(_) => Keeping::Forget,
        }
    }

    /// A ticket that is closed is followed by this one. Of a draft in doubt nothing is changed: it
    /// has to be found again.
    fn follow(&mut self) {
        if self.in_doubt || self.is_sending() {
            return;
        }
        if let Remote::Ready(ticket) = &self.known.ticket {
            let closed = ticket.as_ref().filter(|ticket| !ticket.open);
            self.draft.follows =
                closed.and_then(|ticket| Reference::new(&ticket.sys_id, &ticket.number));
            self.draft.beside = false;
        }
    }

    /// Notes the fields that the instance did not take the ticket without.
    fn learn_missing(&mut self, error: &Error) {
        let form = self.known.form(self.draft.ticket_type);
        let missing = form.missing(error);
        // The first of them gets the focus.
        self.tries += u32::from(!missing.is_empty());
        Refused::add(&mut self.refused, missing);
    }

    fn answered(&mut self, answer: Result<Rc<Sent>, Error>) {
        self.phase = match answer {
            Ok(sent) => Phase::Sent(sent),
            Err(error) => {
                self.learn_missing(&error);
                // No other error ends a doubt from before: the look-up itself may have failed.
                self.in_doubt |= *error.kind() == Kind::InDoubt;
                Phase::Failed(error)
            }
        };
    }
}

/// Microsoft names the category of most of its recommendations.
fn chooses_category(draft: &Draft) -> bool {
    draft.source == RecommendationSource::User || draft.category.is_none()
}

impl Reducible for Form {
    type Action = FormAction;

    fn reduce(self: Rc<Self>, action: FormAction) -> Rc<Self> {
        let is_open = matches!(self.phase, Phase::Editing | Phase::Failed(_));
        let mut next = (*self).clone();
        match action {
            FormAction::Answer(answer) => next.answered(answer),
            FormAction::Forms(forms, user) => {
                next.known.forms = forms;
                if is_open {
                    next.offer(user.as_ref());
                }
            }
            FormAction::Templates(templates) => {
                if templates.error().is_some() {
                    next.draft.change_type = ChangeType::Normal;
                }
                next.known.templates = templates;
            }
            FormAction::Ticket(ticket) => {
                next.known.ticket = ticket;
                next.follow();
            }
            FormAction::Refused(error) => next.learn_missing(&error),
            FormAction::InDoubt(in_doubt) => next.in_doubt = in_doubt,
            // On its way or sent, a task does not change any more.
            _ if !is_open => return self,
            FormAction::Edit(DraftAction::TicketType(_)) if self.in_doubt => return self,
            FormAction::Edit(edit) => match self.draft.apply(edit.clone()) {
                Some(draft) => {
                    if draft.ticket_type != self.draft.ticket_type {
                        next.refused.clear();
                    }
                    next.refused.iter_mut().for_each(|one| one.note(&edit));
                    next.draft = draft;
                    next.touched = true;
                }
                None => return self,
            },
            FormAction::Initiator(user) if user.is_empty() => return self,
            FormAction::Initiator(user) => next.draft.initiating_user = user,
            FormAction::Tried => next.tries += 1,
            FormAction::Send => {
                next.phase = Phase::Sending;
                next.refused.iter_mut().for_each(Refused::meet);
            }
            FormAction::Reopen => next.phase = Phase::Reopening,
            FormAction::StartOver(draft) => {
                next.chooses_category = chooses_category(&draft);
                next.draft = *draft;
                next.restored = None;
                next.phase = Phase::Editing;
                next.tries = 0;
                next.begun += 1;
                next.touched = false;
                next.refused.clear();
                next.follow();
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests;
