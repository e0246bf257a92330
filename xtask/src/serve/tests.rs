//! The server, over a socket.

use std::fs;
use std::sync::LazyLock;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

/// A small bundle, written once for all tests.
static BUNDLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("snowline-serve-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "<p>page").unwrap();
    fs::write(folder.join("config.json"), "{}").unwrap();
    folder
});

/// Serves the bundle below `/tools`, sends one request, and gives the answer's text.
async fn answer_to(method: &str, path: &str) -> String {
    let site = Site {
        prefix: Prefix::new("/tools"),
        ..Site::portal(BUNDLE.clone(), "http://localhost:8181")
    };
    let listener = listen(0).await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener, site));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    server.abort();
    answer.to_lowercase()
}

#[track_caller]
fn check(answer: &str, status: u16, parts: &[&str]) {
    assert!(
        answer.starts_with(&format!("http/1.1 {status} ")),
        "{answer}"
    );
    for part in parts {
        assert!(answer.contains(part), "no {part} in {answer}");
    }
}

#[tokio::test]
async fn the_page_comes_with_its_policy() {
    let answer = answer_to("GET", "/tools/").await;
    check(
        &answer,
        200,
        &[
            "content-type: text/html",
            "content-security-policy: default-src 'none'",
            "connect-src 'self' http://localhost:8181;",
            "referrer-policy: no-referrer",
            "x-content-type-options: nosniff",
            "cross-origin-opener-policy: same-origin",
            "cache-control: no-cache",
            "<p>page",
        ],
    );
}

#[tokio::test]
async fn the_config_names_the_instance() {
    let answer = answer_to("GET", "/tools/config.json").await;
    check(
        &answer,
        200,
        &[
            "\"instanceurl\":\"http://localhost:8181\"",
            "application/json",
        ],
    );
}

#[tokio::test]
async fn a_folder_without_its_slash_is_redirected() {
    check(
        &answer_to("GET", "/tools").await,
        307,
        &["location: /tools/"],
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_has_the_policy_too() {
    check(
        &answer_to("GET", "/tools/nothing.js").await,
        404,
        &["content-security-policy"],
    );
    check(&answer_to("GET", "/").await, 404, &[]);
    check(
        &answer_to("GET", "/tools/../tools/index.html").await,
        404,
        &[],
    );
}

#[tokio::test]
async fn only_reading_is_allowed() {
    check(&answer_to("POST", "/tools/").await, 405, &[]);
    let answer = answer_to("HEAD", "/tools/").await;
    check(&answer, 200, &["content-length: 7"]);
    assert!(!answer.contains("<p>page"));
}
