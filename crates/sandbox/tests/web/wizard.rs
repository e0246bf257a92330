//! System OAuth > Application Registry > New: which kind it is to be.

use axum::http::StatusCode;

use crate::{browser::Browser, forms::bare};

const WIZARD: &str = "/wizard_view.do?sys_target=oauth_entity";
const QUESTION: &str = "What kind of OAuth application?";

/// Where the link of that text leads.
#[track_caller]
fn leads_to(html: &str, text: &str) -> String {
    let (before, _) = html.split_once(&format!(">{text}</a>")).unwrap();
    let (_, href) = before.rsplit_once("href=\"").unwrap();
    href.trim_end_matches('"').replace("&amp;", "&")
}

#[tokio::test]
async fn new_in_the_application_registry_asks_which_kind() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let list = admin.get("/oauth_entity_list.do").await.body;
    assert_eq!(leads_to(&list, "New"), WIZARD);
    let page = admin.get(WIZARD).await.body;
    assert!(page.contains(QUESTION));
    let external = leads_to(&page, "Create an OAuth API endpoint for external clients");
    let form = admin.get(&external).await.body;
    assert!(form.contains(r#"name="redirect_url""#), "{form}");
    let list = admin.get("/sys_cors_rule_list.do").await.body;
    assert_eq!(leads_to(&list, "New"), "/sys_cors_rule.do?sys_id=-1");
}

#[tokio::test]
async fn a_kind_that_is_not_here_says_so() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let page = admin.get(WIZARD).await.body;
    for kind in [
        "Create an OAuth JWT API endpoint for external clients",
        "Connect to a third party OAuth Provider",
        "Configure an OIDC provider to verify ID tokens",
    ] {
        let answer = admin.get(&leads_to(&page, kind)).await;
        assert!(answer.body.contains(kind), "{}", answer.body);
        assert!(answer.body.contains("has no form for this kind"));
        assert_eq!(leads_to(&answer.body, QUESTION), WIZARD);
    }
}

#[tokio::test]
async fn the_question_is_for_who_may_answer_it() {
    let instance = bare();
    let mut agent = Browser::signed_in(&instance, "beth.anglin").await;
    assert_eq!(agent.get(WIZARD).await.status, StatusCode::FORBIDDEN);
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let other = admin.get("/wizard_view.do?sys_target=incident").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}
