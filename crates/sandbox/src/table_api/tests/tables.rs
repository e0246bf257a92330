//! Which tables there are, what they consist of, and how they are related.

use axum::http::Method;
use serde_json::{Value, json};

use crate::store::TABLES;
use crate::table_api::testing::Instance;

/// One of the columns that only this table has, as a sign that it is the one.
#[track_caller]
fn check(table: &str, columns: &[&str]) {
    let found = TABLES.iter().find(|one| one.name == table);
    let found = found.unwrap_or_else(|| panic!("no {table}"));
    for column in columns {
        assert!(found.column(column).is_some(), "{table}.{column}");
    }
}

#[test]
fn every_documented_table_has_its_columns() {
    check(
        "task",
        &["number", "sys_class_name", "work_notes", "sys_domain_path"],
    );
    check(
        "incident",
        &["number", "caller_id", "incident_state", "close_code"],
    );
    check(
        "change_request",
        &["chg_model", "risk", "start_date", "on_hold"],
    );
    check("problem", &["known_error", "cause_notes", "fix_notes"]);
    check("change_task", &["change_request", "change_task_type"]);
    check("problem_task", &["problem", "problem_task_type"]);
    check(
        "sys_user",
        &["user_name", "email", "manager", "time_zone", "sys_domain"],
    );
    check("sys_user_group", &["name", "manager", "parent", "email"]);
    check("sys_user_grmember", &["user", "group"]);
    check("sys_group_has_role", &["group", "role", "inherits"]);
    check("sys_user_has_role", &["user", "role", "inherited"]);
    check(
        "sys_user_role",
        &["name", "elevated_privilege", "sys_scope"],
    );
    check(
        "sys_choice",
        &["name", "element", "value", "label", "language", "sequence"],
    );
    check("sys_choice", &["inactive", "dependent_value"]);
    check("sys_properties", &["name", "value", "type", "is_private"]);
    check(
        "sys_db_object",
        &["name", "label", "super_class", "read_access", "access"],
    );
    check(
        "sys_dictionary",
        &["name", "element", "internal_type", "max_length"],
    );
    check(
        "sys_journal_field",
        &["element", "element_id", "value", "sys_created_by"],
    );
    check(
        "oauth_entity",
        &["client_id", "public_client", "auth_code_lifespan"],
    );
    check("oauth_credential", &["token", "type", "expires", "user"]);
    check(
        "sys_cors_rule",
        &["rest_api", "domain", "exposed_headers", "for_embeddables"],
    );
    check(
        "sys_rate_limit_rules",
        &["user", "role", "request_limit", "active"],
    );
    check(
        "cmdb_ci",
        &["name", "sys_class_name", "install_status", "sys_domain"],
    );
    check("cmdb_ci_server", &["name", "os", "ram", "classification"]);
    check(
        "sys_attachment",
        &["file_name", "table_sys_id", "size_bytes", "compressed"],
    );
}

#[tokio::test]
async fn an_administrator_reads_every_table() {
    let instance = Instance::as_user("admin");
    for table in TABLES {
        let answer = instance
            .get(&format!("/table/{}?sysparm_limit=1", table.name))
            .await;
        assert_eq!(answer.status, 200, "{}", table.name);
    }
}

#[tokio::test]
async fn steps_are_numbered_tasks_of_what_they_belong_to() {
    let instance = Instance::as_user("integration.user");
    let parents = instance.get("/table/change_request?sysparm_limit=1").await;
    let parent = parents.at("/0/sys_id").clone();
    let made = instance
        .post("/table/change_task", json!({ "change_request": parent }))
        .await;
    assert_eq!(
        (made.status.as_u16(), made.at("/state")),
        (201, &json!("-5"))
    );
    assert_eq!(made.at("/number"), "CTASK0010001");
    assert_eq!(made.at("/sys_class_name"), "change_task");
    let admin = Instance::as_user("admin");
    let made = admin.post("/table/problem_task", json!({})).await;
    assert_eq!(
        (made.at("/number"), made.at("/state")),
        (&json!("PTASK0010001"), &json!("151"))
    );
    let refused = instance.post("/table/problem_task", json!({})).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_change_is_a_task_and_keeps_its_rules() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "short_description": "Of both tables", "risk": "2" });
    let made = instance.post("/table/change_request", sent).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id").to_owned();
    let path = format!("/table/task/{sys_id}");
    let read = instance.get(&path).await;
    for (field, expect) in [
        ("sys_class_name", "change_request"),
        ("number", "CHG0030001"),
        ("state", "-5"),
    ] {
        assert_eq!(read.at(&format!("/{field}")), expect, "{field}");
    }
    assert_eq!(read.body.pointer("/result/risk"), None);
    let labels = instance
        .get(&format!("{path}?sysparm_display_value=true"))
        .await;
    assert_eq!(labels.at("/state"), "New");
    assert_eq!(labels.at("/sys_class_name"), "Change Request");
    // The rules of a change hold, and columns that `task` lacks are not known.
    let refused = instance.patch(&path, json!({ "state": "0" })).await;
    assert_eq!(refused.status, 403);
    let sent = json!({ "description": "By way of task", "risk": "4" });
    let changed = instance.patch(&path, sent).await;
    assert_eq!(changed.at("/description"), "By way of task");
    let read = instance
        .get(&format!("/table/change_request/{sys_id}"))
        .await;
    assert_eq!(
        (read.at("/risk"), read.at("/sys_mod_count")),
        (&json!("2"), &json!("1"))
    );
    let deleted = instance.send(Method::DELETE, &path, None).await;
    assert_eq!(deleted.status, 204);
    let gone = instance
        .get(&format!("/table/change_request/{sys_id}"))
        .await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_task_can_be_nothing_but_a_task() {
    let instance = Instance::as_user("admin");
    let made = instance.post("/table/task", json!({})).await;
    assert_eq!(made.at("/number"), "TASK0020001");
    assert_eq!(made.at("/sys_class_name"), "task");
    for (table, status) in [("task", 200), ("incident", 404)] {
        let sys_id = made.at("/sys_id").as_str().expect("an id");
        let read = instance.get(&format!("/table/{table}/{sys_id}")).await;
        assert_eq!(read.status, status, "{table}");
    }
}

#[tokio::test]
async fn the_dictionary_describes_the_tables() {
    let instance = Instance::as_user("admin");
    let one = |answer: Value| answer["result"][0].clone();
    let path = "/table/sys_dictionary?name=task&element=short_description";
    let entry = one(instance.get(path).await.body);
    for (field, expect) in [
        ("column_label", json!("Short description")),
        ("max_length", json!("160")),
        (
            "internal_type",
            json!({
                "link": "http://instance.test/api/now/table/sys_glide_object?name=string",
                "value": "string",
            }),
        ),
    ] {
        assert_eq!(entry[field], expect, "{field}");
    }
    let path = "/table/sys_dictionary?name=incident&element=caller_id&sysparm_display_value=all";
    let entry = one(instance.get(path).await.body);
    assert_eq!(
        entry["reference"],
        json!({
            "display_value": "User",
            "link": "http://instance.test/api/now/table/sys_db_object?name=sys_user",
            "value": "sys_user",
        })
    );
    let path = "/table/sys_db_object?sysparm_query=name=incident&sysparm_display_value=true";
    let object = one(instance.get(path).await.body);
    assert_eq!(object["super_class"]["display_value"], "Task");
    // An inherited column is listed where it comes from.
    let path = "/table/sys_dictionary?name=incident&element=number";
    assert_eq!(instance.get(path).await.total(), 0);
}

#[tokio::test]
async fn below_itil_the_list_of_tables_is_closed() {
    let instance = Instance::as_user("integration.user");
    for table in ["sys_db_object", "sys_dictionary"] {
        let answer = instance.get(&format!("/table/{table}")).await;
        answer.refuses(
            403,
            "User Not Authorized",
            Some("Failed API level ACL Validation"),
        );
    }
    let instance = instance.with_roles(&["itil"]);
    assert_eq!(instance.get("/table/sys_db_object").await.status, 200);
}

#[tokio::test]
async fn tokens_are_listed_without_what_opens_anything() {
    let instance = Instance::as_user("admin");
    let row = [
        ("token", "a secret"),
        ("type", "access_token"),
        ("code_challenge", "c"),
    ];
    let row = row.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let store = &instance.state.store;
    store
        .insert("oauth_credential", row.into(), "admin")
        .expect("a row");
    let answer = instance.get("/table/oauth_credential").await;
    assert_eq!(answer.at("/0/type"), "access_token");
    assert!(!answer.body.to_string().contains("a secret"));
    assert_eq!(answer.body.pointer("/result/0/code_challenge"), None);
    let answer = instance.get("/table/oauth_credential?token=a%20secret");
    assert_eq!(answer.await.status, 403);
}

#[tokio::test]
async fn a_reference_to_a_global_scope_names_it() {
    let instance = Instance::as_user("admin");
    let answer = instance
        .get("/table/sys_choice?sysparm_limit=1&sysparm_display_value=all&sysparm_fields=sys_scope")
        .await;
    assert_eq!(
        answer.at("/0/sys_scope"),
        &json!({
            "display_value": "Global",
            "link": "http://instance.test/api/now/table/sys_scope/global",
            "value": "global",
        })
    );
}
