//! What is known of the Secure Score: a pure reducer.

use std::rc::Rc;

use snowline_core::Error;
use snowline_core::secure_score::Posture;
use snowline_core::tickets::Remote;
use yew::{AttrValue, Reducible};

/// Where the score on the page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The URL that the host named.
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
    /// A chosen file that could not be used, by its name, and why. The score from before stays.
    pub refused: Option<(AttrValue, Error)>,
}

/// What happens to it.
pub enum PostureAction {
    /// The host's file is being loaded.
    Loading,
    /// The host's file is there, or is not.
    FromHost(Result<Rc<Posture>, Error>),
    /// The person chose files.
    FromFile(AttrValue, Result<Rc<Posture>, Error>),
    /// The person wants to see the host's file again.
    Forget,
    /// The person has read why a file was refused.
    Dismiss,
}

impl Reducible for PostureState {
    type Action = PostureAction;

    fn reduce(self: Rc<Self>, action: PostureAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            PostureAction::Loading => next.posture = next.posture.start(),
            // A file that was chosen in the meantime is what the person wants to see.
            PostureAction::FromHost(_) if matches!(next.source, Some(Source::File(_))) => {
                return self;
            }
            PostureAction::FromHost(answer) => {
                next.posture = next.posture.finish(answer);
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
