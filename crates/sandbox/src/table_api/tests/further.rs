//! Tables that programs of others ask for: the catalog, knowledge, assets,
//! relations, templates of changes, scripts and the log.

use axum::http::Method;
use serde_json::json;

use crate::table_api::testing::Instance;

/// What the first of the records that pass the query has.
async fn check(table: &str, query: &str, expect: &[(&str, &str)]) {
    let instance = Instance::as_user("admin");
    let path = format!("/table/{table}?sysparm_limit=1&sysparm_query={query}");
    let path = format!("{path}&sysparm_display_value=true&sysparm_exclude_reference_link=true");
    let found = instance.get(&path).await;
    for (field, value) in expect {
        let has = found.at(&format!("/0/{field}"));
        assert_eq!(has, &json!(value), "{table}.{field}: {}", found.text);
    }
}

#[tokio::test]
async fn an_order_is_a_request_of_items_with_tasks() {
    let number = "number=SCTASK0000001";
    check(
        "sc_task",
        number,
        &[("request", "REQ0000001"), ("request_item", "RITM0000001")],
    )
    .await;
    check("task", number, &[("sys_class_name", "Catalog Task")]).await;
    check(
        "sc_req_item",
        "number=RITM0000003",
        &[
            ("cat_item", "Mobile Phone"),
            ("stage", "Waiting for Approval"),
            ("requested_for", "Lena Frisk"),
        ],
    )
    .await;
    check(
        "sc_request",
        "number=REQ0000001",
        &[("request_state", "Closed Complete")],
    )
    .await;
    let instance = Instance::as_user("beth.anglin");
    for (table, number) in [
        ("sc_request", "REQ0010001"),
        ("sc_req_item", "RITM0010001"),
        ("sc_task", "SCTASK0010001"),
    ] {
        let made = instance.post(&format!("/table/{table}"), json!({})).await;
        assert_eq!(made.at("/number"), number);
        assert_eq!(made.at("/opened_at"), "2026-11-21 12:00:00", "{table}");
    }
}

#[tokio::test]
async fn articles_belong_to_a_knowledge_base_and_a_category() {
    check(
        "kb_knowledge",
        "workflow_state=published",
        &[
            ("number", "KB0000001"),
            ("workflow_state", "Published"),
            ("kb_knowledge_base", "IT"),
            ("kb_category", "E-mail"),
            ("author", "Beth Anglin"),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_is_bought_is_an_asset_of_its_configuration_item() {
    let query = "ci.sys_class_name=cmdb_ci_server^ORDERBYasset_tag";
    check(
        "alm_asset",
        query,
        &[("sys_class_name", "Hardware"), ("install_status", "In use")],
    )
    .await;
    let of = "sys_id=1a9cb166f1571100a92eb60da2bce5c5";
    check("cmdb_rel_type", of, &[("name", "Depends on::Used by")]).await;
    check(
        "cmdb_rel_ci",
        "child.sys_class_name=cmdb_ci_server",
        &[("type", "Depends on::Used by")],
    )
    .await;
}

#[tokio::test]
async fn a_template_is_a_catalog_item_with_versions() {
    let version = "name=Reboot%20Windows%20Server%20-%201";
    let name = "name=Reboot%20Windows%20Server";
    let reboot = "Reboot Windows Server";
    check(
        "std_change_producer_version",
        version,
        &[("std_change_producer", reboot), ("version", "1")],
    )
    .await;
    check(
        "sc_cat_item",
        name,
        &[("sys_class_name", "Standard Change Template")],
    )
    .await;
    check(
        "std_change_record_producer",
        name,
        &[("current_version", "Reboot Windows Server - 1")],
    )
    .await;
}

#[tokio::test]
async fn scripts_and_the_log_are_for_administrators() {
    let admin = Instance::as_user("admin");
    let sent = json!({ "name": "Mine", "collection": "incident", "when": "after" });
    let made = admin.post("/table/sys_script", sent).await;
    assert_eq!(
        (made.status.as_u16(), made.at("/sys_class_name")),
        (201, &json!("sys_script"))
    );
    let logged = admin
        .post("/table/syslog", json!({ "level": "2", "message": "x" }))
        .await;
    assert_eq!(logged.at("/level"), "2");
    let agent = Instance::as_user("beth.anglin");
    for table in ["sys_script", "syslog"] {
        let refused = agent.post(&format!("/table/{table}"), json!({})).await;
        assert_eq!(refused.status, 403, "{table}");
    }
}

#[tokio::test]
async fn a_change_of_a_templates_version_is_filled_in_by_it() {
    let instance = Instance::as_user("admin");
    let query = "name=Clear%20BGP%20sessions%20on%20a%20Cisco%20router%20-%201";
    let path = format!("/table/std_change_producer_version?sysparm_query={query}");
    let version = instance.get(&path).await.at("/0/sys_id").clone();
    // The model may be told by its type's name.
    let sent = json!({
        "type": "standard",
        "chg_model": "standard",
        "std_change_producer_version": version,
        "short_description": "Mine",
    });
    let made = instance.post("/table/change_request", sent).await;
    assert_eq!(made.at("/short_description"), "Mine");
    let description = made.at("/description").as_str().expect("a text");
    assert!(description.contains("BGP"), "{description}");
    assert_eq!(made.at("/category"), "Network");
}

#[tokio::test]
async fn a_submitted_request_is_approved_at_once() {
    let instance = Instance::as_user("admin");
    let draft = json!({ "request_state": "draft", "due_date": "2024-12-31" });
    let made = instance.post("/table/sc_request", draft).await;
    assert_eq!(made.at("/request_state"), "draft");
    assert_eq!(made.at("/due_date"), "2024-12-31 00:00:00");
    let path = format!(
        "/table/sc_request/{}",
        made.at("/sys_id").as_str().expect("an id")
    );
    let sent = Some(json!({ "request_state": "submitted" }));
    let changed = instance.send(Method::PATCH, &path, sent).await;
    assert_eq!(changed.at("/request_state"), "in_process");
    assert_eq!(changed.at("/approval"), "approved");
}
