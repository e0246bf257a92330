//! What is known of the Secure Score: a pure reducer.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::graph::Progress;
use snowline_core::secure_score::{DayScore, Decision, Posture};
use snowline_core::tickets::Remote;
use yew::{AttrValue, Reducible};

/// Where the score on the page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// What the host offers: its own list, Microsoft Graph, or the file that it named.
    Host,
    /// Files that the person chose, by their names.
    File(AttrValue),
}

/// What is known of the Secure Score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PostureState {
    /// The score.
    pub posture: Remote<Rc<Posture>>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// How far reading is, where it takes several requests.
    pub progress: Option<Progress>,
    /// The person signs in at Microsoft, in a window of its own.
    pub signing_in: bool,
    /// Why the score of the days before is not here; the rest of the page does without.
    pub no_history: Option<Error>,
    /// A chosen file that could not be used, by its name, and why. The score from before stays.
    pub refused: Option<(AttrValue, Error)>,
}

/// What happens to it.
pub enum PostureAction {
    /// What the host offers is being loaded.
    Loading,
    /// The person signs in at Microsoft.
    SigningIn,
    /// It is on its way.
    Progress(Progress),
    /// The score of the days before is there, or is not.
    History(Rc<Posture>, Result<Vec<DayScore>, Error>),
    /// What Graph has as decided on the action of that ID was read just now.
    Decided(String, Decision),
    /// What the host offers is there, or is not.
    FromHost(Result<Rc<Posture>, Error>),
    /// The person chose files.
    FromFile(AttrValue, Result<Rc<Posture>, Error>),
    /// The person wants to see what the host offers again.
    Forget,
    /// The person has read why a file was refused.
    Dismiss,
}

impl Reducible for PostureState {
    type Action = PostureAction;

    fn reduce(self: Rc<Self>, action: PostureAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            PostureAction::Loading => {
                next.posture = next.posture.start();
                next.progress = None;
                next.signing_in = false;
            }
            PostureAction::SigningIn => next.signing_in = true,
            PostureAction::Progress(progress) => next.progress = Some(progress),
            PostureAction::History(of, days) => {
                // Another score may be shown meanwhile, or the same after a decision.
                let (Remote::Ready(now), Some(Source::Host)) = (&next.posture, &next.source) else {
                    return self;
                };
                if now.tenant_id != of.tenant_id {
                    return self;
                }
                match days {
                    Ok(days) => next.posture = Remote::Ready(Rc::new(now.with_history(days))),
                    Err(error) => next.no_history = Some(error),
                }
            }
            PostureAction::Decided(id, decision) => {
                // What is loaded after it has it already.
                if let Remote::Ready(now) = &next.posture {
                    next.posture = Remote::Ready(Rc::new(now.with_decision(&id, &decision)));
                }
            }
            // A file that was chosen in the meantime is what the person wants to see.
            PostureAction::FromHost(_) if matches!(next.source, Some(Source::File(_))) => {
                return self;
            }
            PostureAction::FromHost(answer) => {
                next.posture = next.posture.finish(answer);
                next.progress = None;
                next.signing_in = false;
                next.no_history = None;
                next.source = Some(Source::Host);
            }
            PostureAction::FromFile(name, Ok(posture)) => {
                next.posture = Remote::Ready(posture);
                next.source = Some(Source::File(name));
                next.refused = None;
            }
            PostureAction::FromFile(name, Err(error)) => next.refused = Some((name, error)),
            PostureAction::Forget => next = Self::default(),
            PostureAction::Dismiss => next.refused = None,
        }
        Rc::new(next)
    }
}
