//! An authorization server that keeps to the RFCs and, by switches, to what servers do.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use sha2::Digest as _;

use crate::oauth::form;
use crate::ports::memory::{Answer, Memory, json};
use crate::ports::{HttpFailure, Request};

pub(super) struct Server {
    /// Whether a refresh token is given at all.
    pub(super) gives_refresh: Cell<bool>,
    /// Whether each renewal gives a new refresh token. The use of an old one then ends all.
    pub(super) rotates: Cell<bool>,
    /// Whether a renewal repeats the access token.
    pub(super) same_token: Cell<bool>,
    pub(super) expires_in: Cell<u32>,
    /// What to answer with instead.
    pub(super) down: RefCell<Option<Answer>>,
    /// Whether answers get lost on their way, after the work was done.
    pub(super) loses_answers: Cell<bool>,
    pub(super) exchanges: Cell<u32>,
    pub(super) refreshes: Cell<u32>,
    /// How often a code was tried again.
    pub(super) replays: Cell<u32>,
    /// How often a replaced refresh token was used.
    pub(super) reuses: Cell<u32>,
    issued: Cell<u32>,
    /// The challenge of each code that was not redeemed yet.
    codes: RefCell<HashMap<String, String>>,
    live: RefCell<HashSet<String>>,
    replaced: RefCell<HashSet<String>>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            gives_refresh: Cell::new(true),
            rotates: Cell::new(true),
            same_token: Cell::new(false),
            expires_in: Cell::new(1799),
            down: RefCell::default(),
            loses_answers: Cell::new(false),
            exchanges: Cell::new(0),
            refreshes: Cell::new(0),
            replays: Cell::new(0),
            reuses: Cell::new(0),
            issued: Cell::new(0),
            codes: RefCell::default(),
            live: RefCell::default(),
            replaced: RefCell::default(),
        }
    }
}

impl Server {
    pub(super) fn attach(self: &Rc<Self>, memory: &Memory) {
        let server = Rc::clone(self);
        memory.serve(move |request| server.answer(request));
    }

    /// Presses Allow: the address that the person comes back to.
    pub(super) fn approve(&self, url: &str) -> String {
        let query = url
            .strip_prefix("https://dev1.service-now.com/oauth_auth.do?")
            .unwrap();
        let asked: HashMap<_, _> = form::decode(query).into_iter().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], "client");
        assert_eq!(asked["code_challenge_method"], "S256");
        let code = self.new_secret("code");
        self.codes
            .borrow_mut()
            .insert(code.clone(), asked["code_challenge"].clone());
        let answer = form::encode(&[("code", &code), ("state", &asked["state"])]);
        [asked["redirect_uri"].as_str(), "?", &answer].concat()
    }

    pub(super) fn accepts(&self, access: &str) -> bool {
        self.live.borrow().contains(access)
    }

    /// What happens when an administrator revokes everything.
    pub(super) fn revoke_all(&self) {
        self.live.borrow_mut().clear();
    }

    fn new_secret(&self, kind: &str) -> String {
        self.issued.set(self.issued.get() + 1);
        format!("{kind}-SECRET-{}", self.issued.get())
    }

    fn answer(&self, request: &Request) -> Answer {
        assert_eq!(request.url, "https://dev1.service-now.com/oauth_token.do");
        if let Some(answer) = self.down.borrow().clone() {
            return answer;
        }
        let body = form::decode(request.body.as_deref().unwrap_or_default());
        let body: HashMap<_, _> = body.into_iter().collect();
        let answer = match body["grant_type"].as_str() {
            "authorization_code" => self.exchange(&body["code"], &body["code_verifier"]),
            _ => self.refresh(&body["refresh_token"]),
        };
        if self.loses_answers.get() {
            return Err(HttpFailure::Network);
        }
        answer
    }

    fn exchange(&self, code: &str, verifier: &str) -> Answer {
        let Some(challenge) = self.codes.borrow_mut().remove(code) else {
            self.replays.set(self.replays.get() + 1);
            return refused();
        };
        let digest = sha2::Sha256::digest(verifier);
        assert_eq!(
            base64url_of(&digest),
            challenge,
            "the verifier does not fit"
        );
        self.exchanges.set(self.exchanges.get() + 1);
        let refresh = self.gives_refresh.get().then(|| self.new_live("refresh"));
        self.granted(refresh, self.new_live("access"))
    }

    fn refresh(&self, token: &str) -> Answer {
        self.refreshes.set(self.refreshes.get() + 1);
        if self.replaced.borrow().contains(token) {
            self.reuses.set(self.reuses.get() + 1);
            self.revoke_all();
        }
        if !self.accepts(token) {
            return refused();
        }
        let refresh = self.rotates.get().then(|| {
            self.live.borrow_mut().remove(token);
            self.replaced.borrow_mut().insert(token.into());
            self.new_live("refresh")
        });
        let known = self
            .live
            .borrow()
            .iter()
            .find(|live| live.starts_with("access"))
            .cloned();
        match known {
            Some(access) if self.same_token.get() => self.granted(refresh, access),
            _ => self.granted(refresh, self.new_live("access")),
        }
    }

    fn new_live(&self, kind: &str) -> String {
        let token = self.new_secret(kind);
        self.live.borrow_mut().insert(token.clone());
        token
    }

    fn granted(&self, refresh: Option<String>, access: String) -> Answer {
        let body = serde_json::json!({
            "access_token": access,
            "refresh_token": refresh,
            "scope": "",
            "token_type": "Bearer",
            "expires_in": self.expires_in.get(),
        });
        json(200, &body.to_string())
    }
}

fn refused() -> Answer {
    json(
        401,
        r#"{"error_description":"access_denied","error":"server_error"}"#,
    )
}

/// Bit by bit, so that it shares nothing with what it checks.
fn base64url_of(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    bits.chunks(6)
        .map(|chunk| {
            (0..6).fold(0, |value, at| {
                value << 1 | chunk.get(at).copied().unwrap_or(0)
            })
        })
        .map(|value| match value {
            0..=25 => char::from(b'A' + value),
            26..=51 => char::from(b'a' + value - 26),
            52..=61 => char::from(b'0' + value - 52),
            62 => '-',
            _ => '_',
        })
        .collect()
}
