//! Microsoft Graph as pages and programs meet it.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};
use snowline_sandbox::{
    graph::{self, Patching, TENANT},
    state::Config,
};
use tower::ServiceExt;

use crate::instance::{Answer, Instance, PORTAL, encode};

pub(crate) const GRAPH: &str = "http://localhost:8183";
const SCORES: &str = "/v1.0/security/secureScores";
const PROFILES: &str = "/v1.0/security/secureScoreControlProfiles";

pub(crate) fn instance(patching: Patching) -> Instance {
    Instance::with(Config {
        portal: Some(PORTAL.to_owned()),
        graph: Some(GRAPH.to_owned()),
        graph_patch: patching,
        control: true,
        ..Config::default()
    })
}

/// What Graph or Entra answers.
pub(crate) async fn ask(
    instance: &Instance,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: String,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body)).unwrap();
    let answer = graph::app(instance.state.clone()).oneshot(request).await;
    let (parts, body) = answer.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

pub(crate) async fn token_of_program(instance: &Instance) -> String {
    let form = encode(&[
        ("grant_type", "client_credentials"),
        ("client_id", graph::entra::PROGRAM),
        ("client_secret", graph::entra::PROGRAM_SECRET),
        ("scope", "https://graph.microsoft.com/.default"),
    ]);
    let path = format!("/{TENANT}/oauth2/v2.0/token");
    let answer = ask(instance, Method::POST, &path, &[], form).await;
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

async fn get(instance: &Instance, path: &str, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", &*bearer), ("origin", PORTAL)];
    ask(instance, Method::GET, path, &headers, String::new()).await
}

fn next(page: &Value) -> Option<String> {
    let link = page["@odata.nextLink"].as_str()?;
    Some(link.strip_prefix(GRAPH).unwrap().to_owned())
}

#[tokio::test]
async fn without_a_token_graph_says_so_in_its_own_shape() {
    let instance = instance(Patching::default());
    for (headers, words) in [
        (vec![], "Access token is empty."),
        (
            vec![("authorization", "Bearer x")],
            "CompactToken parsing failed",
        ),
    ] {
        let answer = ask(&instance, Method::GET, SCORES, &headers, String::new()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let error = &answer.json()["error"];
        assert_eq!(error["code"], "InvalidAuthenticationToken");
        assert!(error["message"].as_str().unwrap().starts_with(words));
        let id = error["innerError"]["request-id"].as_str().unwrap();
        assert_eq!(answer.header("request-id"), Some(id));
    }
    let token = token_of_program(&instance).await;
    instance.state.clock.advance(3_600);
    let answer = get(&instance, SCORES, &token).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("the token is expired"));
}

#[tokio::test]
async fn there_is_a_score_a_day_for_ninety_days_the_newest_first() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let page = get(&instance, &format!("{SCORES}?$top=90"), &token)
        .await
        .json();
    let days = page["value"].as_array().unwrap();
    assert_eq!(days.len(), 90);
    assert_eq!(days[0]["id"], format!("{TENANT}_2026-11-21"));
    assert_eq!(days[0]["createdDateTime"], "2026-11-21T00:00:00Z");
    assert_eq!(days[89]["id"], format!("{TENANT}_2026-08-24"));
    let current: Vec<_> = days
        .iter()
        .map(|day| day["currentScore"].as_f64().unwrap())
        .collect();
    assert!(
        current.windows(2).all(|pair| pair[0] >= pair[1]),
        "{current:?}"
    );
    assert!(current[0] > current[89] * 1.2);
    let max = |day: &Value| day["maxScore"].as_f64().unwrap();
    assert!(max(&days[0]) > max(&days[89]) && current[0] < max(&days[0]));
}

#[tokio::test]
async fn even_one_score_names_a_next_page() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let page = get(&instance, &format!("{SCORES}?$top=1"), &token)
        .await
        .json();
    assert_eq!(page["value"].as_array().unwrap().len(), 1);
    let page = get(&instance, &next(&page).unwrap(), &token).await.json();
    assert_eq!(page["value"][0]["id"], format!("{TENANT}_2026-11-20"));
    let last = get(&instance, &format!("{SCORES}?$skip=90"), &token)
        .await
        .json();
    assert_eq!((last["value"].clone(), next(&last)), (json!([]), None));
}

#[tokio::test]
async fn profiles_come_two_hundred_a_page_and_the_link_is_opaque() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let first = get(&instance, PROFILES, &token).await.json();
    assert_eq!(first["value"].as_array().unwrap().len(), 200);
    let link = next(&first).unwrap();
    let second = get(&instance, &link, &token).await.json();
    assert_eq!(
        (second["value"].as_array().unwrap().len(), next(&second)),
        (30, None)
    );
    let broken = get(&instance, &format!("{PROFILES}?$skiptoken=x"), &token).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn scores_and_profiles_fit_each_other_in_part_only() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let first = get(&instance, PROFILES, &token).await.json();
    let day = get(&instance, &format!("{SCORES}?$top=1"), &token)
        .await
        .json();
    let scores = day["value"][0]["controlScores"].as_array().unwrap();
    let is_known = |score: &&Value| {
        let mut all = first["value"].as_array().unwrap().iter();
        all.any(|profile| profile["id"] == score["controlName"])
    };
    assert_eq!(scores.len(), 68);
    assert_eq!(scores.iter().filter(is_known).count(), 41);
    assert!(scores.iter().any(|score| score["on"].is_string()));
    assert!(scores.iter().any(|score| score["count"].is_string()));
}

#[tokio::test]
async fn words_and_markup_are_as_uneven_as_real_ones() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let page = get(&instance, PROFILES, &token).await.json();
    let all = page["value"].as_array().unwrap();
    let has = |name: &str, value: Value| all.iter().any(|profile| profile[name] == value);
    for impact in [
        "Unknown", "low", "Low", "moderate", "Moderate", "medium", "High", "high",
    ] {
        assert!(has("userImpact", impact.into()), "{impact}");
    }
    assert!(has("userImpact", Value::Null) && has("remediation", Value::Null));
    assert!(has("tier", "Defense In Depth".into()));
    let threats = page.to_string();
    assert!(threats.contains("Account Breach") && threats.contains("Account breach"));
    assert!(
        threats.contains("<a href=https://"),
        "an address without quotes"
    );
    let update = &all[0]["controlStateUpdates"];
    assert_eq!(
        (&update[0]["state"], &update[0]["updatedDateTime"]),
        (&json!("Default"), &Value::Null)
    );
}

#[tokio::test]
async fn pages_of_any_origin_may_read_and_see_how_long_to_wait() {
    let instance = instance(Patching::default());
    let preflight = ask(
        &instance,
        Method::OPTIONS,
        SCORES,
        &[
            ("origin", "https://portal.example"),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "authorization"),
        ],
        String::new(),
    )
    .await;
    assert_eq!(preflight.status, StatusCode::OK);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        preflight.header("access-control-allow-headers"),
        Some("authorization")
    );
    let refused = get(&instance, SCORES, "x").await;
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    let readable = refused.header("access-control-expose-headers").unwrap();
    assert!(readable.contains("Retry-After") && readable.contains("request-id"));
}

#[tokio::test]
async fn failures_on_demand_strike_graph_as_well() {
    let instance = instance(Patching::default());
    let token = token_of_program(&instance).await;
    let fault = json!({
        "match": format!("GET {PROFILES}"),
        "kind": "status",
        "status": 429,
        "headers": {"Retry-After": "3"},
    });
    let asked = instance
        .send(Method::POST, "/__sandbox/faults", &[], &fault.to_string())
        .await;
    assert_eq!(asked.status, StatusCode::CREATED);
    let answer = get(&instance, PROFILES, &token).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), Some("3"));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        get(&instance, PROFILES, &token).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_change_of_a_profile_has_no_effect_fails_or_works() {
    let path = format!("{PROFILES}/AdminMFAV2");
    let change = json!({
        "state": "ThirdParty",
        "comment": "Another product does it.",
        "vendorInformation": {"provider": "SecureScore", "vendor": "Microsoft"},
    });
    for (patching, status, state) in [
        (Patching::NoEffect, StatusCode::NO_CONTENT, "Default"),
        (Patching::BadRequest, StatusCode::BAD_REQUEST, "Default"),
        (Patching::Works, StatusCode::NO_CONTENT, "ThirdParty"),
    ] {
        let instance = instance(patching);
        let token = token_of_program(&instance).await;
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", &*bearer)];
        let answer = ask(
            &instance,
            Method::PATCH,
            &path,
            &headers,
            change.to_string(),
        )
        .await;
        assert_eq!(answer.status, status, "{patching:?}");
        let updates = get(&instance, &path, &token).await.json()["controlStateUpdates"].clone();
        let last = updates.as_array().unwrap().last().unwrap();
        assert_eq!(last["state"], state, "{patching:?}");
    }
}
