//! What can go wrong between the instance and its file.

use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A failure of the store itself: never something that a caller of the API
/// has sent.
#[derive(Debug)]
pub enum Error {
    /// SQLite could not read or write.
    Sqlite(rusqlite::Error),
    /// The program asked for a table that is not defined.
    NoTable(String),
    /// The program asked for a column that is not defined.
    NoColumn(String),
    /// There is a record of this `sys_id` already.
    Duplicate(String),
    /// The system gave no random bytes for a `sys_id`.
    Random,
}

/// What every method of the store returns.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "the records cannot be read or written: {error}"),
            Self::NoTable(name) => write!(f, "there is no table {name}"),
            Self::NoColumn(name) => write!(f, "there is no column {name}"),
            Self::Duplicate(sys_id) => write!(f, "there is a record {sys_id} already"),
            Self::Random => f.write_str("the system gave no random bytes"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        eprintln!("{self}");
        let body =
            r#"{"error":{"message":"Internal Server Error","detail":null},"status":"failure"}"#;
        let json = [("content-type", "application/json;charset=UTF-8")];
        (StatusCode::INTERNAL_SERVER_ERROR, json, body).into_response()
    }
}
