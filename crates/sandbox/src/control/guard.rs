//! Who may cause failures: programs on this machine, but no web page, not
//! even one that has made its name point here.

use axum::{
    extract::{ConnectInfo, Request},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::server::Peer;

/// Lets local programs through.
pub(super) async fn layer(request: Request, next: Next) -> Response {
    match is_local_program(&request) {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    }
}

fn is_local_program(request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let near = peer.is_none_or(|ConnectInfo(peer)| peer.address.ip().is_loopback());
    let headers = request.headers();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    near && !headers.contains_key(header::ORIGIN) && host.is_none_or(is_local)
}

fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        match port.bytes().all(|byte| byte.is_ascii_digit()) {
            true => name,
            false => host,
        }
    });
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in [
            "localhost:8181",
            "localhost",
            "127.0.0.1:1",
            "[::1]:8181",
            "[::1]",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "evil.example:8181",
            "localhost.evil.example",
            "",
            "127.0.0.1.evil.example:1",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
