//! Where the improvement actions come from that the host offers: one of a few sources, one
//! interface.

use std::rc::Rc;

use snowline_core::access::{Access, Supplied, TokenKind};
use snowline_core::graph::{self, Graph, SignInFault};
use snowline_core::oauth::{Connection, InstanceUrl};
use snowline_core::secure_score::{self, Given, Posture, Refusal};
use snowline_core::task::RecommendationSource;
use snowline_core::{Error, Kind, Result};
use wasm_bindgen::JsValue;

use crate::app::App;
use crate::browser::host::{TokenFunction, json_of};
use crate::browser::{Browser, file};
use crate::connection::microsoft;
use crate::options::Portal;
use crate::posture::PostureAction;

use super::offered::Offered;
use super::score::with_posture;

/// A source that the host offers.
pub enum Source {
    /// Its own list, or the function that gives it.
    Recommendations(JsValue),
    /// Microsoft Graph, with tokens of the host's.
    Graph(InstanceUrl, TokenFunction),
    /// Microsoft Graph, with a sign-in of our own.
    SignIn(InstanceUrl, Connection),
    /// The URL of an export.
    File(String),
    /// None: an option that cannot be.
    Wrong(Error),
}

impl Source {
    /// The host's, if it offers one. There is one at a time: the list that it made itself goes
    /// before, and what is live before what was exported.
    #[must_use]
    pub fn of(app: &App) -> Option<Self> {
        let offered = match Offered::read(&app.options) {
            Ok(offered) => offered,
            Err(error) => return Some(Self::Wrong(error)),
        };
        if let Some(list) = offered.recommendations {
            return Some(Self::Recommendations(list));
        }
        // There is no compliance score in Secure Score.
        if app.is_compliance() {
            return None;
        }
        let (graph, authority) = (offered.graph, offered.authority);
        if let Some(function) = offered.graph_token {
            return Some(Self::Graph(graph, function));
        }
        if let Some(client_id) = offered.client_id {
            let back = app.connection().redirect_uri_of_window();
            let tenant = &offered.tenant;
            let connection = graph::connection(
                authority,
                tenant,
                client_id,
                back,
                (&graph, offered.write_back),
            );
            return Some(Self::SignIn(graph, connection));
        }
        app.options.secure_score.clone().map(Self::File)
    }

    /// Whether the host passes in what there is.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Recommendations(_))
    }

    /// Whether somebody has to sign in first.
    #[must_use]
    pub fn waits_for_sign_in(&self) -> bool {
        match self {
            Self::SignIn(graph, connection) => {
                microsoft::access(graph.clone(), connection).is_none()
            }
            _ => false,
        }
    }

    /// Loads it, and says on the way how far it is.
    pub(super) async fn load(self, app: &Rc<App>) -> Loaded {
        match self {
            Self::Recommendations(list) => Loaded::whole(recommendations(app, &list).await),
            Self::File(url) => Loaded::whole(export(url).await),
            Self::Wrong(error) => Loaded::whole(Err(error)),
            of_graphs => match of_graphs.access() {
                Some(access) => of_graph(app, access).await,
                None => Loaded::whole(Err(SignInFault::Ended.into())),
            },
        }
    }

    /// The way into Graph, where it is Graph's and somebody is let in.
    fn access(self) -> Option<Rc<dyn Access>> {
        match self {
            Self::Graph(graph, function) => {
                Some(Supplied::new(graph, TokenKind::Bearer, Box::new(function)))
            }
            Self::SignIn(graph, connection) => microsoft::access(graph, &connection),
            Self::Recommendations(_) | Self::File(_) | Self::Wrong(_) => None,
        }
    }
}

/// Whether the host lets people set an action's status in Secure Score, and what it offers is
/// Graph's.
#[must_use]
pub fn writes(app: &App) -> bool {
    let is_on = Offered::read(&app.options).is_ok_and(|offered| offered.write_back);
    let source = Source::of(app).filter(|_| is_on);
    matches!(source, Some(Source::Graph(..) | Source::SignIn(..)))
}

/// Graph, to write to.
///
/// # Errors
/// [`SignInFault::Ended`]
pub(super) fn writer(app: &App) -> Result<Graph<Browser>> {
    let access = Source::of(app).and_then(Source::access);
    let access = access.ok_or(SignInFault::Ended)?;
    Ok(Graph::new(Rc::new(Browser::new()), access))
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
pub fn addresses(app: &App) -> Vec<(String, &'static str)> {
    let what = match writes(app) {
        true => "data.place.graphWrites",
        false => "data.place.graph",
    };
    let graph = |url: InstanceUrl| (url.as_str().to_owned(), what);
    match Source::of(app) {
        Some(Source::Graph(url, _)) => vec![graph(url)],
        Some(Source::SignIn(url, connection)) => {
            let entra = connection.instance.as_str().to_owned();
            vec![graph(url), (entra, "data.place.entra")]
        }
        _ => Vec::new(),
    }
}

async fn of_graph(app: &Rc<App>, access: Rc<dyn Access>) -> Loaded {
    let graph = Graph::new(Rc::new(Browser::new()), access);
    let said = |progress| with_posture(app, PostureAction::Progress(progress));
    let posture = graph.score(&said).await.map(Rc::new);
    Loaded {
        posture,
        history: Some(graph),
    }
}
