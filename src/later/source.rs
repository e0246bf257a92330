//! Where the improvement actions come from that the host offers: one of a few sources, one
//! interface.

use std::rc::Rc;

use snowline_core::access::{Access, Supplied, TokenKind};
use snowline_core::graph::{GLOBAL, Graph};
use snowline_core::oauth::InstanceUrl;
use snowline_core::secure_score::{self, Given, Posture, Refusal};
use snowline_core::task::RecommendationSource;
use snowline_core::{Error, Kind, Result};
use wasm_bindgen::JsValue;

use crate::app::App;
use crate::browser::host::{TokenFunction, json_of};
use crate::browser::{Browser, file};
use crate::options::{Options, Portal};
use crate::posture::PostureAction;

use super::score::with_posture;

/// A source that the host offers.
pub enum Source {
    /// Its own list, or the function that gives it.
    Recommendations(JsValue),
    /// Microsoft Graph, with tokens of the host's.
    Graph(TokenFunction),
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
        options.secure_score.clone().map(Self::File)
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

/// The origin of Graph.
pub(super) fn graph_url(options: &Options) -> Result<InstanceUrl> {
    InstanceUrl::parse(options.graph_url.as_deref().unwrap_or(GLOBAL))
}

fn graph_with(app: &App, function: TokenFunction) -> Result<Graph<Browser>> {
    let graph = graph_url(&app.options)?;
    let access: Rc<dyn Access> = Supplied::new(graph, TokenKind::Bearer, Box::new(function));
    Ok(Graph::new(Rc::new(Browser::new()), access))
}

pub(super) async fn of_graph(app: &Rc<App>, graph: Graph<Browser>) -> Loaded {
    let said = |progress| with_posture(app, PostureAction::Progress(progress));
    let posture = graph.score(&said).await.map(Rc::new);
    Loaded {
        posture,
        history: Some(graph),
    }
}
