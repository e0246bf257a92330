//! Checking a setup from where a browser stands: what it can know before anybody has signed in,
//! and what it cannot.
//!
//! A request that needs a setting is made, and whether its answer can be read tells whether the
//! setting is there. Nothing is signed in, made or changed by it: the token endpoint gets a code
//! that it never gave, the REST APIs a token that nobody has.

mod judge;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::client::probe as probe_rest;
use super::{PageRequest, ServiceNow};
use crate::error::{Kind, anybody_answers};
use crate::join;
use crate::oauth::{Connection, probe as probe_token};
use crate::ports::{HttpFailure, Method, Ports, Response};
use crate::task::TicketType;

pub use judge::judge;

/// Something that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The instance answers and is awake.
    Instance,
    /// The OAuth entity is there, for a public client.
    Entity,
    /// The token endpoint answers this page: `glide.oauth.cors.allowed.origin`.
    Token,
    /// The REST APIs answer this page: their rows in `sys_cors_rule`.
    Rules,
    /// The signed-in user may read both kinds of tickets.
    User,
}

impl Check {
    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Instance => "check.instance",
            Self::Entity => "check.entity",
            Self::Token => "check.token",
            Self::Rules => "check.rules",
            Self::User => "check.user",
        }
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

/// What came out of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: Check,
    /// How it stands.
    pub verdict: Verdict,
    /// Why: the name of its message.
    pub reason: &'static str,
    /// The APIs that it is about, as ServiceNow names them, separated by commas.
    pub names: String,
}

/// A REST API that the module calls, with the method that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    /// Its name in ServiceNow's list of APIs.
    pub name: &'static str,
    method: Method,
    path: &'static str,
}

/// All that the module calls. Reading asks for one record at most, and writing can make none.
pub const APIS: [Api; 4] = [
    Api {
        name: "Table API",
        method: Method::Get,
        path: "/api/now/table/incident?sysparm_limit=1",
    },
    Api {
        name: "Table API",
        method: Method::Post,
        // No such table: whatever the instance lets anybody do, no record comes of it.
        path: "/api/now/table/snowline_check",
    },
    Api {
        name: "Aggregate API",
        method: Method::Get,
        path: "/api/now/stats/incident?sysparm_count=true",
    },
    Api {
        name: "Batch API",
        method: Method::Post,
        path: "/api/now/v1/batch",
    },
];

/// What a request has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The answer could be read: its status and body.
    Read(u16, String),
    /// It could not.
    Hidden,
    /// There was none in time.
    Late,
}

impl From<std::result::Result<Response, HttpFailure>> for Seen {
    fn from(answer: std::result::Result<Response, HttpFailure>) -> Self {
        match answer {
            Ok(response) => Self::Read(response.status, response.body),
            Err(HttpFailure::Network) => Self::Hidden,
            Err(HttpFailure::Timeout) => Self::Late,
        }
    }
}

/// What was seen before anybody has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The browser believes itself online.
    pub online: bool,
    /// Something answers at the host.
    pub answers: bool,
    /// What the token endpoint said.
    pub token: Seen,
    /// What each of [`APIS`] said, in their order.
    pub rest: Vec<Seen>,
}

/// Looks at an instance without signing in.
pub async fn observe<P: Ports>(ports: &P, connection: &Connection) -> Observed {
    let answers = anybody_answers(ports, &connection.instance.request_url("")).await;
    let mut observed = Observed {
        online: ports.online(),
        answers,
        token: Seen::Hidden,
        rest: vec![Seen::Hidden; APIS.len()],
    };
    if !answers {
        return observed;
    }
    let Observed { token, rest, .. } = &mut observed;
    let mut tasks: Vec<join::Task<'_>> = vec![Box::pin(async move {
        *token = probe_token(ports, connection).await.into();
        Ok(())
    })];
    for (api, seen) in APIS.iter().zip(rest) {
        tasks.push(Box::pin(async move {
            *seen = probe_rest(ports, &connection.instance, api.method, api.path)
                .await
                .into();
            Ok(())
        }));
    }
    // None of them fails.
    join::all(tasks).await.ok();
    observed
}

/// What the signed-in user can read; `None` when nobody is signed in.
pub async fn look_as_user<P: Ports>(servicenow: Option<Rc<ServiceNow<P>>>) -> Finding {
    let Some(servicenow) = servicenow else {
        return judge::finding(Check::User, Verdict::CannotTell, "check.user.signIn");
    };
    let one = PageRequest {
        offset: 0,
        limit: 1,
        only_made_here: false,
    };
    let mut verdict = (Verdict::Passed, "check.user.reads");
    for ticket_type in TicketType::ALL {
        match servicenow.tickets(ticket_type, one).await {
            Ok(page) if page.hidden => {
                return judge::finding(Check::User, Verdict::NeedsAction, "check.user.hidden");
            }
            Ok(page) if page.total.is_none() => {
                verdict = (Verdict::NeedsAction, "check.user.notExposed")
            }
            Ok(_) => {}
            Err(error) => {
                let refused = matches!(error.kind(), Kind::Forbidden { .. } | Kind::UserRefused);
                return match refused {
                    true => judge::finding(Check::User, Verdict::NeedsAction, "check.user.refused"),
                    false => judge::finding(Check::User, Verdict::CannotTell, "check.user.failed"),
                };
            }
        }
    }
    judge::finding(Check::User, verdict.0, verdict.1)
}
