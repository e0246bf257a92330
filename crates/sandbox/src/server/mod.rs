//! The instance on a socket.

mod connection;
mod listeners;
mod spelling;

pub use connection::Peer;
pub use listeners::{BindError, Listeners};
pub(crate) use spelling::spelled;

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderValue, Request, Response, Version, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{sync::watch, task::JoinSet};
use tower::ServiceExt;

use connection::Connection;

/// How long a connection without requests is kept, as real instances say.
const IDLE: Duration = Duration::from_secs(20);

/// Serves until the task is dropped, and with it every connection.
pub async fn serve(listeners: Listeners, app: Router) -> io::Result<()> {
    let spelling = spelling::exceptions().await?;
    let retire = watch::Sender::new(());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            (stream, address) = listeners.accept() => {
                // An answer is written at once: there is nothing to wait for.
                stream.set_nodelay(true).ok();
                let retired = retire.subscribe();
                let peer = Peer::served(address, retire.clone());
                let connection = Connection { stream, peer };
                connections.spawn(attend(connection, app.clone(), spelling.clone(), retired));
            }
            // Forgets those that have ended.
            Some(_) = connections.join_next() => {}
        }
    }
}

/// One connection from its first request to its last.
async fn attend(
    connection: Connection,
    app: Router,
    spelling: Extensions,
    mut retired: watch::Receiver<()>,
) {
    let peer = connection.peer.clone();
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer.clone()));
        let stays = is_kept(request.version(), request.headers());
        let (app, spelling) = (app.clone(), spelling.clone());
        async move {
            let answer = app.oneshot(request.map(Body::new)).await;
            answer.map(|answer| finished(answer, stays, spelling))
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .title_case_headers(true)
        .serve_connection(TokioIo::new(connection), service);
    let mut serving = std::pin::pin!(serving);
    // That a connection breaks off is nobody's concern here.
    tokio::select! {
        _ = &mut serving => {}
        Ok(()) = retired.changed() => {
            serving.as_mut().graceful_shutdown();
            let _ = serving.await;
        }
    }
}

/// Whether further requests may follow.
fn is_kept(version: Version, headers: &HeaderMap) -> bool {
    let asked = headers.get_all(header::CONNECTION);
    let mut asked = asked.iter().filter_map(|value| value.to_str().ok());
    version == Version::HTTP_11 && !asked.any(|value| value.to_ascii_lowercase().contains("close"))
}

/// The answer as it is sent: it says whether the connection stays.
fn finished(mut answer: Response<Body>, stays: bool, spelling: Extensions) -> Response<Body> {
    let headers = answer.headers_mut();
    if stays && !headers.contains_key(header::CONNECTION) {
        let keep_alive = HeaderValue::from_static("keep-alive");
        headers.insert(header::CONNECTION, keep_alive);
        if let Ok(how_long) = format!("timeout={}", IDLE.as_secs()).parse() {
            headers.insert("keep-alive", how_long);
        }
    }
    answer.extensions_mut().extend(spelling);
    answer
}
