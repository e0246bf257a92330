use serde_json::json;

use crate::table_api::testing::Instance;

async fn stats(user: &str, parameters: &str) -> serde_json::Value {
    let path = format!("/stats/change_request?{parameters}");
    let answer = Instance::as_user(user).get(&path).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["result"].clone()
}

#[tokio::test]
async fn without_groups_the_count_is_one_text() {
    let result = stats(
        "integration.user",
        "sysparm_count=true&sysparm_query=state=3",
    )
    .await;
    assert_eq!(result, json!({ "stats": { "count": "23" } }));
    let none = stats(
        "integration.user",
        "sysparm_count=true&sysparm_query=state=9",
    )
    .await;
    assert_eq!(none, json!({ "stats": { "count": "0" } }));
}

#[tokio::test]
async fn groups_come_in_the_order_of_their_values() {
    let parameters = "sysparm_count=true&sysparm_group_by=state&sysparm_query=stateIN-5,-4,0";
    let group = |count: &str, state: &str| {
        json!({
            "stats": { "count": count },
            "groupby_fields": [{ "field": "state", "value": state }],
        })
    };
    assert_eq!(
        stats("integration.user", parameters).await,
        json!([group("8", "-5"), group("5", "-4"), group("5", "0")])
    );
    let in_query = "sysparm_count=true&sysparm_query=stateIN-5,-4,0^GROUPBYstate";
    assert_eq!(
        stats("integration.user", in_query).await,
        stats("integration.user", parameters).await
    );
}

#[tokio::test]
async fn groups_have_labels_in_the_display_modes() {
    for mode in ["true", "all"] {
        let parameters = format!(
            "sysparm_count=true&sysparm_group_by=state,opened_by&sysparm_display_value={mode}\
             &sysparm_query=state=-4^opened_by.user_name=admin"
        );
        assert_eq!(
            stats("beth.anglin", &parameters).await[0]["groupby_fields"],
            json!([
                { "display_value": "Assess", "field": "state", "value": "-4" },
                {
                    "display_value": "System Administrator",
                    "field": "opened_by",
                    "value": "6816f79cc0a8016401c5a33be04be441",
                },
            ])
        );
    }
}

#[tokio::test]
async fn figures_are_texts_by_function_and_field() {
    let parameters = "sysparm_min_fields=priority&sysparm_max_fields=priority\
                      &sysparm_avg_fields=priority&sysparm_sum_fields=priority\
                      &sysparm_query=state=-5^correlation_displayISNOTEMPTY";
    assert_eq!(
        stats("integration.user", parameters).await,
        json!({ "stats": {
            "avg": { "priority": "2.5000" },
            "min": { "priority": "2" },
            "max": { "priority": "3" },
            "sum": { "priority": "5" },
        } })
    );
}

#[tokio::test]
async fn groups_can_be_chosen_and_ordered_by_their_figures() {
    let parameters = "sysparm_count=true&sysparm_group_by=state\
                      &sysparm_having=count%5Epriority%5E%3E%5E5&sysparm_order_by=count%5EDESC";
    let result = stats("integration.user", parameters).await;
    let groups = result.as_array().expect("groups").iter();
    let counts: Vec<_> = groups
        .map(|group| group["stats"]["count"].clone())
        .collect();
    assert_eq!(counts, ["23", "8"]);
}

#[tokio::test]
async fn a_group_has_to_pass_all_conditions() {
    let parameters = "sysparm_count=true&sysparm_group_by=state&sysparm_order_by=state\
                      &sysparm_having=count%5Epriority%5E%3E%5E4,count%5Epriority%5E%3C%5E9,\
                      nonsense,max%5Epriority%5E%3D%5E4";
    let result = stats("integration.user", parameters).await;
    let groups = result.as_array().expect("groups").iter();
    let states: Vec<_> = groups
        .map(|group| {
            group["groupby_fields"][0]["value"]
                .as_str()
                .expect("a text")
        })
        .collect();
    assert_eq!(states, ["-5", "-4", "-2", "-1", "0", "4"]);
}

#[tokio::test]
async fn groups_are_ordered_by_one_thing_after_the_other() {
    let states = async |order: &str| {
        let parameters = format!(
            "sysparm_count=true&sysparm_group_by=state&sysparm_query=stateIN-5,-4,0,4\
             &sysparm_order_by={order}"
        );
        let result = stats("integration.user", &parameters).await;
        let groups = result.as_array().expect("groups").iter();
        let states = groups.map(|group| group["groupby_fields"][0]["value"].clone());
        serde_json::Value::from_iter(states)
    };
    for (order, expect) in [
        ("state", ["-5", "-4", "0", "4"]),
        ("state%5EDESC", ["4", "0", "-4", "-5"]),
        ("COUNT%5EDESC,state", ["-5", "-4", "0", "4"]),
        ("count%5Estate%5EDESC,state%5EDESC", ["-5", "4", "0", "-4"]),
        ("nonsense", ["-5", "-4", "0", "4"]),
    ] {
        assert_eq!(states(order).await, json!(expect), "{order}");
    }
    // Also by a figure that is not asked for.
    let first = states("MIN%5Enumber").await;
    assert_eq!(first.as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn a_field_of_a_reference_makes_groups() {
    let instance = Instance::as_user("admin");
    for (sys_id, name, title) in [
        ("a", "Ann", "Boss"),
        ("b", "Bob", "Boss"),
        ("c", "Cy", "Clerk"),
    ] {
        instance.insert(
            "sys_user",
            &[("sys_id", sys_id), ("name", name), ("title", title)],
        );
        instance.insert("incident", &[("category", "probe"), ("caller_id", sys_id)]);
    }
    instance.insert("incident", &[("category", "probe")]);
    let path = "/stats/incident?category=probe&sysparm_count=true&sysparm_group_by=caller_id.title";
    let answer = instance.get(path).await;
    let group = |count: &str, title: &str| {
        json!({
            "stats": { "count": count },
            "groupby_fields": [{ "field": "caller_id.title", "value": title }],
        })
    };
    assert_eq!(
        answer.at(""),
        &json!([group("1", ""), group("2", "Boss"), group("1", "Clerk")])
    );
    let path = "/stats/incident?category=probe&sysparm_count=true&sysparm_group_by=caller_id\
                &sysparm_display_value=true&sysparm_order_by=caller_id";
    let answer = instance.get(path).await;
    assert_eq!(answer.at("/1/groupby_fields/0/display_value"), "Ann");
}

#[tokio::test]
async fn empty_values_take_no_part_in_figures() {
    let instance = Instance::as_user("admin");
    for (order, opened) in [
        ("4", "2026-11-01 10:00:00"),
        ("", ""),
        ("2", "2026-11-03 10:00:00"),
    ] {
        let columns = [
            ("category", "probe"),
            ("reassignment_count", order),
            ("due_date", opened),
        ];
        instance.insert("incident", &columns);
    }
    let store = &instance.state.store;
    for row in store
        .find("incident", &[("category", "probe")])
        .expect("rows")
    {
        if row["due_date"].is_empty() {
            let none = [("reassignment_count".to_owned(), String::new())].into();
            store
                .update("incident", &row["sys_id"], none, "admin")
                .expect("an update");
        }
    }
    let path = "/stats/incident?category=probe&sysparm_count=true\
                &sysparm_avg_fields=reassignment_count&sysparm_sum_fields=reassignment_count\
                &sysparm_min_fields=due_date,nonsense&sysparm_max_fields=due_date,reassignment_count";
    assert_eq!(
        instance.get(path).await.at(""),
        &json!({ "stats": {
            "count": "3",
            "avg": { "reassignment_count": "3.0000" },
            "min": { "due_date": "2026-11-01 10:00:00" },
            "max": { "due_date": "2026-11-03 10:00:00", "reassignment_count": "4" },
            "sum": { "reassignment_count": "6" },
        } })
    );
}

#[tokio::test]
async fn what_is_seen_row_by_row_is_counted_so() {
    for (user, roles, table, expect) in [
        ("abel.tuter", &[][..], "sys_user", "1"),
        ("abel.tuter", &["itil"], "sys_user", "31"),
        ("abel.tuter", &["sn_incident_read"], "task", "60"),
        (
            "abel.tuter",
            &["sn_incident_read", "sn_problem_read"],
            "task",
            "72",
        ),
        ("abel.tuter", &["itil"], "task", "143"),
        ("abel.tuter", &[], "task", "0"),
    ] {
        let instance = Instance::as_user(user).with_roles(roles);
        let answer = instance
            .get(&format!("/stats/{table}?sysparm_count=true"))
            .await;
        assert_eq!(answer.at("/stats/count"), expect, "{table} {roles:?}");
    }
}

#[tokio::test]
async fn an_unknown_field_makes_no_groups() {
    let result = stats("integration.user", "sysparm_count=true&sysparm_group_by=x").await;
    assert_eq!(result, json!({ "stats": { "count": "60" } }));
}

#[tokio::test]
async fn nothing_asked_is_nothing_answered() {
    let result = stats("integration.user", "sysparm_query=state=3").await;
    assert_eq!(result, json!({ "stats": {} }));
}

#[tokio::test]
async fn hidden_records_are_not_counted() {
    let result = stats("abel.tuter", "sysparm_count=true").await;
    assert_eq!(result, json!({ "stats": { "count": "0" } }));
    let result = stats("abel.tuter", "sysparm_count=true&sysparm_group_by=state").await;
    assert_eq!(result, json!([]));
}

#[tokio::test]
async fn choices_cannot_be_grouped_by_what_is_hidden() {
    let instance = Instance::as_user("integration.user");
    for parameters in ["sysparm_group_by=element", "sysparm_min_fields=value"] {
        let answer = instance
            .get(&format!("/stats/sys_choice?{parameters}"))
            .await;
        assert_eq!(answer.status, 403, "{parameters}");
    }
}
