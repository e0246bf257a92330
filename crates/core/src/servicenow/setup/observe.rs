//! Looking at an instance without signing in.

use super::super::{batch, client::probe as probe_rest};
use super::whose::is_servicenow;
use crate::error::anybody_answers;
use crate::join;
use crate::oauth::{Connection, probe as probe_token, waits_for_return};
use crate::ports::{HttpFailure, Method, Ports, Response};

/// A request that shows whether an API's rule is there.
pub(super) struct Probe {
    /// The API's name in ServiceNow's list.
    pub(super) api: &'static str,
    pub(super) method: Method,
    path: &'static str,
}

#[cfg(test)]
impl Probe {
    /// Whether it is of that API and method.
    pub(super) fn is(&self, api: &str, method: &str) -> bool {
        (self.api, self.method.name()) == (api, method)
    }
}

/// One for each API and method. Reading asks for one record at most, and writing can make none.
pub(super) const PROBES: [Probe; 5] = [
    Probe {
        api: "Table API",
        method: Method::Get,
        path: "/api/now/table/incident?sysparm_limit=1",
    },
    Probe {
        api: "Table API",
        method: Method::Post,
        // No such table: whatever the instance lets anybody do, no record comes of it.
        path: "/api/now/table/snowline_check",
    },
    Probe {
        api: "Table API",
        method: Method::Patch,
        // No such record.
        path: "/api/now/table/x_mioms_m365ticket_connection/0",
    },
    Probe {
        api: "Aggregate API",
        method: Method::Get,
        path: "/api/now/stats/incident?sysparm_count=true",
    },
    Probe {
        api: "Batch API",
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
    /// The instance's host.
    pub host: String,
    /// The page's origin, as CORS sees it.
    pub origin: String,
    /// The page that a sign-in returns to.
    pub redirect_uri: String,
    /// The address of the proxy on the page's own origin that requests go through, if they do.
    pub through: Option<String>,
    /// The browser believes itself online.
    pub online: bool,
    /// Something answers at the host.
    pub answers: bool,
    /// What the page's own policy (`connect-src`) would have to name, where it is that which keeps the
    /// page from asking.
    pub forbidden: Option<String>,
    /// What the token endpoint said.
    pub token: Seen,
    /// What each API said that was asked, in the order in which they are asked.
    pub rest: Vec<Seen>,
    /// What the portal's own server says beside the proxy, at an address that nobody has: asked
    /// where no answer through the proxy is one of ServiceNow's.
    pub beside: Option<Seen>,
    /// A sign-in with these settings left this tab and never came back.
    pub wandered: bool,
    /// One with exactly these settings did: whoever is signed in is so by it. Not observed here.
    pub came_back: bool,
}

/// Looks at an instance without signing in.
pub async fn observe<P: Ports>(ports: &P, connection: &Connection) -> Observed {
    let instance = &connection.instance;
    batch::forget(ports);
    let base = instance.request_url("");
    let answers = anybody_answers(ports, &base).await;
    if !answers {
        // What a browser says of its policy may come a moment later.
        ports.sleep(0).await;
    }
    let mut observed = Observed {
        host: instance.host().to_owned(),
        origin: ports.origin(),
        redirect_uri: connection.redirect_uri.clone(),
        through: instance.proxy().map(str::to_owned),
        online: ports.online(),
        answers,
        forbidden: (!answers && ports.forbids(&base)).then_some(base),
        token: Seen::Hidden,
        rest: vec![Seen::Hidden; PROBES.len()],
        beside: None,
        wandered: waits_for_return(ports, connection),
        came_back: false,
    };
    if !answers {
        return observed;
    }
    let Observed { token, rest, .. } = &mut observed;
    let mut tasks: Vec<join::Task<'_>> = vec![Box::pin(async move {
        *token = probe_token(ports, connection).await.into();
        Ok(())
    })];
    for (probe, seen) in PROBES.iter().zip(rest) {
        tasks.push(Box::pin(async move {
            let answer = probe_rest(ports, instance, probe.method, probe.path);
            *seen = answer.await.into();
            Ok(())
        }));
    }
    // None of them fails.
    join::all(tasks).await.ok();
    if let (Some(proxy), [first, ..]) = (instance.proxy(), &PROBES)
        && !is_servicenow(&observed)
    {
        let nobody = Some([proxy, "-snowline-check"].concat());
        let beside = instance.clone().through(nobody);
        let answer = probe_rest(ports, &beside, first.method, first.path).await;
        observed.beside = Some(answer.into());
    }
    observed
}
