//! What a person decides of an improvement action, written into its control profile.
//!
//! Graph's documentation has the request, and Graph is known not to keep to it: it refuses the sample
//! of the documentation, answers 204 and changes nothing, or takes the state back. So a change counts
//! once it is read back.

use super::PROFILES;
use super::client::{Graph, Patience, Trouble};
use super::fault::Fault;
use crate::error::{Error, Kind, Result, sentence};
use crate::json::Object;
use crate::oauth::form::encoded;
use crate::ports::{Method, Ports};
use crate::secure_score::{Decision, Status, decision_of};

/// So many UTF-16 units a comment may have: more than the portal's own page takes (an assumption).
pub const COMMENT_LIMIT: usize = 1000;

/// The members of what is sent, and the message that says what is in each. The last names Secure
/// Score: without it, Graph does not know whose profile it is.
pub const SENT: [(&str, &str); 3] = [
    ("state", "data.decide.state"),
    ("comment", "data.decide.comment"),
    ("vendorInformation", "data.decide.vendor"),
];

/// What is waited for before each look at what became of it.
const PAUSES_MS: [u32; 3] = [0, 1500, 3000];

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was read back.
    Done {
        /// It, as Graph has it now.
        decision: Decision,
        /// Whether the comment was kept, too.
        comment_kept: bool,
    },
    /// Somebody else has decided meanwhile: nothing is sent. This is what Graph has.
    Otherwise(Decision),
}

/// Graph's word for a status that a person can set. `Completed` is Microsoft's to set.
#[must_use]
pub fn state_of(status: Status) -> Option<&'static str> {
    Some(match status {
        Status::ToAddress => "Default",
        Status::Planned => "Reviewed",
        Status::RiskAccepted => "Ignored",
        Status::ThirdParty => "ThirdParty",
        Status::AlternateMitigation => "AlternateMitigation",
        Status::Completed => return None,
    })
}

impl<P: Ports> Graph<P> {
    /// Sets the state of an improvement action, with a comment, and looks whether it is set. `known`
    /// is what was decided before, as the person has seen it. Nothing is sent where Graph has
    /// something else by now, or has just that already.
    ///
    /// # Errors
    /// [`Fault::MayNotDecide`], [`Fault::DecisionRefused`], [`Fault::DecisionIgnored`], and those of
    /// [`Graph::score`]. With any but these three it may have been carried out; it does no harm to
    /// ask for it again.
    pub async fn decide(
        &self,
        id: &str,
        known: &Decision,
        state: &'static str,
        comment: &str,
    ) -> Result<Decided> {
        let path = [PROFILES, "/", &encoded(id)].concat();
        let patience = &mut Patience::short();
        let comment = comment.trim();
        let before = decision_of(&self.ask_at(Method::Get, &path, None, patience).await?);
        if is_in(&before, state) && before.comment == comment {
            let (decision, comment_kept) = (before, true);
            return Ok(Decided::Done {
                decision,
                comment_kept,
            });
        }
        if !is_in(&before, word(known)) || before.comment != known.comment {
            return Ok(Decided::Otherwise(before));
        }
        let body = body(state, comment);
        let sent = self.ask_at(Method::Patch, &path, Some(&body), patience);
        let lost = match sent.await {
            Ok(_) => None,
            Err(Trouble::Fault(Fault::Forbidden { reason })) => {
                return Err(Fault::MayNotDecide { reason }.into());
            }
            Err(Trouble::Fault(Fault::Refused { reason })) => {
                return Err(Fault::DecisionRefused { reason }.into());
            }
            Err(trouble) => {
                let error = Error::from(trouble);
                // It may have arrived all the same.
                if !error.may_retry() || *error.kind() == Kind::Offline {
                    return Err(error);
                }
                Some(error)
            }
        };
        let mut found = Decision::default();
        for pause in PAUSES_MS {
            self.pause(pause).await;
            let profile = self.ask_at(Method::Get, &path, None, patience).await;
            let profile = match (profile, &lost) {
                (Ok(profile), _) => profile,
                (Err(_), Some(lost)) => return Err(lost.clone()),
                (Err(trouble), None) => return Err(trouble.into()),
            };
            found = decision_of(&profile);
            let comment_kept = found.comment == comment;
            // A state that was there before says nothing: then the comment has to be.
            if is_in(&found, state) && (comment_kept || !is_in(&before, state)) {
                let decision = found;
                return Ok(Decided::Done {
                    decision,
                    comment_kept,
                });
            }
        }
        let state = sentence(&found.state);
        Err(lost.unwrap_or_else(|| Fault::DecisionIgnored { state }.into()))
    }
}

/// What nobody has decided is in the state that it begins with.
fn word(decision: &Decision) -> &str {
    match decision.state.as_str() {
        "" => "Default",
        state => state,
    }
}

fn is_in(decision: &Decision, state: &str) -> bool {
    word(decision).eq_ignore_ascii_case(state)
}

fn body(state: &str, comment: &str) -> String {
    let vendor = Object::new()
        .text("provider", "SecureScore")
        .text("vendor", "Microsoft")
        .end();
    let mut body = Object::new();
    for (name, _) in SENT {
        match name {
            "state" => body.text(name, state),
            "comment" => body.text(name, comment),
            _ => body.json(name, &vendor),
        };
    }
    body.end()
}
