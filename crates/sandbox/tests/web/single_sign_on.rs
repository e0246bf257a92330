//! Signing in at an identity provider.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use serde_json::{Value, json};
use snowline_sandbox::{idp, seed, state::Config};
use tower::ServiceExt;
use url::Url;

use crate::{
    browser::{Browser, attribute, field},
    consent::authorize,
    instance::{Answer, Instance, PUBLIC, encode},
};

const IDP: &str = "http://localhost:8182";
const EMAIL: &str = "integration.user@example.com";

/// An instance with single sign-on.
fn instance() -> Instance {
    let instance = Instance::with(Config {
        sso: Some(IDP.to_owned()),
        ..Config::default()
    });
    seed::single_sign_on(&instance.state.store, IDP).unwrap();
    let user = "integration.user";
    instance.change("sys_user", "user_name", user, "email", EMAIL);
    instance
}

/// What the identity provider answers.
async fn at_provider(instance: &Instance, address: &str) -> Answer {
    let path = address.strip_prefix(IDP).unwrap();
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = idp::app(instance.state.clone()).oneshot(request).await;
    let (parts, body) = answer.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

/// Says who one is, and comes back to the instance's path.
async fn as_person(instance: &Instance, address: &str, email: &str) -> String {
    let hint = encode(&[("login_hint", email)]);
    let answer = at_provider(instance, &format!("{address}&{hint}")).await;
    let back = Url::parse(answer.location()).unwrap();
    format!("{}?{}", back.path(), back.query().unwrap())
}

fn way_in(id: &str) -> String {
    format!("/login_with_sso.do?glide_sso_id={id}&uri=%2Fincident_list.do")
}

#[tokio::test]
async fn with_single_sign_on_a_person_signs_in_at_the_identity_provider() {
    let instance = instance();
    let mut browser = Browser::new(&instance);
    let address = authorize(&[]);
    let there = browser.get(&address).await.location().to_owned();
    assert!(there.starts_with(&format!("{IDP}/authorize?")), "{there}");
    // The page offers the people, each with a link that says who they are.
    let page = at_provider(&instance, &there).await;
    let (_, link) = page.body.split_once("<li><a ").unwrap();
    let link = attribute(link, "href");
    let answer = at_provider(&instance, &format!("{IDP}{link}")).await;
    let back = Url::parse(answer.location()).unwrap();
    assert_eq!(back.path(), "/navpage.do");
    let back = format!("{}?{}", back.path(), back.query().unwrap());
    let answer = browser.get(&back).await;
    assert_eq!(answer.location(), address);
    let page = browser.get(&address).await;
    assert!(page.body.contains("Logged in as <strong>integration.user"));
    // The code was good once.
    assert_eq!(browser.get(&back).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_leads_to_the_provider_and_apis_answer_401() {
    let instance = instance();
    let mut browser = Browser::new(&instance);
    for page in ["/", "/incident_list.do"] {
        let there = browser.get(page).await.location().to_owned();
        assert!(there.starts_with(IDP), "{there}");
    }
    let answer = browser.get("/api/now/table/incident").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("x-is-logged-in"), Some("false"));
}

#[tokio::test]
async fn the_properties_switch_single_sign_on_and_its_redirect() {
    let instance = instance();
    let set =
        |name: &str, value: &str| instance.change("sys_properties", "name", name, "value", value);
    set("glide.authenticate.sso.redirect.idp", "");
    let mut browser = Browser::new(&instance);
    let local = browser.get("/").await.location().to_owned();
    assert!(local.starts_with("/login.do"), "{local}");
    let page = browser.get(&local).await;
    assert!(page.body.contains("Use external login"), "{}", page.body);
    assert!(page.body.contains("Log in with Sandbox single sign-on"));
    // The address of the provider still leads there.
    let there = browser.get(&way_in(seed::IDENTITY_PROVIDER)).await;
    assert!(there.location().starts_with(IDP));
    set("glide.authenticate.multisso.enabled", "false");
    let there = browser.get(&way_in(seed::IDENTITY_PROVIDER)).await;
    assert!(there.location().starts_with("/login.do"));
    let page = browser.get("/login.do").await;
    assert!(!page.body.contains("external login"), "{}", page.body);
}

#[tokio::test]
async fn the_provider_that_somebody_signed_in_at_is_remembered() {
    let instance = instance();
    let property = "glide.authenticate.sso.redirect.idp";
    instance.change("sys_properties", "name", property, "value", "");
    let mut browser = Browser::new(&instance);
    let there = browser.get(&way_in(seed::IDENTITY_PROVIDER)).await;
    let back = as_person(&instance, there.location(), EMAIL).await;
    let answer = browser.get(&back).await;
    assert_eq!(answer.location(), "/incident_list.do");
    let cookie = format!("glide_sso_id={}", seed::IDENTITY_PROVIDER);
    assert!(browser.cookie.contains(&cookie), "{}", browser.cookie);
    instance.state.clock.advance(3_600);
    assert!(browser.get("/").await.location().starts_with(IDP));
}

#[tokio::test]
async fn the_login_url_of_the_registry_record_decides_where_its_people_sign_in() {
    let instance = instance();
    let set = |url: &str| instance.change("oauth_entity", "client_id", PUBLIC, "login_url", url);
    let address = authorize(&[]);
    let mut browser = Browser::new(&instance);
    set("oauth_login.do");
    let there = browser.get(&address).await.location().to_owned();
    assert!(there.starts_with("/oauth_login.do?uri="), "{there}");
    let property = "glide.authenticate.sso.redirect.idp";
    instance.change("sys_properties", "name", property, "value", "");
    set(&format!(
        "login_with_sso.do?glide_sso_id={}",
        seed::IDENTITY_PROVIDER
    ));
    let there = browser.get(&address).await.location().to_owned();
    assert!(
        there.starts_with("/login_with_sso.do?glide_sso_id="),
        "{there}"
    );
    let there = browser.get(&there).await.location().to_owned();
    let back = as_person(&instance, &there, EMAIL).await;
    assert_eq!(browser.get(&back).await.location(), address);
    // An address elsewhere is no page of the instance.
    set("https://evil.example/");
    let there = Browser::new(&instance).get(&address).await;
    assert!(there.location().starts_with("/oauth_login.do"));
}

#[tokio::test]
async fn the_side_door_stays_open() {
    let instance = instance();
    let mut browser = Browser::new(&instance);
    let page = browser.get("/side_door.do?uri=%2Fincident_list.do").await;
    assert_eq!(page.status, StatusCode::OK);
    let token = field(&page.body, "sysparm_ck");
    let form = [
        ("sysparm_ck", &*token),
        ("uri", "/incident_list.do"),
        ("user_name", "admin"),
        ("user_password", "snowline"),
    ];
    let answer = browser.post("/side_door.do", &form).await;
    assert_eq!(answer.location(), "/incident_list.do");
}

#[tokio::test]
async fn an_answer_of_the_provider_counts_in_the_browser_that_was_led_out_only() {
    let instance = instance();
    let mut browser = Browser::new(&instance);
    let there = browser.get("/").await.location().to_owned();
    let back = as_person(&instance, &there, EMAIL).await;
    let mut other = Browser::new(&instance);
    assert_eq!(other.get(&back).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get(&back).await.location(), "/");
    // Nor does it count later.
    let mut browser = Browser::new(&instance);
    let there = browser.get("/").await.location().to_owned();
    let back = as_person(&instance, &there, EMAIL).await;
    instance.state.clock.advance(601);
    assert_eq!(browser.get(&back).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whom_the_instance_does_not_know_the_provider_does_not_sign_in() {
    let instance = instance();
    let user = "abel.tuter";
    instance.change(
        "sys_user",
        "user_name",
        user,
        "email",
        "abel.tuter@example.com",
    );
    let barred = "web_service_access_only";
    instance.change("sys_user", "user_name", user, barred, "true");
    for person in ["nobody@example.com", "abel.tuter@example.com"] {
        let mut browser = Browser::new(&instance);
        let there = browser.get("/").await.location().to_owned();
        let back = as_person(&instance, &there, person).await;
        let answer = browser.get(&back).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person}");
        assert!(answer.body.contains("no user of this instance is you"));
        assert!(browser.get("/").await.location().starts_with(IDP));
    }
}

#[tokio::test]
async fn a_user_can_be_made_from_what_the_provider_says() {
    let instance = instance();
    let role = instance.insert("sys_user_role", &[("name", "sn_incident_read")]);
    let table = "oidc_provider_configuration";
    let by = ("oidc_provider", "Sandbox single sign-on");
    instance.change(table, by.0, by.1, "auto_provision_user", "true");
    instance.change(table, by.0, by.1, "user_roles", &role);
    let mut browser = Browser::new(&instance);
    let there = browser.get("/").await.location().to_owned();
    let back = as_person(&instance, &there, "jo.doe@example.com").await;
    assert_eq!(browser.get(&back).await.location(), "/");
    let found = instance
        .state
        .store
        .find("sys_user", &[("email", "jo.doe@example.com")]);
    let user = found.unwrap().remove(0);
    assert_eq!(user["user_name"], "jo.doe@example.com");
    assert_eq!(user["name"], "Jo Doe");
    let roles = instance.state.store.roles_of(&user["sys_id"]).unwrap();
    assert_eq!(roles, ["sn_incident_read"]);
}

#[tokio::test]
async fn the_user_id_tells_which_provider_is_somebodys() {
    let instance = instance();
    let source = format!("sso:{}", seed::IDENTITY_PROVIDER);
    instance.change(
        "sys_user",
        "user_name",
        "integration.user",
        "sso_source",
        &source,
    );
    let mut browser = Browser::new(&instance);
    let locate = |name| [("user_name", name), ("uri", "/incident_list.do")];
    let page = browser.get("/login_locate_sso.do").await;
    assert!(page.body.contains(">User ID</label>"), "{}", page.body);
    let answer = browser
        .post("/login_locate_sso.do", &locate("integration.user"))
        .await;
    let back = as_person(&instance, answer.location(), EMAIL).await;
    assert_eq!(browser.get(&back).await.location(), "/incident_list.do");
    // The default one is for everybody else.
    let answer = browser
        .post("/login_locate_sso.do", &locate("nobody"))
        .await;
    assert!(answer.location().starts_with(IDP));
    instance.change(
        "sso_properties",
        "name",
        "Sandbox single sign-on",
        "default",
        "false",
    );
    let answer = browser
        .post("/login_locate_sso.do", &locate("nobody"))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_signs_out_is_not_signed_in_again_at_once() {
    let instance = instance();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let token = field(&browser.get("/").await.body, "sysparm_ck");
    let answer = browser.post("/logout.do", &[("sysparm_ck", &token)]).await;
    assert_eq!(answer.location(), "/external_logout_complete.do");
    let page = browser.get("/external_logout_complete.do").await;
    assert!(page.body.contains("Logout successful"));
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_told_and_the_side_door_named() {
    let instance = Instance::new();
    seed::single_sign_on(&instance.state.store, "https://login.example").unwrap();
    let answer = Browser::new(&instance).get("/").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("side_door.do"), "{}", answer.body);
    let unknown = Browser::new(&instance).get(&way_in("made-up")).await;
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    assert_eq!(
        Browser::new(&instance).get("/navpage.do").await.location(),
        "/"
    );
}

#[tokio::test]
async fn the_provider_keeps_to_openid_connect() {
    let instance = instance();
    let about = at_provider(
        &instance,
        &format!("{IDP}/.well-known/openid-configuration"),
    )
    .await;
    let about: Value = about.json();
    assert_eq!(about["issuer"], json!(IDP));
    let keys = at_provider(&instance, about["jwks_uri"].as_str().unwrap()).await;
    assert_eq!(keys.json()["keys"][0]["kty"], "EC");
    let there = Browser::new(&instance).get("/").await.location().to_owned();
    for (is, wrong) in [
        ("response_type=code", "response_type=token"),
        ("scope=openid", "scope=other"),
        ("code_challenge_method=S256", "code_challenge_method=plain"),
        (
            "redirect_uri=http%3A%2F%2Flocalhost",
            "redirect_uri=http%3A%2F%2Fevil.example",
        ),
    ] {
        assert!(there.contains(is), "{there}");
        let answer = at_provider(&instance, &there.replace(is, wrong)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let made_up = [("grant_type", "authorization_code"), ("code", "made-up")];
    let answer = idp::redeem(&instance.state, &made_up).await.unwrap();
    assert_eq!(answer, json!({"error": "invalid_grant"}));
}
