//! Where the improvement actions come from that the host offers: one of a few sources, one
//! interface.

use std::rc::Rc;

use snowline_core::access::{Access, Supplied, TokenKind};
use snowline_core::graph::{self, AUTHORITY, GLOBAL, Graph, SignInFault, TENANT};
use snowline_core::oauth::{ClientId, Connection, InstanceUrl};
use snowline_core::secure_score::{self, Given, Posture, Refusal};
use snowline_core::task::RecommendationSource;
use snowline_core::{Error, Kind, Result};
use wasm_bindgen::JsValue;

use crate::app::App;
use crate::browser::host::{TokenFunction, json_of};
use crate::browser::{Browser, file};
use crate::connection::microsoft;
use crate::options::{Options, Portal};
use crate::posture::PostureAction;

use super::score::with_posture;

/// A source that the host offers.
pub enum Source {
    /// Its own list, or the function that gives it.
    Recommendations(JsValue),
    /// Microsoft Graph, with tokens of the host's.
    Graph(TokenFunction),
    /// Microsoft Graph, with a sign-in of our own and this client ID.
    SignIn(String),
    /// The URL of an export.
    File(String),
}

impl Source {
    /// The host's, if it offers one. There is one at a time: the list that it made itself goes
    /// before, and what is live before what was exported.
    #[must_use]
    pub fn of(options: &Options) -> Option<Self> {
        if let Some(list) = &options.recommendations {
            return Some(Self::Recommendations(list.clone()));
        }
        // There is no compliance score in Secure Score.
        if options.portal == Portal::Compliance {
            return None;
        }
        if let Some(function) = &options.graph_token {
            return Some(Self::Graph(function.clone()));
        }
        if let Some(client_id) = &options.graph_client_id {
            return Some(Self::SignIn(client_id.clone()));
        }
        options.secure_score.clone().map(Self::File)
    }

    /// Whether somebody has to sign in first.
    #[must_use]
    pub fn waits_for_sign_in(&self, app: &App) -> bool {
        matches!(self, Self::SignIn(client_id) if access_of(app, client_id).is_none())
    }

    /// Loads it, and says on the way how far it is.
    pub(super) async fn load(self, app: &Rc<App>) -> Loaded {
        match self {
            Self::Recommendations(list) => Loaded::whole(recommendations(app, &list).await),
            Self::File(url) => Loaded::whole(export(url).await),
            Self::Graph(function) => match graph_with(app, function) {
                Ok(graph) => of_graph(app, graph).await,
                Err(error) => Loaded::whole(Err(error)),
            },
            Self::SignIn(client_id) => match access_of(app, &client_id) {
                Some(access) => of_graph(app, graph_of(access)).await,
                None => Loaded::whole(Err(SignInFault::Ended.into())),
            },
        }
    }
}

/// What came of it.
pub(super) struct Loaded {
    /// The improvement actions.
    pub(super) posture: Result<Rc<Posture>>,
    /// What more there is to ask, once they are shown.
    pub(super) history: Option<Graph<Browser>>,
}

impl Loaded {
    fn whole(posture: Result<Posture>) -> Self {
        Self {
            posture: posture.map(Rc::new),
            history: None,
        }
    }
}

async fn export(url: String) -> Result<Posture> {
    match file::get(&url).await {
        Ok(text) => secure_score::load(&text),
        Err(status) => Err(Error::from(Kind::FileNotLoaded { url, status })),
    }
}

async fn recommendations(app: &App, list: &JsValue) -> Result<Posture> {
    let text = json_of(list).await;
    let text = text.map_err(|words| Refusal::failed(&words))?;
    let source = match app.options.portal {
        Portal::Security => RecommendationSource::User,
        // Those of the Compliance Manager are Microsoft's.
        Portal::Compliance => RecommendationSource::Microsoft,
    };
    secure_score::read_recommendations(&text, Given { source })
}

/// Who is talked to for it besides the portal, and the key of what for.
#[must_use]
pub fn addresses(options: &Options) -> Vec<(String, &'static str)> {
    let graph = options.graph_url.as_deref().unwrap_or(GLOBAL).to_owned();
    let entra = options.entra_url.as_deref().unwrap_or(AUTHORITY).to_owned();
    match Source::of(options) {
        Some(Source::Graph(_)) => vec![(graph, "data.place.graph")],
        Some(Source::SignIn(_)) => {
            vec![(graph, "data.place.graph"), (entra, "data.place.entra")]
        }
        _ => Vec::new(),
    }
}

/// The origin of Graph.
pub(super) fn graph_url(options: &Options) -> Result<InstanceUrl> {
    InstanceUrl::parse(options.graph_url.as_deref().unwrap_or(GLOBAL))
}

fn graph_with(app: &App, function: TokenFunction) -> Result<Graph<Browser>> {
    let graph = graph_url(&app.options)?;
    let access: Rc<dyn Access> = Supplied::new(graph, TokenKind::Bearer, Box::new(function));
    Ok(graph_of(access))
}

fn graph_of(access: Rc<dyn Access>) -> Graph<Browser> {
    Graph::new(Rc::new(Browser::new()), access)
}

/// What a sign-in at Microsoft depends upon.
pub(super) fn sign_in_of(app: &App, client_id: &str) -> Result<Connection> {
    let options = &app.options;
    let authority = InstanceUrl::parse(options.entra_url.as_deref().unwrap_or(AUTHORITY))?;
    let tenant = options.graph_tenant.as_deref().unwrap_or(TENANT);
    let back = app.connection().redirect_uri_of_window();
    let client_id = ClientId::parse(client_id)?;
    let graph = graph_url(options)?;
    Ok(graph::connection(
        authority, tenant, client_id, back, &graph,
    ))
}

fn access_of(app: &App, client_id: &str) -> Option<Rc<dyn Access>> {
    let connection = sign_in_of(app, client_id).ok()?;
    microsoft::access(graph_url(&app.options).ok()?, &connection)
}

pub(super) async fn of_graph(app: &Rc<App>, graph: Graph<Browser>) -> Loaded {
    let said = |progress| with_posture(app, PostureAction::Progress(progress));
    let posture = graph.score(&said).await.map(Rc::new);
    Loaded {
        posture,
        history: Some(graph),
    }
}
