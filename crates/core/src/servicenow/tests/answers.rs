use crate::date::Timestamp;
use crate::error::Kind;
use crate::ports::Response;
use crate::servicenow::answer::read;

const HIBERNATING: &str = "<html><head><title>Instance Hibernating page</title></head>\
     <body><h1>Your instance is hibernating</h1></body></html>";

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()));
    Response {
        status,
        headers: headers.collect(),
        body: body.into(),
    }
}

fn failure(response: &Response) -> Option<Kind> {
    let now = Timestamp::parse_http_date("Sat, 21 Nov 2026 10:00:00 GMT").expect("a date");
    let answer = read(response, "example.service-now.com", now);
    answer.err().map(|error| error.kind().clone())
}

#[test]
fn each_answer_says_what_happened() {
    #[track_caller]
    fn check(status: u16, body: &str, expected: Option<Kind>) {
        assert_eq!(
            failure(&response(status, &[], body)),
            expected,
            "{status} {body}"
        );
    }
    let reason = |reason: &str| reason.to_owned();
    check(200, r#"{"result":[]}"#, None);
    check(201, r#"{"result":{}}"#, None);
    // A ticket may speak of it.
    check(
        200,
        r#"{"result":[{"short_description":"Your instance is hibernating"}]}"#,
        None,
    );
    check(
        200,
        "<html>Log in</html>",
        Some(Kind::NotJson { status: 200 }),
    );
    check(200, "", Some(Kind::NotJson { status: 200 }));
    check(
        200,
        HIBERNATING,
        Some(Kind::Hibernating {
            host: reason("example.service-now.com"),
        }),
    );
    check(
        503,
        HIBERNATING,
        Some(Kind::Hibernating {
            host: reason("example.service-now.com"),
        }),
    );
    check(
        401,
        r#"{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}"#,
        Some(Kind::SignedOut),
    );
    check(
        403,
        r#"{"error":{"message":"Operation Failed","detail":"ACL Exception Insert Failed due to security constraints"},"status":"failure"}"#,
        Some(Kind::Forbidden {
            reason: reason(
                "Operation Failed: ACL Exception Insert Failed due to security constraints",
            ),
        }),
    );
    check(
        400,
        r#"{"error":{"message":"Invalid table x","detail":null},"status":"failure"}"#,
        Some(Kind::Refused {
            status: 400,
            reason: reason("Invalid table x"),
        }),
    );
    check(
        400,
        r#"{"error":"odd"}"#,
        Some(Kind::Refused {
            status: 400,
            reason: reason("odd"),
        }),
    );
    check(
        404,
        r#"{"error":{"message":"No Record found"}}"#,
        Some(Kind::NotFound),
    );
    check(
        404,
        "<html>Not here</html>",
        Some(Kind::NotJson { status: 404 }),
    );
    check(
        403,
        "<html>Blocked</html>",
        Some(Kind::NotJson { status: 403 }),
    );
    check(
        502,
        "<html>Bad gateway</html>",
        Some(Kind::ServerFailed { status: 502 }),
    );
    check(
        500,
        r#"{"error":{"message":"x"}}"#,
        Some(Kind::ServerFailed { status: 500 }),
    );
    // A transaction that was cancelled on the way.
    check(
        200,
        r#"{"result":[{}],"error":{"message":"Transaction cancelled","detail":"maximum execution time exceeded"},"status":"failure"}"#,
        Some(Kind::Refused {
            status: 200,
            reason: reason("Transaction cancelled: maximum execution time exceeded"),
        }),
    );
    check(414, "", Some(Kind::NotJson { status: 414 }));
}

#[test]
fn a_rate_limit_says_how_long() {
    #[track_caller]
    fn check(headers: &[(&str, &str)], retry_after: Option<u32>) {
        let expected = Some(Kind::RateLimited { retry_after });
        assert_eq!(
            failure(&response(429, headers, "{}")),
            expected,
            "{headers:?}"
        );
    }
    check(&[], None);
    check(&[("retry-after", "120")], Some(120));
    check(&[("retry-after", " 7 ")], Some(7));
    check(
        &[("retry-after", "Sat, 21 Nov 2026 10:01:30 GMT")],
        Some(90),
    );
    check(&[("retry-after", "Sat, 21 Nov 2026 09:00:00 GMT")], Some(0));
    check(&[("retry-after", "soon")], None);
    check(&[("retry-after", "-1")], None);
}

#[test]
fn the_total_is_read_where_it_shows() {
    let total = |headers: &[(&str, &str)]| {
        let answer = read(
            &response(200, headers, r#"{"result":[]}"#),
            "host",
            Timestamp(0),
        );
        answer.map(|answer| answer.total)
    };
    assert_eq!(total(&[("x-total-count", "42")]), Ok(Some(42)));
    assert_eq!(total(&[]), Ok(None));
    assert_eq!(total(&[("x-total-count", "many")]), Ok(None));
}
