//! What the REST APIs answer when they refuse, word for word where the words
//! are known.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use super::acl::Operation;
use super::answer;
use crate::store;

/// A refusal.
#[derive(Debug)]
pub enum ApiError {
    /// There is no such table, or it is none of the API's business.
    NoTable(String),
    /// There is no such record, or the caller may not see it.
    NoRecord,
    /// The path names no API.
    NoResource(String),
    /// The resource does not have the method.
    NoMethod,
    /// The caller lacks the role for it.
    Denied(Operation),
    /// The caller may not use the table at all.
    Closed,
    /// The query names a field that the caller may not read.
    HiddenField,
    /// A business rule stopped the write.
    Aborted {
        /// The table written to.
        table: &'static str,
        /// The rule's name.
        rule: &'static str,
        /// The rule's `sys_id`.
        sys_id: &'static str,
    },
    /// A data policy wants these fields, named by their labels.
    Mandatory(Vec<&'static str>),
    /// A data policy lets nobody change these fields, named by their labels.
    ReadOnly(Vec<&'static str>),
    /// What is asked for needs more than the record has, in words of the
    /// sandbox's own.
    Incomplete(&'static str),
    /// The body cannot be read.
    BadBody,
    /// The body is larger than the instance takes.
    LargeBody {
        /// Its length in bytes.
        length: u64,
        /// The most that is taken.
        max: usize,
    },
    /// There is such a record already.
    Duplicate(String),
    /// A header that the request needs is missing or is none.
    OddHeader(&'static str),
    /// The body is of a type that is not taken.
    NoSuchType(String),
    /// No type that the caller accepts can be given.
    NotAcceptable,
    /// The URL is too long.
    UrlTooLong,
    /// The store failed.
    Store(store::Error),
}

/// The largest body in bytes that any property makes the instance take.
pub(crate) const MAX_BODY: usize = 26_214_400;

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Duplicate(sys_id) => Self::Duplicate(sys_id),
            error => Self::Store(error),
        }
    }
}

impl ApiError {
    /// What a person is told of it.
    pub(crate) fn words(&self) -> String {
        let (_, message, detail) = self.parts();
        match detail {
            Some(detail) => format!("{message}: {detail}"),
            None => message,
        }
    }

    fn parts(&self) -> (StatusCode, String, Option<String>) {
        const FAILED: &str = "Operation Failed";
        let (status, message, detail) = match self {
            Self::NoTable(name) => (400, format!("Invalid table {name}"), None),
            Self::NoResource(path) => {
                let message = format!("Requested URI does not represent any resource: {path}");
                (400, message, None)
            }
            Self::NoMethod => (405, "Method not supported".into(), None),
            Self::NoRecord => (
                404,
                "No Record found".into(),
                Some("Record doesn't exist or ACL restricts the record retrieval".into()),
            ),
            Self::Denied(operation) => {
                let word = operation.word();
                let detail = format!("ACL Exception {word} Failed due to security constraints");
                (403, FAILED.into(), Some(detail))
            }
            Self::Closed => (
                403,
                "User Not Authorized".into(),
                Some("Failed API level ACL Validation".into()),
            ),
            Self::HiddenField => (
                403,
                "Insufficient rights to query records".into(),
                Some("Field(s) present in the query do not have permission to be read".into()),
            ),
            Self::Aborted {
                table,
                rule,
                sys_id,
            } => {
                let detail = format!(
                    "Operation against file '{table}' was aborted by Business Rule \
                     '{rule}^{sys_id}'. Business Rule Stack:{rule}"
                );
                (403, FAILED.into(), Some(detail))
            }
            Self::Mandatory(labels) => {
                let detail = format!(
                    "Data Policy Exception: The following fields are mandatory: {}",
                    labels.join(", ")
                );
                (403, FAILED.into(), Some(detail))
            }
            Self::ReadOnly(labels) => {
                let detail = format!(
                    "Data Policy Exception: The following fields are read only: {}",
                    labels.join(", ")
                );
                (403, FAILED.into(), Some(detail))
            }
            Self::Incomplete(why) => (400, (*why).to_owned(), None),
            Self::BadBody => (400, "Exception while reading request".into(), None),
            Self::Duplicate(sys_id) => (
                403,
                FAILED.into(),
                Some(format!(
                    "Unique Key violation detected by database \
                     (Duplicate entry '{sys_id}' for key 'PRIMARY')"
                )),
            ),
            Self::OddHeader(name) => (400, format!("Invalid {name} header"), None),
            Self::LargeBody { length, max } => (
                400,
                "Exception while reading request".into(),
                Some(format!(
                    "Rejected large REST payload with content-length = {length} bytes. \
                     Max allowed: {max} bytes."
                )),
            ),
            Self::NoSuchType(kind) => (415, format!("Unsupported media type: {kind}"), None),
            Self::NotAcceptable => (406, "Not acceptable".into(), None),
            Self::UrlTooLong => (414, "URI Too Long".into(), None),
            Self::Store(error) => (500, error.to_string(), None),
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, message, detail)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Store(error) => error.into_response(),
            // The web server in front refuses, in its own words.
            Self::UrlTooLong => (
                StatusCode::URI_TOO_LONG,
                [(header::CONNECTION, "close")],
                Html("<html><head><title>414 Request-URI Too Long</title></head></html>"),
            )
                .into_response(),
            error => {
                let (status, message, detail) = error.parts();
                let body = json!({
                    "error": { "message": message, "detail": detail },
                    "status": "failure",
                });
                answer::json(status, &body)
            }
        }
    }
}
