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
    let length = format!("Content-Length: {}", whole.len());
    assert!(head.contains(&length), "{head}");
    assert_eq!(half, &whole[..whole.len() / 2]);
}

/// Sends one request on a connection that stays, and returns its answer.
async fn ask(stream: &mut TcpStream, request: &str) -> String {
    let message = format!("{request} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(message.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&answer).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split("Content-Length: ").nth(1).unwrap();
            let length: usize = length.lines().next().unwrap().parse().unwrap();
            if body.len() >= length {
                return text;
            }
        }
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "{text}");
    }
}

#[tokio::test]
async fn header_names_are_spelled_as_real_instances_do() {
    let port = start(&Instance::new()).await;
    let path = "GET /api/now/table/incident?sysparm_limit=1";
    let refused = exchange("127.0.0.1", port, path, "").await;
    // integration.user:snowline
    let known = format!(
        "{path}&sysparm_fields=number HTTP/1.1\r\nAuthorization: Basic \
         aW50ZWdyYXRpb24udXNlcjpzbm93bGluZQ==\r\nX-Ignored:"
    );
    let listed = exchange("127.0.0.1", port, &known, "").await;
    for (answer, names) in [
        (&refused, ["WWW-Authenticate", "X-Is-Logged-In", "Date"]),
        (
            &listed,
            ["X-Total-Count", "X-Transaction-ID", "Server-Timing"],
        ),
        (&listed, ["Content-Type", "Content-Length", "Link"]),
    ] {
        for name in names {
            assert!(
                answer.contains(&format!("\r\n{name}: ")),
                "{name}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn a_connection_stays_for_further_requests_unless_asked_to_end() {
    let port = start(&Instance::new()).await;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    for _ in 0..3 {
        let answer = ask(&mut stream, "GET /sandbox.css").await;
        assert!(
            answer.contains("\r\nConnection: keep-alive\r\n"),
            "{answer}"
        );
        assert!(
            answer.contains("\r\nKeep-Alive: timeout=20\r\n"),
            "{answer}"
        );
    }
    let answer = exchange("127.0.0.1", port, "GET /sandbox.css", "").await;
    assert!(!answer.contains("Keep-Alive"), "{answer}");
}

#[tokio::test]
async fn a_failure_to_come_ends_the_connections_that_were_used() {
    let instance = Instance::with(Config {
        control: true,
        ..Config::default()
    });
    let port = start(&instance).await;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let answer = ask(&mut stream, "GET /sandbox.css").await;
    assert!(
        answer.contains("\r\nConnection: keep-alive\r\n"),
        "{answer}"
    );
    let fault = r#"{"match":"GET /sandbox.css","kind":"status","status":503}"#;
    exchange("127.0.0.1", port, "POST /__sandbox/faults", fault).await;
    assert_eq!(stream.read(&mut [0]).await.unwrap(), 0);
    // Until it has happened no other is kept.
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let answer = ask(&mut stream, "GET /sandbox.svg").await;
    assert!(answer.contains("\r\nConnection: close\r\n"), "{answer}");
}
