//! The Machine Identity Console.

use axum::http::StatusCode;

use crate::{
    browser::{Browser, field},
    instance::{Answer, Instance, REDIRECT},
};

const CONSOLE: &str = "/machine_identity_console.do";
const FORM: &str = "/machine_identity_console_code_grant.do";

async fn register(browser: &mut Browser, more: &[(&str, &str)]) -> Answer {
    let token = field(&browser.get(FORM).await.body, "sysparm_ck");
    let form = [&[("sysparm_ck", &*token), ("redirect_url", REDIRECT)], more].concat();
    browser.post(FORM, &form).await
}

#[tokio::test]
async fn the_console_registers_the_same_programs_as_the_registry() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let home = browser.get("/").await.body;
    let menu = "Machine Identity Console &gt; Inbound integrations";
    assert!(home.contains(menu), "{home}");
    let page = browser.get(CONSOLE).await.body;
    for label in [
        "New integration",
        ">OAuth authorization code grant<",
        "Application Registries",
    ] {
        assert!(page.contains(label), "{label}");
    }
    let page = browser.get(FORM).await.body;
    for label in [
        "Name",
        "Provider name",
        "This is a public client",
        "Auth scope",
        "Enforce token restriction",
        "Token Format",
        "Login URL",
        "Logo URL",
    ] {
        assert!(page.contains(&format!(">{label}</label>")), "{label}");
    }
    let public = [
        ("name", "Portal"),
        ("provider_name", "Us"),
        ("public_client", "true"),
    ];
    let page = register(&mut browser, &public).await.body;
    let id = instance.id_of("oauth_entity", "name", "Portal");
    let row = instance
        .state
        .store
        .get("oauth_entity", &id)
        .unwrap()
        .unwrap();
    assert!(
        page.contains(&row["client_id"]) && !page.contains("Client Secret"),
        "{page}"
    );
    let is = |column: &str| row[column].as_str();
    assert_eq!((is("public_client"), is("provider_name")), ("true", "Us"));
    assert_eq!(
        (is("active"), is("access_token_lifespan")),
        ("true", "1800")
    );
    assert_eq!(is("client_secret"), "");
    let private = [("name", "Robot"), ("provider_name", "Us")];
    let page = register(&mut browser, &private).await.body;
    assert!(page.contains("Client Secret"), "{page}");
    let page = browser.get(CONSOLE).await.body;
    assert!(page.contains("Portal") && page.contains("Robot"), "{page}");
}

#[tokio::test]
async fn the_console_wants_a_provider_name_and_scopes_that_there_are() {
    let instance = Instance::new();
    let scope = instance.insert("sys_auth_scope", &[("name", "incident_read")]);
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let before = instance.rows("oauth_entity").len();
    let page = register(&mut browser, &[("name", "Por<tal")]).await.body;
    assert!(page.contains("Provider name are mandatory"), "{page}");
    assert!(
        page.contains("Por&lt;tal"),
        "what was typed is kept: {page}"
    );
    let made_up = [
        ("name", "Portal"),
        ("provider_name", "Us"),
        ("auth_scope", "made-up"),
    ];
    let page = register(&mut browser, &made_up).await.body;
    assert!(page.contains("no such Auth scope"), "{page}");
    assert_eq!(instance.rows("oauth_entity").len(), before);
    let scoped = [
        ("name", "Portal"),
        ("provider_name", "Us"),
        ("auth_scope", "incident_read"),
    ];
    register(&mut browser, &scoped).await;
    let mapping = instance.rows("oauth_entity_auth_scope_mapping").remove(0);
    let entity = instance.id_of("oauth_entity", "name", "Portal");
    assert_eq!(
        (&mapping["auth_scope"], &mapping["oauth_entity"]),
        (&scope, &entity)
    );
    let forged = [
        ("name", "Other"),
        ("provider_name", "Us"),
        ("sysparm_ck", "made up"),
    ];
    browser.post(FORM, &forged).await;
    assert_eq!(instance.rows("oauth_entity").len(), before + 1);
    let mut agent = Browser::signed_in(&instance, "integration.user").await;
    for path in [CONSOLE, FORM] {
        assert_eq!(agent.get(path).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(
        agent.post(FORM, &forged).await.status,
        StatusCode::FORBIDDEN
    );
}
