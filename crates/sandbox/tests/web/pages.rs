//! The pages by which a person sees the records.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    browser::Browser,
    instance::{Answer, Instance},
};

const NASTY: &str = "<img src=x onerror=\"alert('1')\"> & more";

fn add_incident(instance: &Instance, number: u32, change: &[(&str, &str)]) -> String {
    let number = format!("INC{number:07}");
    let mut values = vec![
        ("number", &*number),
        ("short_description", "Guest accounts older than a year"),
        ("state", "2"),
        ("active", "true"),
    ];
    values.retain(|(column, _)| !change.iter().any(|(changed, _)| changed == column));
    values.extend(change);
    instance.insert("incident", &values)
}

fn add_label(instance: &Instance, table: &str, value: &str, label: &str) {
    let values = [
        ("name", table),
        ("element", "state"),
        ("value", value),
        ("label", label),
        ("language", "en"),
    ];
    instance.insert("sys_choice", &values);
}

#[track_caller]
fn check_safe(page: &Answer) {
    assert!(!page.body.contains("<img"), "{}", page.body);
    assert!(!page.body.contains("<script"), "{}", page.body);
    assert!(!page.body.contains(" style="), "the policy forbids it");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn every_page_but_signing_in_needs_somebody() {
    let instance = Instance::new();
    for path in [
        "/",
        "/incident_list.do",
        "/change_request_list.do",
        "/incident.do?sys_id=1",
        "/change_request.do?sys_id=1",
    ] {
        let answer = instance.get(path, &[]).await;
        assert!(answer.location().starts_with("/login.do?uri="), "{path}");
    }
}

#[tokio::test]
async fn the_list_shows_the_newest_first_with_labels() {
    let instance = Instance::new();
    add_label(&instance, "incident", "2", "In Progress");
    let sys_id = add_incident(&instance, 1, &[("short_description", NASTY)]);
    instance.state.clock.advance(60);
    add_incident(&instance, 2, &[("due_date", "2026-11-20 23:59:59")]);
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let page = browser.get("/incident_list.do").await;
    assert_eq!(page.status, StatusCode::OK);
    check_safe(&page);
    let (first, second) = page.body.split_once("INC0000002").unwrap();
    assert!(!first.contains("INC0000001"));
    assert!(second.contains("INC0000001"));
    assert!(second.contains("In Progress"), "{second}");
    assert!(second.contains("2026-11-20 overdue"), "{second}");
    assert!(
        second.contains(&format!("/incident.do?sys_id={sys_id}")),
        "{second}"
    );
}

#[tokio::test]
async fn a_long_list_is_paged() {
    let instance = Instance::new();
    for number in 1..=45 {
        add_incident(&instance, number, &[]);
    }
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for (path, shown, range) in [
        ("/incident_list.do", 20, "1 to 20 of 45"),
        (
            "/incident_list.do?sysparm_first_row=21",
            20,
            "21 to 40 of 45",
        ),
        (
            "/incident_list.do?sysparm_first_row=41",
            5,
            "41 to 45 of 45",
        ),
        (
            "/incident_list.do?sysparm_first_row=1000",
            1,
            "45 to 45 of 45",
        ),
        ("/incident_list.do?sysparm_first_row=x", 20, "1 to 20 of 45"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(
            page.body
                .matches("<td><a href=\"/incident.do?sys_id=")
                .count(),
            shown,
            "{path}"
        );
        assert!(page.body.contains(range), "{path}");
    }
}

#[tokio::test]
async fn a_list_is_filtered_by_its_address_and_by_its_bar() {
    let instance = Instance::new();
    for (value, label) in [("1", "New"), ("2", "In Progress"), ("6", "Resolved")] {
        add_label(&instance, "incident", value, label);
    }
    for number in 1..=25 {
        add_incident(&instance, number, &[("state", "6")]);
    }
    add_incident(
        &instance,
        26,
        &[("state", "1"), ("short_description", "Mail is slow")],
    );
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for (query, range) in [
        ("sysparm_query=state%3D6", "1 to 20 of 25"),
        (
            "sysparm_query=state%3D6&sysparm_first_row=21",
            "21 to 25 of 25",
        ),
        ("sysparm_query=short_descriptionLIKEmail", "1 to 1 of 1"),
        ("field=short_description&text=mail", "1 to 1 of 1"),
        ("field=state&text=resol", "1 to 20 of 25"),
        (
            "field=state&text=new&sysparm_query=active%3Dtrue",
            "1 to 1 of 1",
        ),
        ("field=state&text=nothing", "No records match the filter."),
        // A caret in what is typed begins no other condition.
        (
            "field=short_description&text=x%5ENQstate%3D6",
            "No records match the filter.",
        ),
        ("field=no_column&text=mail", "1 to 20 of 26"),
    ] {
        let page = browser.get(&format!("/incident_list.do?{query}")).await;
        assert!(page.body.contains(range), "{query}: {}", page.body);
        check_safe(&page);
    }
    let page = browser
        .get("/incident_list.do?sysparm_query=state%3D6")
        .await;
    assert!(
        page.body
            .contains("sysparm_query=state%3D6&amp;sysparm_first_row=21")
    );
    let path = "/incident_list.do?sysparm_query=ORDERBYnumber";
    let page = browser.get(path).await;
    assert!(page.body.contains("INC0000001") && !page.body.contains("INC0000026"));
}

#[tokio::test]
async fn no_filter_searches_what_may_not_be_read() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let page = browser
        .get("/sys_user_list.do?sysparm_query=user_passwordLIKEa")
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_empty_list_says_so() {
    let instance = Instance::new();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let page = browser.get("/change_request_list.do").await;
    assert!(page.body.contains("There are none yet."), "{}", page.body);
}

#[tokio::test]
async fn the_record_shows_every_field_and_the_notes() {
    let instance = Instance::new();
    add_label(&instance, "incident", "2", "In Progress");
    let found = instance
        .state
        .store
        .find("sys_user", &[("user_name", "abel.tuter")]);
    let abel = found.unwrap()[0]["sys_id"].clone();
    let sys_id = add_incident(
        &instance,
        7,
        &[
            ("short_description", NASTY),
            ("description", "First line\n\n<b>third</b> line  שלום 🙂"),
            ("assigned_to", &abel),
            ("correlation_id", "snowline/tenant/AdminMFAV2"),
            ("due_date", "2026-11-30 22:59:59"),
            ("work_notes", "Looked <i>at</i> it\ntwice"),
        ],
    );
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let page = browser.get(&format!("/incident.do?sys_id={sys_id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    check_safe(&page);
    for part in [
        "INC0000007",
        "In Progress",
        "First line\n\n&lt;b&gt;third&lt;/b&gt; line  שלום 🙂",
        "<dd>abel.tuter</dd>",
        "snowline/tenant/AdminMFAV2",
        "2026-11-30 22:59:59 UTC",
        "Looked &lt;i&gt;at&lt;/i&gt; it\ntwice",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
}

#[tokio::test]
async fn a_record_that_is_not_there_is_a_page_of_its_own() {
    let instance = Instance::new();
    let sys_id = add_incident(&instance, 1, &[]);
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for path in [
        "/incident.do".to_owned(),
        "/incident.do?sys_id=%27%20OR%201=1".to_owned(),
        format!("/change_request.do?sys_id={sys_id}"),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        check_safe(&page);
    }
    let page = browser.get("/nothing.do").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn roles_decide_what_is_seen() {
    let instance = Instance::new();
    let sys_id = add_incident(&instance, 1, &[]);
    let mut browser = Browser::signed_in(&instance, "abel.tuter").await;
    let list = browser.get("/change_request_list.do").await;
    assert_eq!(list.status, StatusCode::FORBIDDEN);
    let list = browser.get("/incident_list.do").await;
    assert!(!list.body.contains(&sys_id), "{}", list.body);
    let record = browser.get(&format!("/incident.do?sys_id={sys_id}")).await;
    assert_eq!(record.status, StatusCode::NOT_FOUND);
    let home = browser.get("/").await;
    assert!(home.body.contains("open of 0"), "{}", home.body);
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let home = browser.get("/").await;
    assert!(home.body.contains("open of 1"), "{}", home.body);
}

#[tokio::test]
async fn nav_to_leads_to_pages_of_this_instance_only() {
    let instance = Instance::new();
    let leads = |uri: &str| format!("/nav_to.do?{}", crate::instance::encode(&[("uri", uri)]));
    let answer = instance
        .get(&leads("incident.do?sys_id=1&a=b%26c"), &[])
        .await;
    assert_eq!(answer.location(), "/incident.do?sys_id=1&a=b%26c");
    for uri in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
    ] {
        let answer = instance.get(&leads(uri), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{uri}");
        assert_eq!(answer.header("location"), None, "{uri}");
    }
}

#[tokio::test]
async fn a_resolved_incident_is_neither_open_nor_overdue() {
    let instance = Instance::new();
    let due = ("due_date", "2026-11-20 23:59:59");
    add_incident(&instance, 1, &[("state", "6"), due]);
    add_incident(&instance, 2, &[("state", "1"), due]);
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let list = browser.get("/incident_list.do").await;
    assert_eq!(list.body.matches("overdue").count(), 1);
    let home = browser.get("/").await;
    assert!(
        home.body.contains(r#"<span class="big">1</span>"#),
        "{}",
        home.body
    );
}

#[tokio::test]
async fn people_get_a_file_by_its_address() {
    let instance = Instance::new();
    let incident = add_incident(&instance, 1, &[]);
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let path = format!(
        "/api/now/attachment/file?table_name=incident&table_sys_id={incident}&file_name=a.txt"
    );
    let basic = format!("Basic {}", STANDARD.encode("admin:snowline"));
    let headers = [("authorization", &*basic), ("content-type", "text/plain")];
    let made = instance.send(Method::POST, &path, &headers, "hello").await;
    let made = made.json()["result"]["sys_id"].as_str().unwrap().to_owned();
    let found = admin
        .get(&format!("/sys_attachment.do?sys_id={made}"))
        .await;
    assert_eq!(
        (found.status, found.body.as_str()),
        (StatusCode::OK, "hello")
    );
    assert_eq!(
        found.header("content-disposition"),
        Some("attachment;filename=\"a.txt\"")
    );
    let nobody = instance
        .get(&format!("/sys_attachment.do?sys_id={made}"), &[])
        .await;
    assert!(nobody.location().starts_with("/login.do?uri="));
    let none = admin.get("/sys_attachment.do?sys_id=1").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
