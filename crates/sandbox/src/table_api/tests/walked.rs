//! Fields of records that a reference leads to: with the rights of the table
//! that they are in.

use serde_json::{Value, json};

use crate::table_api::testing::Instance;

const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";

/// An incident that Abel Tuter called about, and who may read incidents and
/// nobody's record but their own.
async fn reader() -> (Instance, String) {
    let admin = Instance::as_user("admin");
    let ci = admin.query("cmdb_ci", "nameISNOTEMPTY").await;
    let sent = json!({ "caller_id": ABEL, "cmdb_ci": ci.at("/0/sys_id") });
    let made = admin.post("/table/incident", sent).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id").to_owned();
    (admin.by("integration.user"), sys_id)
}

#[tokio::test]
async fn a_field_of_a_record_that_may_not_be_seen_is_empty() {
    let (instance, sys_id) = reader().await;
    let path = format!(
        "/table/incident/{sys_id}?sysparm_fields=caller_id.email,caller_id.manager.name,\
         cmdb_ci.name,caller_id"
    );
    let answer = instance.get(&path).await;
    for field in ["caller_id.email", "caller_id.manager.name", "cmdb_ci.name"] {
        assert_eq!(answer.at("")[field], "", "{field}");
    }
    // The reference itself is a field of the incident.
    assert_eq!(answer.at("/caller_id/value"), ABEL);
    let path = path.replace("?", "?sysparm_display_value=true&");
    let answer = instance.get(&path).await;
    assert_eq!(answer.at("/caller_id/display_value"), "Abel Tuter");
    let own = instance.by("abel.tuter").with_roles(&["sn_incident_read"]);
    let answer = own.get(&path).await;
    assert_eq!(answer.at("")["caller_id.email"], "abel.tuter@example.com");
    let answer = own.by("admin").get(&path).await;
    assert_ne!(answer.at("")["cmdb_ci.name"], "");
}

#[tokio::test]
async fn nothing_is_found_by_a_field_of_a_record_that_may_not_be_seen() {
    let (instance, sys_id) = reader().await;
    let query = format!("sys_id={sys_id}^caller_id.email=abel.tuter@example.com");
    let joined = format!("sys_id={sys_id}^JOINincident.caller_id=sys_user.sys_id!emailLIKEabel");
    for query in [&query, &joined] {
        assert_eq!(
            instance.query("incident", query).await.total(),
            0,
            "{query}"
        );
    }
    // Whoever may see none of a table's records may not name their fields.
    for query in ["cmdb_ci.nameLIKEa", "ORDERBYcmdb_ci.name"] {
        let answer = instance.query("incident", query).await;
        assert_eq!(answer.status, 403, "{query}");
    }
    let instance = instance.by("admin");
    for query in [&query, &joined] {
        assert_eq!(
            instance.query("incident", query).await.total(),
            1,
            "{query}"
        );
    }
}

#[tokio::test]
async fn what_may_not_be_seen_makes_no_groups() {
    let (instance, sys_id) = reader().await;
    let by = |field: &str| {
        format!("/stats/incident?sysparm_count=true&sys_id={sys_id}&sysparm_group_by={field}")
    };
    let value = |answer: &Value| answer["result"][0]["groupby_fields"][0]["value"].clone();
    let answer = instance.get(&by("caller_id.email")).await;
    assert_eq!(value(&answer.body), "");
    assert_eq!(instance.get(&by("cmdb_ci.name")).await.status, 403);
    let answer = instance.by("admin").get(&by("caller_id.email")).await;
    assert_eq!(value(&answer.body), "abel.tuter@example.com");
}
