//! OAuth scopes: which APIs a token opens.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use snowline_sandbox::state::Config;

use crate::{
    browser::Browser,
    consent::authorize,
    instance::{Instance, PRIVATE, PUBLIC},
};

const INCIDENTS: &str = "/api/now/table/incident";
const COUNTS: &str = "/api/now/stats/incident?sysparm_count=true";

/// An instance with the scope `tables`, which opens the Table API to GET.
fn instance() -> Instance {
    let instance = Instance::with(Config::default());
    let api = instance.insert("sys_ws_definition", &[("name", "Table API")]);
    instance.insert("sys_ws_definition", &[("name", "Aggregate API")]);
    let scope = instance.insert("sys_auth_scope", &[("name", "tables")]);
    let values = [
        ("rest_api", &*api),
        ("auth_scope", &scope),
        ("http_method", "GET"),
    ];
    instance.insert("sys_api_access_scope", &values);
    instance
}

/// The scope and the authorization header of a token that was asked for with
/// this scope.
async fn sign_in(instance: &Instance, scope: &str) -> (String, String) {
    let form = [
        ("grant_type", "password"),
        ("client_id", PRIVATE),
        ("client_secret", "hush"),
        ("username", "integration.user"),
        ("password", "snowline"),
        ("scope", scope),
    ];
    let tokens = instance.post_form("/oauth_token.do", &[], &form).await;
    let tokens = tokens.json();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    (tokens["scope"].as_str().unwrap().to_owned(), bearer)
}

#[tokio::test]
async fn a_token_opens_the_apis_of_its_scope_and_no_others() {
    let instance = instance();
    for (scope, given, table, stats, post) in [
        ("", "useraccount", 200, 200, 201),
        ("useraccount", "useraccount", 200, 200, 201),
        ("tables", "tables", 200, 403, 403),
        ("tables  other", "tables other", 200, 403, 403),
        ("other", "other", 403, 403, 403),
        ("other useraccount", "other useraccount", 200, 200, 201),
    ] {
        let (has, bearer) = sign_in(&instance, scope).await;
        assert_eq!(has, given, "{scope}");
        let headers = [
            ("authorization", &*bearer),
            ("content-type", "application/json"),
        ];
        let status = async |method, path| {
            let answer = instance.send(method, path, &headers, "{}").await;
            answer.status.as_u16()
        };
        assert_eq!(status(Method::GET, INCIDENTS).await, table, "{scope}");
        assert_eq!(status(Method::GET, COUNTS).await, stats, "{scope}");
        assert_eq!(status(Method::POST, INCIDENTS).await, post, "{scope}");
    }
}

#[tokio::test]
async fn the_refusal_has_the_documented_words() {
    let instance = instance();
    let (_, bearer) = sign_in(&instance, "other").await;
    let answer = instance.get(INCIDENTS, &[("authorization", &bearer)]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let expect = json!({
        "error": {"message": "Missing required api access scope", "detail": null},
        "status": "failure",
    });
    assert_eq!(answer.json(), expect);
    assert_eq!(answer.header("x-is-logged-in"), Some("true"));
}

#[tokio::test]
async fn a_batch_opens_no_more_than_its_scope() {
    let instance = instance();
    let api = instance.insert("sys_ws_definition", &[("name", "Batch API")]);
    let scope = instance.id_of("sys_auth_scope", "name", "tables");
    let values = [("rest_api", &*api), ("auth_scope", &scope)];
    instance.insert("sys_api_access_scope", &values);
    let (_, bearer) = sign_in(&instance, "tables").await;
    let one = |url: &str| json!({"id": url, "method": "GET", "url": url});
    let body = json!({"batch_request_id": "1", "rest_requests": [one(INCIDENTS), one(COUNTS)]});
    let headers = [
        ("authorization", &*bearer),
        ("content-type", "application/json"),
    ];
    let answer = instance
        .send(
            Method::POST,
            "/api/now/v1/batch",
            &headers,
            &body.to_string(),
        )
        .await;
    let serviced = &answer.json()["serviced_requests"];
    assert_eq!(serviced[0]["status_code"], 200);
    assert_eq!(serviced[1]["status_code"], 403);
}

#[tokio::test]
async fn a_program_limited_to_scopes_gets_no_others() {
    let instance = instance();
    let scope = instance.id_of("sys_auth_scope", "name", "tables");
    for client in [PRIVATE, PUBLIC] {
        let entity = instance.id_of("oauth_entity", "client_id", client);
        let values = [("oauth_entity", &*entity), ("auth_scope", &scope)];
        instance.insert("oauth_entity_auth_scope_mapping", &values);
    }
    for scope in ["", "tables", "tables useraccount"] {
        let (has, bearer) = sign_in(&instance, scope).await;
        assert_eq!(has, "tables", "{scope}");
        let answer = instance.get(COUNTS, &[("authorization", &bearer)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{scope}");
    }
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let answer = browser.get(&authorize(&[("scope", "useraccount")])).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("none of the scopes"), "{answer:?}");
    let answer = browser.get(&authorize(&[("scope", "tables")])).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn another_scope_is_another_token() {
    let instance = instance();
    let (_, narrow) = sign_in(&instance, "tables").await;
    let (_, wide) = sign_in(&instance, "").await;
    assert_ne!(narrow, wide);
    assert_eq!(sign_in(&instance, "tables").await.1, narrow);
}

#[tokio::test]
async fn a_password_is_not_narrowed_down() {
    let instance = instance();
    let basic = format!("Basic {}", STANDARD.encode("integration.user:snowline"));
    let answer = instance.get(COUNTS, &[("authorization", &basic)]).await;
    assert_eq!(answer.status, StatusCode::OK);
}
