//! Who may do what, and how a refusal looks.

use axum::http::Method;
use serde_json::json;

use crate::table_api::testing::Instance;

#[tokio::test]
async fn without_a_caller_nothing_is_answered() {
    let instance = Instance::new();
    for path in ["/table/incident", "/table/nonsense", "/stats/incident"] {
        let answer = instance.get(path).await;
        assert_eq!(answer.status, 401);
        assert_eq!(
            answer.body,
            json!({
                "error": {
                    "message": "User Not Authenticated",
                    "detail": "Required to provide Auth information",
                },
                "status": "failure",
            })
        );
    }
}

#[tokio::test]
async fn an_unknown_table_is_named() {
    for user in ["admin", "abel.tuter"] {
        let instance = Instance::as_user(user);
        for table in ["nonsense", "task$own", "sqlite_master", "Incident"] {
            let answer = instance.get(&format!("/table/{table}")).await;
            answer.refuses(400, &format!("Invalid table {table}"), None);
        }
    }
}

#[tokio::test]
async fn records_without_rights_are_an_empty_list_of_many() {
    for (user, table, total) in [
        ("abel.tuter", "change_request", 60),
        ("abel.tuter", "task", 143),
        ("integration.user", "sys_properties", 13),
        ("integration.user", "oauth_entity", 2),
    ] {
        let answer = Instance::as_user(user)
            .get(&format!("/table/{table}"))
            .await;
        assert_eq!((answer.status.as_u16(), answer.at("")), (200, &json!([])));
        assert_eq!(answer.total(), total, "{table}");
    }
}

#[tokio::test]
async fn the_integration_user_writes_tickets_and_nothing_else() {
    let instance = Instance::as_user("integration.user");
    for table in [
        "sys_user",
        "sys_properties",
        "sys_choice",
        "oauth_entity",
        "sys_cors_rule",
        "task",
    ] {
        instance
            .post(&format!("/table/{table}"), json!({}))
            .await
            .refuses(
                403,
                "Operation Failed",
                Some("ACL Exception Insert Failed due to security constraints"),
            );
    }
    let made = instance.post("/table/change_request", json!({})).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let path = format!("/table/change_request/{sys_id}");
    instance.send(Method::DELETE, &path, None).await.refuses(
        403,
        "Operation Failed",
        Some("ACL Exception Delete Failed due to security constraints"),
    );
    instance
        .by("abel.tuter")
        .patch(&path, json!({}))
        .await
        .refuses(
            404,
            "No Record found",
            Some("Record doesn't exist or ACL restricts the record retrieval"),
        );
}

#[tokio::test]
async fn somebody_without_roles_sees_the_incidents_that_are_their_own() {
    const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";
    let admin = Instance::as_user("admin");
    let (opened, others) = ("a".repeat(32), "b".repeat(32));
    admin.insert("incident", &[("sys_id", &opened), ("opened_by", ABEL)]);
    admin.insert("incident", &[("sys_id", &others)]);
    let own = format!("caller_id={ABEL}^ORopened_by={ABEL}");
    let own = admin.query("incident", &own).await;
    let abel = admin.by("abel.tuter");
    let seen = abel.get("/table/incident").await;
    // The total knows nothing of rights.
    assert_eq!(seen.total(), 62);
    assert_eq!(seen.column("sys_id"), own.column("sys_id"));
    assert!(seen.column("sys_id").len() > 1 && seen.column("sys_id").contains(&&*opened));
    let count = abel.get("/stats/incident?sysparm_count=true").await;
    let expect = own.total().to_string();
    assert_eq!(count.at("/stats/count"), &json!(expect));
    let one = |sys_id: &str| format!("/table/incident/{sys_id}");
    assert_eq!(abel.get(&one(&opened)).await.status, 200);
    assert_eq!(abel.get(&one(&others)).await.status, 404);
    // Seeing is not writing, and a task has no caller.
    assert_eq!(abel.patch(&one(&opened), json!({})).await.status, 403);
    assert_eq!(abel.get("/table/task").await.at(""), &json!([]));
}

#[tokio::test]
async fn writing_is_not_reading() {
    for (table, area) in [("incident", "incident"), ("change_request", "change")] {
        let (read, write) = (format!("sn_{area}_read"), format!("sn_{area}_write"));
        for (roles, seen, made) in [
            (vec![&*read], true, 403),
            (vec![&*write], false, 201),
            (vec![&*read, &*write], true, 201),
            (vec!["snc_read_only"], false, 403),
            (vec![], false, 403),
        ] {
            let instance = Instance::as_user("abel.tuter").with_roles(&roles);
            let list = instance
                .get(&format!("/table/{table}?sysparm_limit=1"))
                .await;
            assert_eq!(list.at("") != &json!([]), seen, "{table} {roles:?}");
            let answer = instance.post(&format!("/table/{table}"), json!({})).await;
            assert_eq!(answer.status, made, "{table} {roles:?}");
            if made == 201 && !seen && table == "incident" {
                // One's own is seen all the same.
                assert_eq!(answer.at("/state"), "1");
            } else if made == 201 && !seen {
                assert_eq!(answer.at(""), &json!({}), "{table} {roles:?}");
                assert!(answer.headers.contains_key("location"));
            }
        }
    }
}

#[tokio::test]
async fn a_caller_finds_out_who_it_is() {
    for user in ["integration.user", "abel.tuter", "admin"] {
        let answer = Instance::as_user(user)
            .get("/table/sys_user?sysparm_query=sys_id=javascript:gs.getUserID()")
            .await;
        assert_eq!(answer.column("user_name"), [user]);
        assert_eq!(answer.at("/0/user_password"), "");
    }
}

#[tokio::test]
async fn others_of_the_users_are_seen_with_a_role_only() {
    let answer = Instance::as_user("integration.user")
        .get("/table/sys_user")
        .await;
    assert_eq!(answer.column("user_name"), ["integration.user"]);
    assert_eq!(answer.total(), 31);
    let answer = Instance::as_user("admin").get("/table/sys_user").await;
    assert_eq!(answer.column("user_name").len(), 31);
}

#[tokio::test]
async fn choices_show_labels_only_and_cannot_be_searched() {
    let instance = Instance::as_user("integration.user");
    let answer = instance.get("/table/sys_choice?sysparm_limit=1").await;
    assert_eq!(answer.at("/0"), &json!({ "label": "1 - Critical" }));
    for query in [
        "sysparm_query=name=incident",
        "sysparm_query=labelLIKENew^element=state",
        "sysparm_query=ORDERBYsequence",
        "value=1",
    ] {
        instance
            .get(&format!("/table/sys_choice?{query}"))
            .await
            .refuses(
                403,
                "Insufficient rights to query records",
                Some("Field(s) present in the query do not have permission to be read"),
            );
    }
    let answer = Instance::as_user("admin")
        .get("/table/sys_choice?sysparm_query=name=incident^element=state^language=en")
        .await;
    assert_eq!(answer.column("label").len(), 6);
}

#[tokio::test]
async fn a_secret_is_set_only_as_it_is_typed_and_shown_as_stars() {
    let instance = Instance::as_user("admin");
    for (query, body, expect) in [
        ("", json!({ "name": "a", "client_secret": "s" }), ""),
        (
            "sysparm_input_display_value=true&",
            json!({ "name": "b", "client_secret": "s" }),
            "********",
        ),
        (
            "sysparm_input_display_value=true&",
            json!({ "name": "c", "client_secret": "" }),
            "",
        ),
    ] {
        let path = format!("/table/oauth_entity?{query}sysparm_display_value=all");
        let made = instance.post(&path, body).await;
        assert_eq!(made.status, 201);
        let stars = json!({ "display_value": expect, "value": "" });
        assert_eq!(made.at("/client_secret"), &stars, "{query}");
    }
}

#[tokio::test]
async fn a_password_is_neither_told_nor_searched_nor_set() {
    let instance = Instance::as_user("admin");
    let path = "/table/sys_user?sysparm_fields=user_name,user_password&user_name=abel.tuter";
    let answer = instance.get(path).await;
    assert_eq!(
        answer.at("/0"),
        &json!({ "user_name": "abel.tuter", "user_password": "" })
    );
    let answer = instance
        .get("/table/sys_user?sysparm_query=user_passwordSTARTSWITHa")
        .await;
    assert_eq!(answer.status, 403);
    // Nor by way of another record.
    let path = "/stats/incident?sysparm_count=true&sysparm_group_by=opened_by.user_password";
    let answer = instance.get(path).await;
    assert_eq!(answer.at(""), &json!({ "stats": { "count": "60" } }));
    let path = "/table/incident?sysparm_limit=1&sysparm_fields=opened_by.user_password";
    assert_eq!(
        instance.get(path).await.at("/0"),
        &json!({ "opened_by.user_password": "" })
    );
    let query = "opened_by.user_passwordISNOTEMPTY";
    assert_eq!(instance.query("incident", query).await.status, 403);
    let path = "/table/sys_user/62826bf03710200044e0bfc8bcbe5df1";
    let answer = instance.patch(path, json!({ "user_password": "x" })).await;
    assert_eq!(
        (answer.status.as_u16(), answer.at("/sys_mod_count")),
        (200, &json!("0"))
    );
}

#[tokio::test]
async fn administrators_of_a_part_write_its_records_and_no_others() {
    let entity = ("oauth_entity", json!({ "name": "A" }));
    let rule = (
        "sys_cors_rule",
        json!({ "name": "A", "domain": "https://a.example.com" }),
    );
    let limit = ("sys_rate_limit_rules", json!({ "name": "A" }));
    let all = [entity, rule, limit];
    for (role, may) in [
        ("oauth_admin", [true, false, false]),
        ("mi_admin", [true, false, false]),
        ("cors_rule_admin", [false, true, false]),
        ("web_service_admin", [false, true, true]),
        ("itil", [false, false, false]),
        ("admin", [true, true, true]),
    ] {
        let instance = Instance::as_user("abel.tuter").with_roles(&[role]);
        for ((table, sent), may) in all.iter().zip(may) {
            let answer = instance
                .post(&format!("/table/{table}"), sent.clone())
                .await;
            let expect = if may { 201 } else { 403 };
            assert_eq!(answer.status, expect, "{role} {table}");
            let seen = instance.get(&format!("/table/{table}")).await;
            assert_eq!(!seen.column("name").is_empty(), may, "{role} {table}");
        }
    }
}
