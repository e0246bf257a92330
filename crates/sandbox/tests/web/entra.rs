//! Microsoft Entra as a page without a secret meets it.

use axum::http::{Method, StatusCode};
use snowline_sandbox::graph::{
    Patching, TENANT,
    entra::{SPA, WEB},
};
use url::Url;

use crate::graph::{ask, instance};
use crate::instance::{Answer, Instance, PORTAL, encode};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const SCOPE: &str = "https://graph.microsoft.com/SecurityEvents.Read.All offline_access";
const MEGAN: &str = "megan.bowen@contoso.example";

fn back() -> String {
    format!("{PORTAL}/oauth-callback.html")
}

async fn authorize(instance: &Instance, changes: &[(&str, &str)]) -> Answer {
    let back = back();
    let mut asked = vec![
        ("client_id", SPA),
        ("response_type", "code"),
        ("redirect_uri", &*back),
        ("scope", SCOPE),
        ("state", "a1"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        asked.retain(|(known, _)| known != name);
        asked.push((*name, *value));
    }
    let path = format!("/organizations/oauth2/v2.0/authorize?{}", encode(&asked));
    ask(instance, Method::GET, &path, &[], String::new()).await
}

async fn code(instance: &Instance, client: &str, person: &str) -> String {
    let led = authorize(instance, &[("client_id", client), ("login_hint", person)]).await;
    let back = Url::parse(led.location()).unwrap();
    let of = |name: &str| {
        let mut pairs = back.query_pairs();
        pairs
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .into_owned()
    };
    assert_eq!(of("state"), "a1");
    of("code")
}

async fn token(instance: &Instance, origin: Option<&str>, form: &[(&str, &str)]) -> Answer {
    let headers: Vec<_> = origin
        .map(|origin| ("origin", origin))
        .into_iter()
        .collect();
    let path = format!("/{TENANT}/oauth2/v2.0/token");
    ask(instance, Method::POST, &path, &headers, encode(form)).await
}

async fn redeem(instance: &Instance, client: &str, code: &str, verifier: &str) -> Answer {
    let back = back();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", &*back),
        ("code_verifier", verifier),
    ];
    token(instance, Some(PORTAL), &form).await
}

#[track_caller]
fn refused(answer: &Answer, error: &str, number: u64) {
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["error"], error);
    assert_eq!(body["error_codes"][0], number);
    let words = body["error_description"].as_str().unwrap();
    assert!(words.starts_with(&format!("AADSTS{number}: ")), "{words}");
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
}

#[tokio::test]
async fn a_person_picks_an_account_and_the_code_gives_tokens_for_graph() {
    let instance = instance(Patching::default());
    let page = authorize(&instance, &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Pick an account") && page.body.contains("Megan Bowen"));
    assert_eq!(page.header("access-control-allow-origin"), None);
    let code = code(&instance, SPA, MEGAN).await;
    let answer = redeem(&instance, SPA, &code, VERIFIER).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
    let body = answer.json();
    assert_eq!(body["scope"], "SecurityEvents.Read.All");
    assert_eq!(body["expires_in"], 3_599);
    let bearer = format!("Bearer {}", body["access_token"].as_str().unwrap());
    let headers = [("authorization", &*bearer)];
    let path = "/v1.0/security/secureScores?$top=1";
    let score = ask(&instance, Method::GET, path, &headers, String::new()).await;
    assert_eq!(score.status, StatusCode::OK);
    let again = redeem(&instance, SPA, &code, VERIFIER).await;
    refused(&again, "invalid_grant", 54005);
}

#[tokio::test]
async fn a_page_redeems_codes_only_where_its_address_is_of_the_type_spa() {
    let instance = instance(Patching::default());
    let code = code(&instance, WEB, MEGAN).await;
    let answer = redeem(&instance, WEB, &code, VERIFIER).await;
    refused(&answer, "invalid_request", 9_002_326);
    let not_a_page = token(&instance, None, &[("client_id", SPA)]).await;
    assert_eq!(not_a_page.json()["error_codes"][0], 9_002_327);
}

#[tokio::test]
async fn a_refresh_token_of_a_page_ends_a_day_after_the_sign_in() {
    let instance = instance(Patching::default());
    let code = code(&instance, SPA, MEGAN).await;
    let mut body = redeem(&instance, SPA, &code, VERIFIER).await.json();
    for _ in 0..2 {
        instance.state.clock.advance(11 * 3_600);
        let refresh = body["refresh_token"].as_str().unwrap().to_owned();
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", SPA),
            ("refresh_token", &*refresh),
        ];
        body = token(&instance, Some(PORTAL), &form).await.json();
    }
    instance.state.clock.advance(3 * 3_600);
    let refresh = body["refresh_token"].as_str().unwrap().to_owned();
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", SPA),
        ("refresh_token", &*refresh),
    ];
    refused(
        &token(&instance, Some(PORTAL), &form).await,
        "invalid_grant",
        700_084,
    );
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_entras_number() {
    let instance = instance(Patching::default());
    let other = format!("{}x", &VERIFIER[..VERIFIER.len() - 1]);
    let code_of_megan = code(&instance, SPA, MEGAN).await;
    let answer = redeem(&instance, SPA, &code_of_megan, &other).await;
    refused(&answer, "invalid_grant", 501_481);
    let code_of_diego = code(&instance, SPA, "diego.siciliani@contoso.example").await;
    let answer = redeem(&instance, SPA, &code_of_diego, VERIFIER).await;
    refused(&answer, "invalid_grant", 65001);
    for (change, number) in [
        (("client_id", "nobody"), 700_016),
        (("redirect_uri", "http://localhost:8180/other"), 50011),
    ] {
        let page = authorize(&instance, &[change]).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        assert!(
            page.body.contains(&format!("AADSTS{number}")),
            "{}",
            page.body
        );
    }
    let cancelled = authorize(&instance, &[("cancel", "true")]).await;
    assert!(cancelled.location().contains("error=access_denied"));
    let bare = authorize(&instance, &[("code_challenge", "")]).await;
    assert!(bare.location().contains("AADSTS9002325"));
}

#[tokio::test]
async fn a_person_without_a_role_reads_no_score() {
    let instance = instance(Patching::default());
    let code = code(&instance, SPA, "alex.wilber@contoso.example").await;
    let body = redeem(&instance, SPA, &code, VERIFIER).await.json();
    let bearer = format!("Bearer {}", body["access_token"].as_str().unwrap());
    let headers = [("authorization", &*bearer)];
    let path = "/v1.0/security/secureScores";
    let answer = ask(&instance, Method::GET, path, &headers, String::new()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json()["error"]["code"], "Forbidden");
}

#[tokio::test]
async fn entra_says_where_its_endpoints_are() {
    let instance = instance(Patching::default());
    let path = format!("/{TENANT}/v2.0/.well-known/openid-configuration");
    let body = ask(&instance, Method::GET, &path, &[], String::new())
        .await
        .json();
    let token = body["token_endpoint"].as_str().unwrap();
    assert!(token.ends_with("/oauth2/v2.0/token"), "{token}");
}
