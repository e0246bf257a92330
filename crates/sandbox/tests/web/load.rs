//! A hundred clients at once: no answer that ServiceNow would not give, and
//! nothing lost of what was written.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::instance::Instance;
use crate::socket::start;
use crate::token::sign_in_program;

const CLIENTS: u64 = 100;

/// One connection, kept open from request to request.
struct Client {
    stream: TcpStream,
    token: Arc<str>,
}

impl Client {
    async fn send(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let message = format!(
            "{method} /api/now{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
             Accept: application/json\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        self.stream.write_all(message.as_bytes()).await.unwrap();
        self.answer().await
    }

    async fn answer(&mut self) -> (u16, Value) {
        let mut got = Vec::new();
        let end = loop {
            if let Some(at) = got.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.read_more(&mut got).await;
        };
        let head = String::from_utf8_lossy(&got[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        while got.len() < end + length {
            self.read_more(&mut got).await;
        }
        let body = serde_json::from_slice(&got[end..]);
        (status, body.unwrap_or_default())
    }

    async fn read_more(&mut self, got: &mut Vec<u8>) {
        let mut part = [0; 16_384];
        let count = self.stream.read(&mut part).await.unwrap();
        assert!(count > 0, "the connection ended in the middle of an answer");
        got.extend_from_slice(&part[..count]);
    }
}

/// What one client knows to have written.
#[derive(Default)]
struct Written {
    requests: u64,
    /// The last title of each record that it made.
    titles: BTreeMap<String, String>,
    notes: u64,
}

/// Works on records of its own and on one that all share, until it is time.
async fn work(mut client: Client, me: u64, shared: Arc<str>, until: Instant) -> Written {
    let mut done = Written::default();
    let all_share = format!("/table/incident/{shared}");
    let mut round = 0_u64;
    while Instant::now() < until {
        round += 1;
        let title = format!("client {me} round {round}");
        let sent = json!({ "short_description": title, "urgency": "2" });
        let (status, made) = client.send("POST", "/table/incident", &sent).await;
        assert_eq!(status, 201, "{made}");
        let sys_id = made["result"]["sys_id"].as_str().unwrap().to_owned();
        let own = format!("/table/incident/{sys_id}");
        let title = format!("{title} again");
        let sent = json!({ "short_description": title });
        let (status, changed) = client.send("PATCH", &own, &sent).await;
        assert_eq!(status, 200, "{changed}");
        // Each client has a field of the shared record to itself, so that
        // whoever writes back what they have read would undo another's.
        let (field, value) = match me {
            0 => ("description", format!("{round}")),
            1 => ("close_notes", format!("{round}")),
            2 => ("cause", format!("{round}")),
            _ => ("work_notes", format!("note {me} {round}")),
        };
        let sent = json!({ field: value });
        let (status, noted) = client.send("PATCH", &all_share, &sent).await;
        assert_eq!(status, 200, "{noted}");
        match me {
            0..3 => assert_eq!(noted["result"][field], value),
            _ => done.notes += 1,
        }
        let list = "/table/incident?sysparm_query=ORDERBYDESCsys_created_on&sysparm_limit=10";
        let (status, listed) = client.send("GET", list, &Value::Null).await;
        assert_eq!(status, 200, "{listed}");
        let counts = "/stats/incident?sysparm_count=true&sysparm_group_by=state";
        let (status, counted) = client.send("GET", counts, &Value::Null).await;
        assert_eq!(status, 200, "{counted}");
        let (status, read) = client.send("GET", &own, &Value::Null).await;
        assert_eq!(
            (status, &read["result"]["short_description"]),
            (200, &json!(title))
        );
        done.requests += 6;
        done.titles.insert(sys_id, title);
    }
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes a minute; SANDBOX_LOAD_SECONDS says otherwise"]
async fn a_hundred_clients_at_once_lose_nothing() {
    let seconds = std::env::var("SANDBOX_LOAD_SECONDS");
    let seconds = seconds
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(60);
    let instance = Instance::new();
    let tokens = sign_in_program(&instance).await;
    let token: Arc<str> = tokens["access_token"].as_str().unwrap().into();
    let shared: Arc<str> = instance.insert("incident", &[]).into();
    let port = start(&instance).await;
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut workers = Vec::new();
    for me in 0..CLIENTS {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let token = token.clone();
        let client = Client { stream, token };
        workers.push(tokio::spawn(work(client, me, shared.clone(), until)));
    }
    let (mut requests, mut notes, mut records) = (0, 0, 0);
    for worker in workers {
        let done = worker.await.unwrap();
        requests += done.requests;
        notes += done.notes;
        records += done.titles.len();
        for (sys_id, title) in done.titles {
            let kept = instance.state.store.get("incident", &sys_id).unwrap();
            assert_eq!(kept.unwrap()["short_description"], title);
        }
    }
    println!("{requests} requests in {seconds} s, {records} records, {notes} notes");
    let entries = instance.state.store.journal(&shared).unwrap();
    assert_eq!(entries.len() as u64, notes);
    let rows = instance.state.store.find("incident", &[]).unwrap();
    assert_eq!(rows.len(), records + 1);
    let numbers: HashSet<_> = rows.iter().map(|row| &row["number"]).collect();
    assert_eq!(numbers.len(), rows.len());
}
