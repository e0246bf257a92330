//! What pages of other origins may read.

use axum::http::{Method, StatusCode};

use crate::{
    instance::{Answer, Instance, PORTAL},
    token::sign_in_program,
};

const TABLE: &str = "/api/now/table/incident";
const OTHER: &str = "https://other.example";

/// A rule for the API, with what differs from the usual.
fn add_rule(instance: &Instance, api: &str, change: &[(&str, &str)]) {
    let definition = instance.insert("sys_ws_definition", &[("name", api)]);
    let mut values = vec![
        ("name", "portal"),
        ("rest_api", &*definition),
        ("domain", PORTAL),
        ("get", "true"),
        ("post", "true"),
        ("max_age", "300"),
        ("access_control_allow_headers", "Authorization,Content-Type"),
        ("exposed_headers", "X-Total-Count,Link"),
    ];
    values.retain(|(column, _)| !change.iter().any(|(changed, _)| changed == column));
    values.extend(change);
    instance.insert("sys_cors_rule", &values);
}

async fn preflight(instance: &Instance, path: &str, origin: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "authorization"),
    ];
    instance.send(Method::OPTIONS, path, &headers, "").await
}

#[track_caller]
fn check_closed(answer: &Answer) {
    let names = answer.headers.keys().map(|name| name.as_str());
    let told: Vec<_> = names
        .filter(|name| name.starts_with("access-control"))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}

#[tokio::test]
async fn without_a_rule_nothing_is_open() {
    let instance = Instance::new();
    let answer = preflight(&instance, TABLE, PORTAL).await;
    assert_eq!(answer.status, StatusCode::OK);
    check_closed(&answer);
    for path in [TABLE, "/", "/login.do", "/oauth_auth.do", "/sandbox.css"] {
        check_closed(&instance.get(path, &[("origin", PORTAL)]).await);
    }
}

#[tokio::test]
async fn a_preflight_tells_what_the_rule_allows() {
    let instance = Instance::new();
    add_rule(&instance, "Table API", &[]);
    let answer = preflight(&instance, TABLE, PORTAL).await;
    assert_eq!(answer.status, StatusCode::OK);
    for (name, value) in [
        ("access-control-allow-origin", PORTAL),
        ("access-control-allow-methods", "GET,POST"),
        ("access-control-allow-headers", "Authorization,Content-Type"),
        ("access-control-max-age", "300"),
        ("vary", "Origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(answer.header("access-control-expose-headers"), None);
    assert_eq!(answer.body, "");
}

#[tokio::test]
async fn an_answer_is_open_to_the_rules_page_even_when_it_is_an_error() {
    let instance = Instance::new();
    add_rule(&instance, "Table API", &[]);
    let answer = instance.get(TABLE, &[("origin", PORTAL)]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
    assert_eq!(
        answer.header("access-control-expose-headers"),
        Some("X-Total-Count,Link")
    );
    assert_eq!(answer.header("access-control-allow-methods"), None);
    check_closed(&instance.get(TABLE, &[]).await);
}

#[tokio::test]
async fn a_rule_is_for_one_api_one_domain_and_its_methods() {
    let instance = Instance::new();
    add_rule(&instance, "Table API", &[]);
    for (method, path, origin) in [
        (Method::GET, TABLE, OTHER),
        (Method::GET, TABLE, "null"),
        (Method::GET, TABLE, "http://localhost:8181"),
        (Method::DELETE, TABLE, PORTAL),
        (Method::GET, "/api/now/stats/incident", PORTAL),
        (Method::POST, "/api/now/v1/batch", PORTAL),
        (Method::POST, "/oauth_token.do", PORTAL),
        (Method::GET, "/incident.do", PORTAL),
    ] {
        let headers = [("origin", origin)];
        check_closed(&instance.send(method, path, &headers, "").await);
        check_closed(&preflight(&instance, path, OTHER).await);
    }
}

#[tokio::test]
async fn rules_that_do_not_count() {
    for change in [
        ("active", "false"),
        ("domain", "*"),
        ("domain", "http://localhost:8180/"),
        ("domain", "http://localhost"),
        ("rest_api", "0123456789abcdef0123456789abcdef"),
    ] {
        let instance = Instance::new();
        add_rule(&instance, "Table API", &[change]);
        check_closed(&preflight(&instance, TABLE, PORTAL).await);
    }
    let instance = Instance::new();
    add_rule(&instance, "Table API", &[]);
    instance.set_property("glide.rest.cors.enabled", "false");
    check_closed(&preflight(&instance, TABLE, PORTAL).await);
}

#[tokio::test]
async fn what_a_rule_leaves_empty_is_not_announced() {
    let instance = Instance::new();
    let empty = [
        ("access_control_allow_headers", ""),
        ("exposed_headers", ""),
        ("max_age", ""),
    ];
    add_rule(&instance, "Table API", &empty);
    let answer = preflight(&instance, TABLE, PORTAL).await;
    assert_eq!(answer.header("access-control-allow-headers"), None);
    assert_eq!(answer.header("access-control-max-age"), Some("0"));
    let answer = instance.get(TABLE, &[("origin", PORTAL)]).await;
    assert_eq!(answer.header("access-control-expose-headers"), None);
}

#[tokio::test]
async fn the_closest_rule_decides() {
    let instance = Instance::new();
    let origin = "https://a.portal.example";
    for (domain, max_age) in [
        ("https://*.example", "1"),
        (origin, "3"),
        ("https://*.portal.example", "2"),
    ] {
        add_rule(
            &instance,
            "Table API",
            &[("domain", domain), ("max_age", max_age)],
        );
    }
    let age = |answer: Answer| answer.header("access-control-max-age").unwrap().to_owned();
    assert_eq!(age(preflight(&instance, TABLE, origin).await), "3");
    let sibling = "https://b.portal.example";
    assert_eq!(age(preflight(&instance, TABLE, sibling).await), "2");
    let cousin = "https://b.other.example";
    assert_eq!(age(preflight(&instance, TABLE, cousin).await), "1");
}

#[tokio::test]
async fn credentials_need_a_domain_without_wildcard() {
    for (domain, expect) in [
        ("https://a.example", Some("true")),
        ("https://*.example", None),
    ] {
        let instance = Instance::new();
        let change = [
            ("domain", domain),
            ("access_control_allow_credentials", "true"),
        ];
        add_rule(&instance, "Table API", &change);
        let answer = preflight(&instance, TABLE, "https://a.example").await;
        assert_eq!(
            answer.header("access-control-allow-credentials"),
            expect,
            "{domain}"
        );
    }
}

#[tokio::test]
async fn the_property_opens_the_token_endpoint_and_nothing_else() {
    for (property, expect) in [
        ("", None),
        ("*", Some("*")),
        (PORTAL, Some(PORTAL)),
        ("localhost", Some(PORTAL)),
        ("other.example", None),
    ] {
        let instance = Instance::new();
        instance.set_property("glide.oauth.cors.allowed.origin", property);
        let headers = [("origin", PORTAL)];
        let answer = instance.post_form("/oauth_token.do", &headers, &[]).await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            expect,
            "{property}"
        );
        for path in [
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-protected-resource",
        ] {
            let answer = instance.get(path, &headers).await;
            let allowed = answer.header("access-control-allow-origin");
            assert_eq!(allowed, expect, "{property} {path}");
        }
        for path in [TABLE, "/oauth_auth.do", "/oauth_revoke_token.do", "/"] {
            check_closed(&instance.get(path, &headers).await);
        }
    }
}

#[tokio::test]
async fn the_token_endpoint_answers_no_preflight() {
    let instance = Instance::new();
    instance.set_property("glide.oauth.cors.allowed.origin", PORTAL);
    add_rule(
        &instance,
        "Table API",
        &[
            ("use_resource_path", "true"),
            ("resource_path", "/oauth_token.do"),
        ],
    );
    let answer = preflight(&instance, "/oauth_token.do", PORTAL).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    check_closed(&answer);
}

#[tokio::test]
async fn a_page_of_the_rule_reads_with_its_token() {
    let instance = Instance::new();
    add_rule(&instance, "Table API", &[]);
    let tokens = sign_in_program(&instance).await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [("origin", PORTAL), ("authorization", &*bearer)];
    let answer = instance.get(TABLE, &headers).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
}

#[tokio::test]
async fn a_rule_by_path_is_for_what_is_no_rest_api() {
    let instance = Instance::new();
    let keys = "/api/now/oauth/jwks";
    let headers = [("origin", PORTAL)];
    check_closed(&instance.get(keys, &headers).await);
    check_closed(&preflight(&instance, keys, PORTAL).await);
    let by_path = [("use_resource_path", "true"), ("resource_path", keys)];
    add_rule(&instance, "Table API", &by_path);
    let answer = instance.get(keys, &headers).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
    let answer = preflight(&instance, keys, PORTAL).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("access-control-allow-methods"),
        Some("GET,POST")
    );
    let other = [("origin", "https://evil.example")];
    check_closed(&instance.get(keys, &other).await);
    check_closed(
        &instance
            .get("/api/now/ui/user/current_user", &headers)
            .await,
    );
}

#[tokio::test]
async fn a_rule_whose_domain_is_not_valid_is_refused_over_the_api_too() {
    let instance = Instance::new();
    let basic = ("authorization", "Basic YWRtaW46c25vd2xpbmU=");
    let headers = [basic, ("content-type", "application/json")];
    let path = "/api/now/table/sys_cors_rule";
    for (body, status) in [
        (r#"{"domain": "*"}"#, 403),
        (r#"{"domain": "https://*com"}"#, 403),
        (r#"{"name": "no domain"}"#, 403),
        (
            r#"{"domain": "https://*.example", "access_control_allow_credentials": "true"}"#,
            403,
        ),
        (r#"{"domain": "https://*.example"}"#, 201),
    ] {
        let answer = instance.send(Method::POST, path, &headers, body).await;
        assert_eq!(answer.status.as_u16(), status, "{body} {answer:?}");
    }
    let id = instance.rows("sys_cors_rule")[0]["sys_id"].clone();
    let path = format!("{path}/{id}");
    for (body, status) in [
        (r#"{"domain": "nonsense"}"#, 403),
        (r#"{"access_control_allow_credentials": "true"}"#, 403),
        (r#"{"max_age": "5"}"#, 200),
    ] {
        let answer = instance.send(Method::PATCH, &path, &headers, body).await;
        assert_eq!(answer.status.as_u16(), status, "{body} {answer:?}");
    }
}
