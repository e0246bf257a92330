//! The page of the connector application.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use snowline_sandbox::{
    seed,
    state::{AppState, Config},
};

use crate::{
    browser::{Browser, field},
    instance::Instance,
    stores,
    token::sign_in_as,
};

const PATH: &str = "/x_mioms_m365ticket_connector.do";
const REFUSED: &str = "Read operation against &#39;oauth_entity&#39; from scope \
     &#39;x_mioms_m365ticket&#39; has been refused because of the table&#39;s cross-scope access policy";

/// The demo, with its portal.
fn demo(config: Config) -> Instance {
    Instance::over(AppState::new(
        stores::with_portal(),
        stores::clock(),
        config,
    ))
}

fn done(page: &str) -> usize {
    page.matches(">Done</span>").count()
}

#[tokio::test]
async fn the_checklist_goes_from_nothing_to_connected() {
    let instance = demo(Config::default());
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let page = browser.get(PATH).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "<h1>Microsoft 365 Ticketing Connector</h1>",
        "Installation checklist",
        "Connection status",
        "System OAuth &gt; Application Registry",
        "User Administration &gt; Users",
        "Not connected",
        r#"href="http://localhost:8180/""#,
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert_eq!(done(&page.body), 2, "entity and user are there");
    sign_in_as(&instance, seed::CLIENT_ID, "integration.user").await;
    let page = browser.get(PATH).await.body;
    assert_eq!(done(&page), 3);
    assert!(page.contains(">Connected</span>") && page.contains("2026-11-21 12:30:00 UTC"));
    instance.state.clock.advance(1_799);
    assert!(browser.get(PATH).await.body.contains(">Connected</span>"));
    instance.state.clock.advance(1);
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert!(browser.get(PATH).await.body.contains("Not connected"));
}

#[tokio::test]
async fn somebody_elses_sign_in_is_no_connection() {
    let instance = demo(Config::default());
    sign_in_as(&instance, seed::CLIENT_ID, "admin").await;
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert!(browser.get(PATH).await.body.contains("Not connected"));
}

#[tokio::test]
async fn the_names_that_were_given_are_looked_for() {
    let instance = demo(Config::default());
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for (entity, user, expect) in [
        ("Snowline", "integration.user", 2),
        ("Another", "integration.user", 1),
        ("Snowline", "abel.tuter", 1),
        ("", "", 0),
    ] {
        let token = field(&browser.get(PATH).await.body, "sysparm_ck");
        let form = [("sysparm_ck", &*token), ("entity", entity), ("user", user)];
        assert_eq!(browser.post(PATH, &form).await.location(), PATH);
        let page = browser.get(PATH).await.body;
        assert_eq!(done(&page), expect, "{entity} {user}");
    }
    let forged = [("sysparm_ck", "made-up"), ("entity", "Snowline")];
    browser.post(PATH, &forged).await;
    assert_eq!(done(&browser.get(PATH).await.body), 0);
}

#[tokio::test]
async fn the_portals_that_left_word_are_listed_newest_first() {
    let instance = demo(Config::default());
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert!(!browser.get(PATH).await.body.contains("Last contact"));
    // A portal writes with the rights of its integration user.
    let basic = STANDARD.encode("integration.user:snowline");
    let basic = format!("Basic {basic}");
    let at = "/api/now/table/x_mioms_m365ticket_connection";
    for (portal, contact) in [
        ("https://first.example.com", "2026-11-20 08:00:00"),
        ("https://last.example.com", "2026-11-21 08:00:00"),
        ("<b>between</b>", "2026-11-20 09:00:00"),
    ] {
        let sent = json!({
            "portal": portal,
            "user_name": "integration.user",
            "last_contact": contact,
        });
        let headers = [
            ("authorization", &*basic),
            ("content-type", "application/json"),
        ];
        let answer = instance
            .send(Method::POST, at, &headers, &sent.to_string())
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    }
    let page = browser.get(PATH).await.body;
    let place = |text: &str| {
        page.find(text)
            .unwrap_or_else(|| panic!("{text} is not in {page}"))
    };
    let places = [
        place(">Connection status<"),
        place(
            "<td>https://last.example.com</td><td>integration.user</td><td>2026-11-21 08:00:00</td>",
        ),
        place("<td>&lt;b&gt;between&lt;/b&gt;</td>"),
        place("<td>https://first.example.com</td>"),
    ];
    assert!(places.is_sorted(), "{places:?}");
}

#[tokio::test]
async fn a_user_who_is_locked_out_is_no_integration_user() {
    let instance = demo(Config::default());
    let change = ("locked_out", "true");
    instance.change(
        "sys_user",
        "user_name",
        "integration.user",
        change.0,
        change.1,
    );
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert_eq!(done(&browser.get(PATH).await.body), 1);
}

#[tokio::test]
async fn a_customised_registry_refuses_the_connector_in_the_known_words() {
    let instance = demo(Config::default());
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert!(!browser.get(PATH).await.body.contains("refused"));
    seed::customise_registry(&instance.state.store).unwrap();
    let page = browser.get(PATH).await.body;
    assert!(page.contains(REFUSED), "{page}");
    assert_eq!(done(&page), 1);
    for (column, value) in [("access", "public"), ("read_access", "true")] {
        assert!(browser.get(PATH).await.body.contains(REFUSED));
        instance.change("sys_db_object", "name", "oauth_entity", column, value);
    }
    assert!(!browser.get(PATH).await.body.contains(REFUSED));
}

#[tokio::test]
async fn the_switch_customises_the_registry_again_after_a_reset() {
    let instance = demo(Config {
        customised_registry: true,
        control: true,
        portal: Some("http://localhost:8180".into()),
        ..Config::default()
    });
    instance
        .send(Method::POST, "/__sandbox/reset", &[], "")
        .await;
    let mut browser = Browser::signed_in(&instance, "admin").await;
    assert!(browser.get(PATH).await.body.contains(REFUSED));
}

#[tokio::test]
async fn the_page_is_for_administrators() {
    let instance = demo(Config::default());
    assert!(
        instance
            .get(PATH, &[])
            .await
            .location()
            .starts_with("/login.do")
    );
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    assert_eq!(browser.get(PATH).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.post(PATH, &[]).await.status, StatusCode::FORBIDDEN);
}
