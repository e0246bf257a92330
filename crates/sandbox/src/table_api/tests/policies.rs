//! Data policies as records, and what the dictionary says.

use serde_json::json;

use crate::table_api::testing::Instance;

const POLICY: &str = "Data Policy Exception: The following fields are";

/// A policy of an instance's administrator.
fn policy(instance: &Instance, table: &str, more: &[(&str, &str)], rule: &[(&str, &str)]) {
    let own = [("sys_id", "policy"), ("model_table", table)];
    instance.insert("sys_data_policy2", &[&own, more].concat());
    let own = [("sys_data_policy", "policy"), ("table", table)];
    instance.insert("sys_data_policy_rule", &[&own, rule].concat());
}

#[tokio::test]
async fn an_administrators_data_policy_holds_for_the_api() {
    let instance = Instance::as_user("admin");
    let rule = [("field", "caller_id"), ("mandatory", "true")];
    policy(
        &instance,
        "incident",
        &[("conditions", "impact=1^categoryLIKENET")],
        &rule,
    );
    let sent = json!({ "impact": 1, "category": "network" });
    let answer = instance.post("/table/incident", sent).await;
    let detail = format!("{POLICY} mandatory: Caller");
    answer.refuses(403, "Operation Failed", Some(&detail));
    for sent in [
        json!({ "impact": 2, "category": "network" }),
        json!({ "impact": 1, "category": "network", "caller_id": "62826bf03710200044e0bfc8bcbe5df1" }),
    ] {
        let answer = instance.post("/table/incident", sent).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
}

#[tokio::test]
async fn a_data_policy_keeps_fields_from_being_changed() {
    let instance = Instance::as_user("admin");
    let made = instance
        .post("/table/problem", json!({ "state": "101" }))
        .await;
    let path = format!(
        "/table/problem/{}",
        made.at("/sys_id").as_str().expect("an id")
    );
    let rule = [("field", "short_description"), ("disabled", "true")];
    policy(&instance, "problem", &[], &rule);
    let answer = instance
        .patch(&path, json!({ "short_description": "x" }))
        .await;
    let detail = format!("{POLICY} read only: Short description");
    answer.refuses(403, "Operation Failed", Some(&detail));
    let answer = instance.patch(&path, json!({ "description": "x" })).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_data_policy_says_which_tables_and_imports_it_is_for() {
    for (more, problem, import) in [
        (&[][..], 201, "error"),
        (&[("inherit", "true")], 403, "error"),
        (&[("apply_import_set", "false")], 201, "inserted"),
        (&[("active", "false")], 201, "inserted"),
    ] {
        for table in ["task", "incident"] {
            let instance = Instance::as_user("admin");
            let rule = [("field", "location"), ("mandatory", "true")];
            policy(&instance, table, more, &rule);
            let is_problem = table == "task";
            let answer = instance.post("/table/problem", json!({})).await;
            let expect = if is_problem { problem } else { 201 };
            assert_eq!(answer.status, expect, "{table} {more:?}");
            let answer = instance.post("/import/u_imp_incident", json!({})).await;
            if !is_problem {
                assert_eq!(answer.at("/0/status"), import, "{more:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_data_policys_rule_is_made_by_the_api_with_the_policy_that_it_is_of() {
    let instance = Instance::as_user("admin");
    let sent = json!({ "model_table": "incident" });
    let policy = instance.post("/table/sys_data_policy2", sent).await;
    let policy = policy.body["result"]["sys_id"].clone();
    let sent = json!({ "sys_data_policy": policy, "table": "incident", "field": "caller_id" });
    let rule = instance.post("/table/sys_data_policy_rule", sent).await;
    assert_eq!(rule.body["result"]["sys_data_policy"]["value"], policy);
}
