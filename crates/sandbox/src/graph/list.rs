//! Lists in pages.

use axum::{
    Json,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::error::refuse;
use crate::{params::Params, state::AppState, store::Result};

/// How the next page is named in an address.
pub(super) enum Next {
    /// By how many are skipped; there is said to be one even where it is empty.
    Skip,
    /// By a token that only the server reads, while there are more.
    Token,
}

/// A list as it is asked for: how many are on a page at most, if anything
/// limits it.
pub(super) struct List<'a> {
    pub(super) of: &'a str,
    pub(super) entries: Vec<Value>,
    pub(super) page: usize,
    pub(super) next: Next,
}

impl List<'_> {
    pub(super) fn answer(
        self,
        state: &AppState,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Response> {
        let asked = Params::of(uri.query().unwrap_or_default());
        let number = |name: &str, otherwise: usize| match asked.get(name) {
            "" => Some(otherwise),
            text => text.parse().ok(),
        };
        let top = number("$top", self.page).filter(|top| *top > 0);
        let skip = match asked.get("$skiptoken") {
            "" => number("$skip", 0),
            token => read(token),
        };
        let (Some(top), Some(skip)) = (top, skip) else {
            let message = "Invalid value specified for a query parameter.";
            return refuse(state, StatusCode::BAD_REQUEST, "BadRequest", message);
        };
        let top = top.min(self.page);
        let here = origin(state, headers);
        let path = uri.path();
        let rest = self.entries.len().saturating_sub(skip);
        let end = skip.saturating_add(top);
        let link = match self.next {
            Next::Skip if rest > 0 => Some(format!("{here}{path}?$top={top}&$skip={end}")),
            Next::Token if rest > top => Some(format!("{here}{path}?$skiptoken={}", written(end))),
            _ => None,
        };
        let mut body = json!({
            "@odata.context": format!("{here}/v1.0/$metadata#Security/{}", self.of),
        });
        if let Some(link) = link {
            body["@odata.nextLink"] = link.into();
        }
        body["value"] = self.entries.into_iter().skip(skip).take(top).collect();
        Ok(Json(body).into_response())
    }
}

/// The origin by which whoever asks knows Graph.
pub(super) fn origin(state: &AppState, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    match (&state.config.graph, host) {
        (Some(at), _) => at.clone(),
        (None, Some(host)) => format!("http://{host}"),
        (None, None) => "http://localhost".to_owned(),
    }
}

fn written(at: usize) -> String {
    URL_SAFE_NO_PAD.encode(format!("page:{at}"))
}

fn read(token: &str) -> Option<usize> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    text.strip_prefix("page:")?.parse().ok()
}
