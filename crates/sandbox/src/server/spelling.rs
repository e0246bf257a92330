//! How the names of headers are spelled. HTTP does not mind; programs that
//! read them case for case do.

use std::convert::Infallible;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::http::{Extensions, HeaderName, Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;

/// The names that are not Spelled-Like-This.
const EXCEPTIONS: [&str; 6] = [
    "WWW-Authenticate",
    "X-RateLimit-Limit",
    "X-RateLimit-Reset",
    "X-RateLimit-Rule",
    "X-Transaction-ID",
    "X-UserToken-Response",
];

/// The name as real instances spell it.
pub(crate) fn spelled(name: &HeaderName) -> String {
    let is = |exception: &&&str| exception.eq_ignore_ascii_case(name.as_str());
    if let Some(exception) = EXCEPTIONS.iter().find(is) {
        return (*exception).to_owned();
    }
    let mut starts = true;
    let letters = name.as_str().chars().map(|letter| {
        let spelled = match starts {
            true => letter.to_ascii_uppercase(),
            false => letter,
        };
        starts = letter == '-';
        spelled
    });
    letters.collect()
}

/// What tells hyper the exceptions, to be put in every answer.
///
/// It keeps the spelling of a request for programs that pass the names on,
/// in a type of its own that nobody else can make: so this is what it makes
/// of a request that has these names.
pub(super) async fn exceptions() -> io::Result<Extensions> {
    let headers = EXCEPTIONS.map(|name| format!("{name}: -\r\n")).concat();
    let request = format!("GET / HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    let (mut client, server) = tokio::io::duplex(4_096);
    client.write_all(request.as_bytes()).await?;
    let kept = Mutex::new(Extensions::new());
    let service = service_fn(|request: Request<Incoming>| {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone_from(request.extensions());
        async { Ok::<_, Infallible>(Response::new(String::new())) }
    });
    http1::Builder::new()
        .preserve_header_case(true)
        .serve_connection(TokioIo::new(server), service)
        .await
        .map_err(io::Error::other)?;
    let mut kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    kept.remove::<OnUpgrade>();
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str) {
        let lower = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        assert_eq!(spelled(&lower), name);
    }

    #[test]
    fn names_are_spelled_as_recorded() {
        check("Content-Type");
        check("Link");
        check("Server-Timing");
        check("WWW-Authenticate");
        check("X-Is-Logged-In");
        check("X-Total-Count");
        check("X-Transaction-ID");
        check("X-RateLimit-Limit");
        check("X-UserToken-Response");
    }
}
