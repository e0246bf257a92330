use proptest::prelude::*;

use super::*;
use crate::oauth::{AuthorizationCode, ClientId, CodeVerifier, InstanceUrl, State};
use crate::ports::memory::{Answer, Memory, answer, json};

fn connection() -> Connection {
    Connection {
        instance: InstanceUrl::parse("https://dev1.service-now.com").unwrap(),
        client_id: ClientId::parse("client").unwrap(),
        redirect_uri: "https://portal.example.com/a?b=c".into(),
        endpoints: None,
    }
}

fn refresh_with(answer: Answer) -> Result<Rc<Grant>> {
    let memory = Memory::new();
    memory.expect(answer);
    pollster::block_on(refresh(
        &memory,
        &connection(),
        &RefreshToken::new("r".into()),
    ))
}

#[test]
fn a_token_request_needs_no_preflight() {
    let memory = Memory::new();
    memory.set_answers(true);
    let callback = Callback {
        connection: connection(),
        code: AuthorizationCode::new("c/1".into()),
        state: State::new("s".into()),
        verifier: CodeVerifier::new("v".into()),
        return_to: String::new(),
    };
    let error = pollster::block_on(exchange(&memory, callback)).unwrap_err();
    assert_eq!(error.key(), "tokenEndpointHidden");
    pollster::block_on(refresh(
        &memory,
        &connection(),
        &RefreshToken::new("r+".into()),
    ))
    .unwrap_err();
    let bodies = [
        "grant_type=authorization_code&code=c%2F1\
         &redirect_uri=https%3A%2F%2Fportal.example.com%2Fa%3Fb%3Dc&client_id=client\
         &code_verifier=v&state=s",
        "grant_type=refresh_token&refresh_token=r%2B&client_id=client",
    ];
    assert_eq!(memory.requests().len(), bodies.len());
    for (request, body) in memory.requests().iter().zip(bodies) {
        assert_eq!(request.method, Method::Post);
        assert_eq!(request.url, "https://dev1.service-now.com/oauth_token.do");
        let form = "application/x-www-form-urlencoded".to_owned();
        assert_eq!(request.headers, [("Content-Type", form)]);
        assert_eq!(request.body.as_deref(), Some(body));
    }
}

#[test]
fn a_grant_is_read_with_what_the_instance_leaves_out() {
    #[track_caller]
    fn check(body: &str, refresh: Option<&str>, expires_at: Option<u64>) {
        let grant = refresh_with(json(200, body)).unwrap();
        assert_eq!(grant.access.secret(), "a");
        assert_eq!(grant.refresh.as_ref().map(RefreshToken::secret), refresh);
        assert_eq!(grant.expires_at, expires_at);
    }
    check(
        r#"{"access_token":"a","refresh_token":"r","scope":"","token_type":"Bearer","expires_in":1799}"#,
        Some("r"),
        Some(1_799_000),
    );
    check(
        r#"{"access_token":"a","token_type":"bearer","expires_in":"1800"}"#,
        None,
        Some(1_800_000),
    );
    check(r#"{"access_token":"a","refresh_token":""}"#, None, None);
    check(
        r#"{"access_token":"a","refresh_token":null,"expires_in":0}"#,
        None,
        None,
    );
    check(r#"{"access_token":"a","expires_in":-1}"#, None, None);
    check(
        r#"{"access_token":"a","expires_in":18446744073709551615}"#,
        None,
        Some(u64::MAX),
    );
}

#[test]
fn every_answer_that_is_no_grant_says_what_it_is() {
    #[track_caller]
    fn check(answer: Answer, expected: Kind, ends_session: bool) {
        let error = refresh_with(answer).unwrap_err();
        assert_eq!(
            (error.kind(), is_refusal(&error)),
            (&expected, ends_session)
        );
    }
    let host = || String::from("dev1.service-now.com");
    let refused = |reason: &str| Kind::TokenRefused {
        reason: reason.into(),
    };
    let shape = |path: &str| Kind::UnexpectedShape { path: path.into() };
    let other = |status, reason: &str| Kind::Refused {
        status,
        reason: reason.into(),
    };

    // ServiceNow's own refusal is neither RFC 6749's status nor its code.
    let peculiar = r#"{"error_description":"access_denied","error":"server_error"}"#;
    check(
        json(401, peculiar),
        refused("server_error access_denied"),
        true,
    );
    check(
        json(400, r#"{"error":"invalid_grant"}"#),
        refused("invalid_grant"),
        true,
    );
    check(
        json(401, r#"{"error":"invalid_client"}"#),
        Kind::UnknownClient { host: host() },
        true,
    );
    check(
        json(400, r#"{"error":"unauthorized_client"}"#),
        Kind::UnknownClient { host: host() },
        true,
    );

    check(
        json(400, r#"{"error":"temporarily_unavailable"}"#),
        other(400, "temporarily_unavailable"),
        false,
    );
    check(
        json(408, r#"{"error":"timeout"}"#),
        other(408, "timeout"),
        false,
    );
    check(
        json(401, r#"{"error":{"message":"User Not Authenticated"}}"#),
        other(401, "User Not Authenticated"),
        false,
    );
    check(json(403, "{}"), other(403, ""), false);
    check(
        json(503, r#"{"error":"invalid_grant"}"#),
        Kind::ServerFailed { status: 503 },
        false,
    );
    check(
        json(429, "{}"),
        Kind::RateLimited { retry_after: None },
        false,
    );
    check(
        answer(429, &[("retry-after", "30")], ""),
        Kind::RateLimited {
            retry_after: Some(30),
        },
        false,
    );
    check(
        answer(200, &[], "<h1>Your instance is Hibernating</h1>"),
        Kind::Hibernating { host: host() },
        false,
    );
    check(
        answer(200, &[], "<title>Log in</title>"),
        Kind::NotJson { status: 200 },
        false,
    );
    check(
        answer(403, &[], "<title>Proxy</title>"),
        Kind::NotJson { status: 403 },
        false,
    );
    check(answer(200, &[], ""), Kind::NotJson { status: 200 }, false);
    check(json(200, "null"), shape("access_token"), false);
    check(json(200, "{}"), shape("access_token"), false);
    check(
        json(200, r#"{"access_token":""}"#),
        shape("access_token"),
        false,
    );
    check(
        json(200, r#"{"access_token":"a\r\nX-Evil: 1"}"#),
        shape("access_token"),
        false,
    );
    check(
        json(200, r#"{"access_token":"a","token_type":"mac"}"#),
        shape("token_type"),
        false,
    );
}

proptest! {
    #[test]
    fn no_answer_makes_it_panic(status in 100_u16..600, body in any::<String>()) {
        let _ = refresh_with(answer(status, &[], &body));
    }

    #[test]
    fn an_access_token_never_ends_a_header(token in any::<String>()) {
        let body = serde_json::json!({ "access_token": token }).to_string();
        if let Ok(grant) = refresh_with(json(200, &body)) {
            prop_assert!(grant.access.secret().bytes().all(|byte| (0x21..0x7f).contains(&byte)));
        }
    }
}
