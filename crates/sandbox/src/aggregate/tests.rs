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
            stats("integration.user", &parameters).await[0]["groupby_fields"],
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
            "avg": { "priority": "2.5" },
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
async fn an_unknown_field_makes_no_groups() {
    let result = stats("integration.user", "sysparm_count=true&sysparm_group_by=x").await;
    assert_eq!(result, json!({ "stats": { "count": "60" } }));
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
