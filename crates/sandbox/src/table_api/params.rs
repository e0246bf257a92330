//! The parameters behind the `?`.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use url::form_urlencoded;

use crate::query::{Condition, Operator, Query};
use crate::state::AppState;
use crate::store::Table;

/// `sysparm_display_value`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Display {
    /// Values as stored.
    #[default]
    Value,
    /// Values as people see them.
    Label,
    /// Both.
    All,
}

/// What a request asks for besides its path.
#[derive(Clone, Debug)]
pub(crate) struct Params {
    pairs: Vec<(String, String)>,
}

impl FromRequestParts<AppState> for Params {
    type Rejection = Infallible;

    /// `sysparm_tiny` stands for the parameters that were left with the
    /// instance; those of the address itself go before them.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let original = parts.extensions.get::<OriginalUri>();
        let uri = original.map_or(&parts.uri, |original| &original.0);
        let mut params = Self::of(uri.query().unwrap_or_default());
        let kept = params
            .get("sysparm_tiny")
            .and_then(|key| state.tiny.get(key));
        if let Some(kept) = kept {
            params.pairs.extend(Self::of(&kept).pairs);
        }
        Ok(params)
    }
}

impl Params {
    /// Reads a query string. There is nothing that cannot be read.
    pub(crate) fn of(query: &str) -> Self {
        Self {
            pairs: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        }
    }

    /// The first value of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every name with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (&**name, &**value))
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The names in a comma list; `None` when there is none.
    pub(crate) fn names(&self, name: &str) -> Option<Vec<&str>> {
        let list = self.get(name)?.split(',').map(str::trim);
        let names: Vec<_> = list.filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then_some(names)
    }

    /// A count; anything that is none gives the default.
    pub(crate) fn number(&self, name: &str, default: u64) -> u64 {
        self.get(name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    }

    pub(crate) fn display(&self) -> Display {
        // Python's clients send `True`.
        let mode = self.get("sysparm_display_value").unwrap_or_default();
        match mode.to_ascii_lowercase().as_str() {
            "true" => Display::Label,
            "all" => Display::All,
            _ => Display::Value,
        }
    }

    /// `sysparm_query` together with the plain `field=value` parameters.
    pub(crate) fn query(&self, table: &Table) -> Query {
        let mut query = Query::parse(self.get("sysparm_query").unwrap_or_default());
        for (field, value) in &self.pairs {
            let first = field.split('.').next().unwrap_or(field);
            if table.column(first).is_some() {
                query.require(Condition {
                    field: field.clone(),
                    operator: Operator::Is,
                    value: value.clone(),
                });
            }
        }
        query
    }
}
