//! `/oauth_auth.do`: asking a person.

use axum::http::StatusCode;
use url::Url;

use crate::{
    browser::{Browser, field, fields},
    instance::{Instance, PUBLIC, REDIRECT, SECOND_REDIRECT, encode},
};

const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The address of a good request; `change` replaces, or adds, parameters.
pub(crate) fn authorize(change: &[(&str, &str)]) -> String {
    let mut query = vec![
        ("response_type", "code"),
        ("client_id", PUBLIC),
        ("redirect_uri", REDIRECT),
        ("state", "5f2a"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    query.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    query.extend(change);
    format!("/oauth_auth.do?{}", encode(&query))
}

#[tokio::test]
async fn who_is_not_signed_in_signs_in_first_and_comes_back() {
    let instance = Instance::new();
    let mut browser = Browser::new(&instance);
    let address = authorize(&[]);
    let login = browser.get(&address).await.location().to_owned();
    assert!(login.starts_with("/oauth_login.do?"), "{login}");
    let page = browser.get(&login).await;
    assert_eq!(field(&page.body, "uri"), address);
}

#[tokio::test]
async fn the_page_says_who_asks_and_lets_the_person_choose() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let page = browser.get(&authorize(&[])).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "integration.user",
        "Snowline &lt;demo&gt;",
        ">Not you?</a>",
        ">Allow</button>",
        ">Deny</button>",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("form-action 'self' http://localhost:8180;"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test]
async fn not_you_leads_through_signing_in_as_another_back_to_the_question() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let address = authorize(&[]);
    let page = browser.get(&address).await.body;
    let link = page
        .split("href=\"")
        .find(|link| link.contains("Not you?"))
        .unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let login = browser.get(&link).await;
    let back = field(&login.body, "uri");
    let answer = browser.sign_in("integration.user", "snowline", &back).await;
    assert_eq!(answer.location(), address);
    assert!(
        browser
            .get(&address)
            .await
            .body
            .contains("integration.user")
    );
}

#[tokio::test]
async fn allow_leads_back_with_a_code_and_the_state() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let answer = browser.decide(&authorize(&[]), "allow").await;
    let there = Url::parse(answer.location()).unwrap();
    let names: Vec<_> = there
        .query_pairs()
        .map(|(name, _)| name.into_owned())
        .collect();
    assert_eq!(names, ["code", "state"]);
    assert!(there.as_str().starts_with(&format!("{REDIRECT}?code=")));
    assert!(there.as_str().ends_with("&state=5f2a"));
}

#[tokio::test]
async fn deny_leads_back_with_the_refusal_and_the_state() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let answer = browser.decide(&authorize(&[]), "deny").await;
    let expect = format!("{REDIRECT}?error=access_denied&state=5f2a");
    assert_eq!(answer.location(), expect);
}

#[tokio::test]
async fn the_state_comes_back_unchanged() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let state = "a&b=c \"<ü>'#";
    let answer = browser
        .decide(&authorize(&[("state", state)]), "deny")
        .await;
    let there = Url::parse(answer.location()).unwrap();
    let (_, back) = there
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap();
    assert_eq!(back, state);
}

#[tokio::test]
async fn a_redirect_that_is_not_registered_gives_way_to_the_first_that_is() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    for (asked, leads_to) in [
        (
            SECOND_REDIRECT,
            "http://localhost:8180/second?keep=1&error=",
        ),
        ("https://evil.example/", "http://localhost:8180/?error="),
        ("http://localhost:8180", "http://localhost:8180/?error="),
        ("", "http://localhost:8180/?error="),
    ] {
        let address = authorize(&[("redirect_uri", asked)]);
        let answer = browser.decide(&address, "deny").await;
        assert!(
            answer.location().starts_with(leads_to),
            "{asked}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_bad_request_is_told_to_the_person_and_leads_nowhere() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    for (change, why) in [
        (("client_id", "made-up"), "no active application registry"),
        (("client_id", ""), "no active application registry"),
        (("response_type", "token"), "response type"),
        (("state", ""), "Missing State parameter in request"),
        (("code_challenge", ""), "code challenge"),
        (("code_challenge", "short"), "code challenge"),
        (("code_challenge_method", "plain"), "must be S256"),
        (("code_challenge_method", ""), "must be S256"),
    ] {
        let answer = browser.get(&authorize(&[change])).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{change:?}");
        assert!(answer.body.contains(why), "{change:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_forged_decision_is_put_before_the_person_again() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let page = browser.get(&authorize(&[])).await;
    let mut form = fields(&page.body);
    form.retain(|(name, _)| name != "sysparm_ck");
    let mut form: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    form.extend([("decision", "allow"), ("sysparm_ck", "made up")]);
    let answer = browser.post("/oauth_auth.do", &form).await;
    assert!(
        answer.location().starts_with("/oauth_auth.do?"),
        "{answer:?}"
    );
    assert!(!answer.location().contains("made"), "{answer:?}");
}
