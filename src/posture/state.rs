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
    /// What was decided while it is loaded: the answer may be from before.
    decided: Vec<(String, Decision)>,
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
                next.decided.clear();
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
            // A file knows nothing of it.
            PostureAction::Decided(..) if matches!(next.source, Some(Source::File(_))) => {
                return self;
            }
            PostureAction::Decided(id, decision) => {
                let is_loading = next.posture.is_loading();
                let with = |now: Rc<Posture>| Rc::new(now.with_decision(&id, &decision));
                next.posture = next.posture.map(with);
                if is_loading {
                    next.decided.push((id, decision));
                }
            }
            // A file that was chosen in the meantime is what the person wants to see.
            PostureAction::FromHost(_) if matches!(next.source, Some(Source::File(_))) => {
                return self;
            }
            PostureAction::FromHost(answer) => {
                let decided = std::mem::take(&mut next.decided);
                let answer = answer.map(|mut loaded| {
                    for (id, decision) in &decided {
                        loaded = Rc::new(loaded.with_decision(id, decision));
                    }
                    loaded
                });
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

#[cfg(test)]
mod tests {
    use snowline_core::Kind;
    use snowline_core::secure_score::{Status, load};

    use super::*;

    fn posture() -> Rc<Posture> {
        let posture = load(
            r#"{"secureScores":[{"azureTenantId":"t","currentScore":1,"maxScore":9,
            "controlScores":[]}],"secureScoreControlProfiles":[{"id":"A"}]}"#,
        );
        Rc::new(posture.expect("a score"))
    }

    fn ignored() -> PostureAction {
        let decision = Decision {
            state: "Ignored".to_owned(),
            comment: String::new(),
        };
        PostureAction::Decided("A".to_owned(), decision)
    }

    #[track_caller]
    fn check(actions: Vec<PostureAction>, expected: Status) {
        let mut state = Rc::new(PostureState::default());
        for action in actions {
            state = state.reduce(action);
        }
        let shown = state.posture.value().expect("a score");
        assert_eq!(shown.actions[0].status, expected);
    }

    #[test]
    fn a_decision_shows_whatever_is_loaded_meanwhile() {
        use PostureAction::{FromFile, FromHost, Loading};
        let here = || FromHost(Ok(posture()));
        let lost = || FromHost(Err(Kind::Offline.into()));
        let set = Status::RiskAccepted;
        check(vec![here(), ignored()], set);
        check(vec![here(), Loading, ignored()], set);
        check(vec![here(), Loading, ignored(), here()], set);
        check(vec![here(), Loading, ignored(), lost()], set);
        check(vec![here(), Loading, lost(), ignored()], set);
        // What is asked for after it has it, or something newer.
        let later = vec![here(), Loading, ignored(), here(), Loading, here()];
        check(later, Status::ToAddress);
        let file = || FromFile("a.json".into(), Ok(posture()));
        check(vec![here(), file(), ignored()], Status::ToAddress);
    }
}
