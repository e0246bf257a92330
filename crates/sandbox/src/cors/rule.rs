//! The rows of `sys_cors_rule`.

use axum::http::Method;

use super::api::{api_of, resource_covers};
use super::domain::Domain;
use crate::{
    records::{is_true, text},
    store::{Result, Row, Store},
};

/// A CORS rule: what pages of a domain may do with one REST API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    domain: Domain,
    methods: Vec<Method>,
    /// What a preflight announces. Empty announces none, an assumption.
    pub allow_headers: String,
    /// What a page may read besides the headers that every page may read.
    pub expose_headers: String,
    /// For how many seconds a browser need not ask again.
    pub max_age: u32,
    /// Whether cookies may be sent along; never with a wildcard.
    pub credentials: bool,
}

impl Rule {
    /// The rule that covers this origin's requests to the path, if there is
    /// one.
    pub fn find(store: &Store, path: &str, origin: &str) -> Result<Option<Self>> {
        let mut best: Option<(usize, Self)> = None;
        for row in store.find("sys_cors_rule", &[("active", "true")])? {
            let Some(rule) = Self::read(&row) else {
                continue;
            };
            let Some(closeness) = rule.domain.closeness(origin) else {
                continue;
            };
            let closer = best.as_ref().is_none_or(|(so_far, _)| closeness > *so_far);
            if closer && is_for(store, &row, path)? {
                best = Some((closeness, rule));
            }
        }
        Ok(best.map(|(_, rule)| rule))
    }

    /// Whether the rule lets pages use the method.
    pub fn allows(&self, method: &Method) -> bool {
        self.methods.contains(method)
    }

    /// The methods as a preflight's answer lists them.
    pub fn allow_methods(&self) -> String {
        let names: Vec<_> = self.methods.iter().map(Method::as_str).collect();
        names.join(",")
    }

    /// `None` when the row's domain is not one that ServiceNow would take.
    fn read(row: &Row) -> Option<Self> {
        let domain = Domain::parse(text(row, "domain"))?;
        let methods = [
            ("get", Method::GET),
            ("post", Method::POST),
            ("put", Method::PUT),
            ("patch", Method::PATCH),
            ("delete", Method::DELETE),
        ];
        Some(Self {
            methods: methods
                .into_iter()
                .filter(|(column, _)| is_true(row, column))
                .map(|(_, method)| method)
                .collect(),
            allow_headers: text(row, "access_control_allow_headers").to_owned(),
            expose_headers: text(row, "exposed_headers").to_owned(),
            max_age: text(row, "max_age").parse().unwrap_or(0),
            credentials: !domain.is_wildcard() && is_true(row, "access_control_allow_credentials"),
            domain,
        })
    }
}

/// `rest_api` refers to a row of `sys_ws_definition`: the API's name in it
/// refers to nothing. What is no REST API has rules by its path.
fn is_for(store: &Store, row: &Row, path: &str) -> Result<bool> {
    let by_path = is_true(row, "use_resource_path");
    let Some(api) = api_of(path) else {
        return Ok(by_path && resource_covers(text(row, "resource_path"), path));
    };
    let definition = store.get("sys_ws_definition", text(row, "rest_api"))?;
    Ok(definition.is_some_and(|definition| text(&definition, "name") == api))
}
