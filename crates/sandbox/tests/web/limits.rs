//! The limits of size and what a real instance says beyond them.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::instance::{Answer, Instance};

#[tokio::test]
async fn an_address_may_be_as_long_as_was_measured() {
    let instance = Instance::new();
    let headers = [("authorization", "Basic YWRtaW46c25vd2xpbmU=")];
    for (length, expect) in [
        (8_182, StatusCode::OK),
        (8_192, StatusCode::OK),
        (8_193, StatusCode::URI_TOO_LONG),
        (8_347, StatusCode::URI_TOO_LONG),
    ] {
        let mut path = "/api/now/table/incident?sysparm_query=numberIN".to_owned();
        path.push_str(&"x".repeat(length - path.len()));
        let answer = instance.get(&path, &headers).await;
        assert_eq!(answer.status, expect, "{length}");
    }
}

const CALL: &str = "/api/now/table/incident?sysparm_limit=1";

async fn call(instance: &Instance, path: &str, user: &str) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(format!("{user}:snowline")));
    instance.get(path, &[("authorization", &basic)]).await
}

#[tokio::test]
async fn a_rule_says_how_many_calls_an_hour_has() {
    let instance = Instance::new();
    let rule = instance.insert("sys_rate_limit_rules", &[("request_limit", "2")]);
    // It is noon, so the hour ends at one.
    let resets = instance.state.clock.now().unix_timestamp() + 3_600;
    let check = async |expect: StatusCode| {
        let answer = call(&instance, CALL, "admin").await;
        assert_eq!(answer.status, expect);
        assert_eq!(answer.header("x-ratelimit-limit"), Some("2"));
        assert_eq!(answer.header("x-ratelimit-rule"), Some(&*rule));
        let says = answer.header("x-ratelimit-reset").unwrap();
        assert_eq!(says, resets.to_string());
        answer
    };
    for _ in 0..3 {
        check(StatusCode::OK).await;
    }
    // What was called is known half a minute later.
    instance.state.clock.advance(30);
    let refused = check(StatusCode::TOO_MANY_REQUESTS).await;
    assert_eq!(refused.header("retry-after"), Some("3570"));
    let expect = json!({
        "error": {
            "message": "Rate limit exceeded",
            "detail": "Rate limit of 2 requests per hour for Table API exceeded",
        },
        "status": "failure",
    });
    assert_eq!(refused.json(), expect);
    let other = call(&instance, CALL, "integration.user").await;
    assert_eq!(other.status, StatusCode::OK, "each user has the number");
    instance.state.clock.advance(3_570);
    let next = call(&instance, CALL, "admin").await;
    assert_eq!(next.status, StatusCode::OK);
}

#[tokio::test]
async fn a_users_rule_goes_before_a_roles_and_that_before_everybodys() {
    let instance = Instance::new();
    let limit = async |user: &str| {
        let answer = call(&instance, CALL, user).await;
        answer.header("x-ratelimit-limit").map(str::to_owned)
    };
    let user = |name| {
        let found = instance
            .state
            .store
            .find("sys_user", &[("user_name", name)]);
        found.unwrap()[0]["sys_id"].clone()
    };
    let role = instance
        .state
        .store
        .find("sys_user_role", &[("name", "itil")]);
    let role = role.unwrap()[0]["sys_id"].clone();
    let admin = user("admin");
    assert_eq!(limit("admin").await, None);
    for (rule, for_admin, for_agent) in [
        (vec![("type", "all"), ("request_limit", "30")], "30", "30"),
        (vec![("type", "all"), ("request_limit", "40")], "30", "30"),
        (
            vec![("type", "role"), ("role", &*role), ("request_limit", "60")],
            "30",
            "60",
        ),
        (
            vec![("type", "role"), ("role", &*role), ("request_limit", "50")],
            "30",
            "50",
        ),
        (
            vec![("type", "user"), ("user", &*admin), ("request_limit", "70")],
            "70",
            "50",
        ),
        (
            vec![
                ("type", "user"),
                ("user", &*admin),
                ("request_limit", "1"),
                ("active", "false"),
            ],
            "70",
            "50",
        ),
    ] {
        instance.insert("sys_rate_limit_rules", &rule);
        assert_eq!(limit("admin").await.as_deref(), Some(for_admin), "{rule:?}");
        assert_eq!(
            limit("integration.user").await.as_deref(),
            Some(for_agent),
            "{rule:?}"
        );
    }
}

#[tokio::test]
async fn a_rule_may_be_for_one_api_and_one_method() {
    for (change, table, stats) in [
        (("method", ""), true, false),
        (("method", "get"), true, false),
        (("method", "POST"), false, false),
        (("rest_api", ""), true, true),
        (("rest_api", "nonsense"), false, false),
    ] {
        let instance = Instance::new();
        let api = instance.insert("sys_ws_definition", &[("name", "Table API")]);
        let mut rule = vec![("request_limit", "5"), ("rest_api", &*api)];
        rule.retain(|(column, _)| *column != change.0);
        rule.push(change);
        instance.insert("sys_rate_limit_rules", &rule);
        for (path, expect) in [(CALL, table), ("/api/now/stats/incident", stats)] {
            let answer = call(&instance, path, "admin").await;
            let counted = answer.header("x-ratelimit-limit").is_some();
            assert_eq!(counted, expect, "{change:?} {path}");
        }
    }
}
