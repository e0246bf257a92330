//! Checking a setup from where a browser stands: what it can know before anybody has signed in,
//! what it knows after, and what it cannot.
//!
//! A request that needs a setting is made, and whether its answer can be read tells whether the
//! setting is there. Nothing is signed in, made or changed by it: the token endpoint gets a code
//! that it never gave, the REST APIs a token that nobody has.

mod as_user;
mod judge;
mod judge_user;
mod observe;
mod release;
mod rules;
#[cfg(test)]
mod tests;
mod whose;

use super::needs;

pub use as_user::{AsUser, Reading, look_as_user};
pub use judge::judge;
pub use judge_user::judge_user;
pub use observe::{Observed, Seen, observe};

/// A step of the installation checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The instance answers and is awake.
    Instance,
    /// The OAuth entity is there, for a public client, with this page's redirect URL.
    Entity,
    /// The token endpoint answers this page: `glide.oauth.cors.allowed.origin`.
    Token,
    /// The REST APIs answer this page: their rows in `sys_cors_rule`.
    Rules,
    /// The integration user is there, and it is the one that is signed in.
    User,
    /// Somebody is signed in.
    Authorize,
    /// The signed-in user may read and make both kinds of tickets.
    Rights,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Instance,
        Self::Entity,
        Self::Token,
        Self::Rules,
        Self::User,
        Self::Authorize,
        Self::Rights,
    ];

    /// Those that there are to take, in their order. Through a proxy nothing is asked of another
    /// origin, so that nothing has to let this page in.
    pub fn needed(proxied: bool) -> impl Iterator<Item = Self> {
        let of_cors = |step: &Self| matches!(step, Self::Token | Self::Rules);
        let all = Self::ALL.into_iter();
        all.filter(move |step| !(proxied && of_cors(step)))
    }

    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Instance => "check.instance",
            Self::Entity => "check.entity",
            Self::Token => "check.token",
            Self::Rules => "check.rules",
            Self::User => "check.user",
            Self::Authorize => "check.authorize",
            Self::Rights => "check.rights",
        }
    }

    /// The path of the list in ServiceNow where it is made, if it is made in one.
    #[must_use]
    pub fn path(self) -> Option<&'static str> {
        Some(match self {
            Self::Instance | Self::Authorize => return None,
            Self::Entity => "/nav_to.do?uri=oauth_entity_list.do",
            Self::Token => {
                "/nav_to.do?uri=sys_properties_list.do%3Fsysparm_query%3Dname%3Dglide.oauth.cors.allowed.origin"
            }
            Self::Rules => "/nav_to.do?uri=sys_cors_rule_list.do",
            Self::User | Self::Rights => "/nav_to.do?uri=sys_user_list.do",
        })
    }
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// Somebody has to do something.
    NeedsAction,
    /// A browser cannot tell, now or at all.
    CannotTell,
}

/// What was found of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The step that it is of.
    pub step: Step,
    /// How it stands.
    pub verdict: Verdict,
    /// Why: the name of its message.
    pub reason: &'static str,
    /// What the message names.
    pub arguments: Vec<(&'static str, String)>,
}

impl Finding {
    fn new(step: Step, verdict: Verdict, reason: &'static str) -> Self {
        Self {
            step,
            verdict,
            reason,
            arguments: Vec::new(),
        }
    }

    /// The page of the instance where one sees more of it or gets out of it: the name of the link's
    /// message, and the path.
    #[must_use]
    pub fn opens(&self) -> Option<(&'static str, &'static str)> {
        Some(match self.reason {
            "check.instance.hidden"
            | "check.instance.hibernating"
            | "check.instance.offline"
            | "check.instance.page" => ("setup.open", "/"),
            "check.user.singleSignOn" => ("check.user.ownSignIn", "/login.do"),
            _ => return None,
        })
    }

    /// Whether it is something to know, and neither right nor wrong.
    #[must_use]
    pub fn is_note(&self) -> bool {
        matches!(
            self.reason,
            "check.authorize.todo"
                | "check.rights.makesUnproven"
                | "check.labels.tickets"
                | "check.labels.usual"
        )
    }

    /// Whether a connection that is made now will fail by it. That a sign-in did not come back may
    /// have been the person's own doing: only another one tells.
    #[must_use]
    pub fn is_in_the_way(&self) -> bool {
        let before = [Step::Instance, Step::Entity, Step::Token, Step::Rules];
        self.verdict == Verdict::NeedsAction
            && before.contains(&self.step)
            && self.reason != "check.entity.wandered"
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.arguments.push((name, value.to_owned()));
        self
    }
}

/// How a step stands: as the worst of what was found of it.
#[must_use]
pub fn verdict(findings: &[Finding], step: Step) -> Option<Verdict> {
    let mut found = None;
    for finding in findings.iter().filter(|finding| finding.step == step) {
        found = Some(match (found, finding.verdict) {
            (Some(Verdict::NeedsAction), _) | (_, Verdict::NeedsAction) => Verdict::NeedsAction,
            (Some(Verdict::CannotTell), _) | (_, Verdict::CannotTell) => Verdict::CannotTell,
            _ => Verdict::Passed,
        });
    }
    found
}
