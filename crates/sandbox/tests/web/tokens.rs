//! The pages by which tokens are revoked.

use axum::http::StatusCode;

use crate::{
    browser::{Browser, attribute, field},
    instance::{Instance, PRIVATE, PUBLIC},
    token::sign_in_as,
};

const OWN: &str = "/my_connected_apps.do";
const ALL: &str = "/oauth_credential_list.do";

async fn status(instance: &Instance, token: &str) -> StatusCode {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", &*bearer)];
    instance
        .get("/api/now/table/incident", &headers)
        .await
        .status
}

/// The values of the buttons' forms.
fn revocable(page: &str) -> Vec<String> {
    let ids = page.split(r#"name="sys_id""#).skip(1);
    ids.map(|rest| attribute(rest, "value")).collect()
}

#[tokio::test]
async fn a_person_sees_and_revokes_what_is_connected() {
    let instance = Instance::new();
    let form = [
        ("grant_type", "password"),
        ("client_id", PRIVATE),
        ("client_secret", "hush"),
        ("username", "integration.user"),
        ("password", "snowline"),
    ];
    let mine = instance
        .post_form("/oauth_token.do", &[], &form)
        .await
        .json();
    let others = sign_in_as(&instance, PUBLIC, "abel.tuter").await;
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let home = browser.get("/").await.body;
    assert!(
        home.contains("Self-Service &gt; My Connected Apps"),
        "{home}"
    );
    assert!(!home.contains("Manage Tokens"), "{home}");
    let page = browser.get(OWN).await.body;
    for shown in ["Snowline &lt;demo&gt;", "Access Token", "Refresh Token"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("abel.tuter"));
    let token = mine["access_token"].as_str().unwrap();
    assert!(!page.contains(token));
    let ids = revocable(&page);
    assert_eq!(ids.len(), 2);
    let ck = field(&page, "sysparm_ck");
    // Another's form revokes nothing, nor does one for another's token.
    browser
        .post(OWN, &[("sysparm_ck", "made up"), ("sys_id", &ids[0])])
        .await;
    let other = others["access_token"].as_str().unwrap();
    let other_id = instance.id_of("oauth_credential", "token", other);
    browser
        .post(OWN, &[("sysparm_ck", &ck), ("sys_id", &other_id)])
        .await;
    assert_eq!(status(&instance, token).await, StatusCode::OK);
    assert_eq!(status(&instance, other).await, StatusCode::OK);
    for id in &ids {
        let answer = browser
            .post(OWN, &[("sysparm_ck", &ck), ("sys_id", id)])
            .await;
        assert_eq!(answer.location(), OWN);
    }
    assert_eq!(status(&instance, token).await, StatusCode::UNAUTHORIZED);
    let page = browser.get(OWN).await.body;
    assert!(
        revocable(&page).is_empty() && page.contains("Expired"),
        "{page}"
    );
}

#[tokio::test]
async fn administrators_manage_all_tokens() {
    let instance = Instance::new();
    let tokens = sign_in_as(&instance, PUBLIC, "abel.tuter").await;
    let token = tokens["access_token"].as_str().unwrap();
    let mut agent = Browser::signed_in(&instance, "integration.user").await;
    assert_eq!(agent.get(ALL).await.status, StatusCode::FORBIDDEN);
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let home = browser.get("/").await.body;
    assert!(home.contains("System OAuth &gt; Manage Tokens"), "{home}");
    let page = browser.get(ALL).await.body;
    assert!(page.contains("abel.tuter"), "{page}");
    let (ck, ids) = (field(&page, "sysparm_ck"), revocable(&page));
    let form = [("sysparm_ck", &*ck), ("sys_id", &*ids[0])];
    assert_eq!(agent.post(ALL, &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(status(&instance, token).await, StatusCode::OK);
    assert_eq!(browser.post(ALL, &form).await.location(), ALL);
    assert_eq!(status(&instance, token).await, StatusCode::UNAUTHORIZED);
}
