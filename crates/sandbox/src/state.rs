//! What every handler of the instance shares.

use std::path::PathBuf;
use std::sync::Arc;

use crate::{
    clock::Clock,
    control::Control,
    graph,
    idp::Codes,
    import_set::Imports,
    jwt::{Issuer, Keys},
    rate_limit::Counts,
    session::Sessions,
    sso::Visits,
    store::Store,
    tiny::Tiny,
};

/// The choices made on the command line.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The origin of the page that the demo's rules and redirect URL are for.
    pub portal: Option<String>,
    /// Public clients get refresh tokens too. ServiceNow's documentation and
    /// its release notes contradict each other here, so the default is not to.
    pub refresh_tokens: bool,
    /// Each refresh brings a new refresh token and ends the one used. A
    /// ServiceNow instance does not do so, other servers do.
    pub rotate_refresh_tokens: bool,
    /// A redirect URL that is not registered is refused.
    pub strict_redirects: bool,
    /// The Application Registry's table is customised: the connector
    /// application may not read it.
    pub customised_registry: bool,
    /// Identity providers whose tokens may be trusted, besides the one that
    /// the sandbox plays itself.
    pub issuers: Vec<Issuer>,
    /// The folder of a static bundle that is served to people who are signed
    /// in, as an application on the instance would.
    pub bundle: Option<PathBuf>,
    /// The origin of the identity provider that the sandbox plays; single
    /// sign-on is set up with it.
    pub sso: Option<String>,
    /// The origin of the Microsoft Graph and Entra that the sandbox plays; by
    /// the address that it is asked at where none is given.
    pub graph: Option<String>,
    /// What becomes of a change of a control profile there.
    pub graph_patch: graph::Patching,
    /// How many incidents and changes there are at the start, in all; fewer
    /// than the demo's own leave it at those.
    pub tickets: u64,
    /// Answers `/__sandbox/*`, by which tests cause failures.
    pub control: bool,
}

/// The instance: cheap to clone, one for each server.
#[derive(Clone)]
pub struct AppState {
    /// The records.
    pub store: Arc<Store>,
    /// The clock by which everything here expires.
    pub clock: Arc<Clock>,
    /// The choices made on the command line.
    pub config: Arc<Config>,
    /// Who is signed in at the pages.
    pub sessions: Arc<Sessions>,
    /// Who is at an identity provider at the moment.
    pub visits: Arc<Visits>,
    /// What the sandbox's own identity provider has given out.
    pub idp: Arc<Codes>,
    /// What the sandbox's own Graph and Entra have given out.
    pub graph: Arc<graph::Memory>,
    /// The failures that tests cause.
    pub control: Arc<Control>,
    /// The addresses that were made short.
    pub tiny: Arc<Tiny>,
    /// The calls that rate limit rules count.
    pub rates: Arc<Counts>,
    /// What became of imported rows.
    pub imports: Arc<Imports>,
    /// The keys that tokens are signed with.
    pub keys: Arc<Keys>,
}

impl AppState {
    /// An instance over these records, with nobody signed in.
    pub fn new(store: Store, clock: Clock, config: Config) -> Self {
        let clock = Arc::new(clock);
        Self {
            // Records are stamped by the clock by which tokens expire.
            store: Arc::new(store.follow(clock.clone())),
            clock,
            config: Arc::new(config),
            sessions: Arc::default(),
            visits: Arc::default(),
            idp: Arc::default(),
            graph: Arc::default(),
            control: Arc::default(),
            tiny: Arc::default(),
            rates: Arc::default(),
            imports: Arc::default(),
            keys: Arc::default(),
        }
    }
}
