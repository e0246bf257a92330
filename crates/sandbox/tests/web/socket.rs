//! What only a socket shows: both halves of localhost, and dropped
//! connections.

use snowline_sandbox::{
    app,
    server::{Listeners, serve},
    state::Config,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::instance::Instance;

/// Starts an instance on a free port and returns its port.
pub(crate) async fn start(instance: &Instance) -> u16 {
    let listeners = Listeners::bind(None, 0).await.unwrap();
    let port = port_of(&listeners);
    tokio::spawn(serve(listeners, app(instance.state.clone())));
    port
}

fn port_of(listeners: &Listeners) -> u16 {
    let url = url::Url::parse(&listeners.url()).unwrap();
    assert_eq!(url.host_str(), Some("localhost"));
    url.port().unwrap()
}

/// Sends one request and returns everything that came back.
async fn exchange(host: &str, port: u16, request: &str, body: &str) -> String {
    let mut stream = TcpStream::connect((host, port)).await.unwrap();
    let length = body.len();
    let message = format!(
        "{request} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(message.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A connection that is cut may end in an error rather than in silence.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn localhost_is_reached_by_both_kinds_of_address() {
    let port = start(&Instance::new()).await;
    let answer = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    if TcpStream::connect(("::1", port)).await.is_ok() {
        let answer = exchange("::1", port, "GET /sandbox.css", "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_in_plain_words() {
    let first = Listeners::bind(None, 0).await.unwrap();
    let port = port_of(&first);
    let error = Listeners::bind(None, port).await.unwrap_err().to_string();
    assert!(error.contains(&format!("port {port} is in use")), "{error}");
    let error = Listeners::bind(Some("192.0.2.1".parse().unwrap()), 0).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("192.0.2.1 is not an address of this machine"),
        "{error}"
    );
}

#[tokio::test]
async fn a_dropped_connection_brings_no_answer() {
    let instance = Instance::with(Config {
        control: true,
        ..Config::default()
    });
    let port = start(&instance).await;
    for kind in ["drop_before", "drop_after_commit"] {
        let fault = format!(r#"{{"match":"GET /sandbox.css","kind":"{kind}"}}"#);
        let answer = exchange("127.0.0.1", port, "POST /__sandbox/faults", &fault).await;
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        let answer = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
        assert_eq!(answer, "", "{kind}");
        let answer = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{kind}: {answer}");
    }
}

#[tokio::test]
async fn a_truncated_answer_breaks_off_before_the_length_it_announced() {
    let instance = Instance::with(Config {
        control: true,
        ..Config::default()
    });
    let port = start(&instance).await;
    let whole = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
    let (_, whole) = whole.split_once("\r\n\r\n").unwrap();
    let fault = r#"{"match":"GET /sandbox.css","kind":"truncate"}"#;
    exchange("127.0.0.1", port, "POST /__sandbox/faults", fault).await;
    let answer = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
    let (head, half) = answer.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", whole.len());
    assert!(head.contains(&length), "{head}");
    assert_eq!(half, &whole[..whole.len() / 2]);
}
