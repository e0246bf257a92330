//! Pages, totals, links, fields.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::table_api::testing::Instance;

#[tokio::test]
async fn a_page_says_how_many_there_are_and_where_the_others_are() {
    let instance = Instance::as_user("integration.user");
    let path = "/table/incident?sysparm_limit=4&sysparm_offset=4&sysparm_fields=number";
    let answer = instance.get(path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.column("number").len(), 4);
    assert_eq!(answer.total(), 60);
    let base = "http://instance.test/api/now/table/incident?sysparm_limit=4&sysparm_fields=number";
    let link = answer.headers["link"].to_str().expect("text");
    let page = |offset, rel| format!("<{base}&sysparm_offset={offset}>;rel=\"{rel}\"");
    let expect = [
        page(0, "first"),
        page(8, "next"),
        page(0, "prev"),
        page(56, "last"),
    ];
    assert_eq!(link, expect.join(","));
    assert_eq!(
        answer.headers["content-type"],
        "application/json;charset=UTF-8"
    );
}

#[tokio::test]
async fn counting_and_links_can_be_switched_off() {
    let instance = Instance::as_user("integration.user");
    let path = "/table/incident?sysparm_no_count=true&sysparm_suppress_pagination_header=true";
    let answer = instance.get(path).await;
    assert!(!answer.headers.contains_key("x-total-count"));
    assert!(!answer.headers.contains_key("link"));
}

#[tokio::test]
async fn only_the_fields_asked_for_are_given() {
    let instance = Instance::as_user("beth.anglin");
    let path = "/table/incident?sysparm_limit=1&sysparm_query=caller_id.user_name=abel.tuter\
                &sysparm_fields=number,nonsense,caller_id.name";
    let row = instance.get(path).await.at("/0").clone();
    let names: Vec<_> = row.as_object().expect("a record").keys().collect();
    assert_eq!(names, ["number", "caller_id.name"]);
    assert_eq!(row["caller_id.name"], "Abel Tuter");
}

#[tokio::test]
async fn parameters_that_change_nothing_are_taken() {
    let instance = Instance::as_user("integration.user");
    let plain = instance.get("/table/incident?sysparm_limit=2").await;
    for parameter in [
        "sysparm_view=ess",
        "sysparm_query_category=reports",
        "sysparm_query_no_domain=true",
        "sysparm_nonsense=1",
        "sysparm_limit=x",
        "sysparm_offset=-1",
    ] {
        let path = format!("/table/incident?sysparm_limit=2&{parameter}");
        let answer = instance.get(&path).await;
        assert_eq!(answer.at(""), plain.at(""), "{parameter}");
    }
}

#[tokio::test]
async fn fields_of_fields_are_given_as_fields() {
    let instance = Instance::as_user("admin");
    instance.insert("sys_user", &[("sys_id", "m1"), ("name", "The Boss")]);
    let columns = [
        ("sys_id", "u1"),
        ("name", "P"),
        ("manager", "m1"),
        ("vip", "true"),
    ];
    instance.insert("sys_user", &columns);
    instance.insert("incident", &[("number", "P1"), ("caller_id", "u1")]);
    let fields = "caller_id.manager,caller_id.manager.name,caller_id.vip,caller_id.x,\
                  opened_by.name,number.name";
    for (mode, expect) in [
        (
            "false",
            json!({
                "caller_id.manager": {
                    "link": "http://instance.test/api/now/table/sys_user/m1",
                    "value": "m1",
                },
                "caller_id.manager.name": "The Boss",
                "caller_id.vip": "true",
                "opened_by.name": "",
            }),
        ),
        (
            "true",
            json!({
                "caller_id.manager": {
                    "display_value": "The Boss",
                    "link": "http://instance.test/api/now/table/sys_user/m1",
                },
                "caller_id.manager.name": "The Boss",
                "caller_id.vip": "true",
                "opened_by.name": "",
            }),
        ),
        (
            "all",
            json!({
                "caller_id.manager": {
                    "display_value": "The Boss",
                    "link": "http://instance.test/api/now/table/sys_user/m1",
                    "value": "m1",
                },
                "caller_id.manager.name": { "display_value": "The Boss", "value": "The Boss" },
                "caller_id.vip": { "display_value": "true", "value": "true" },
                "opened_by.name": { "display_value": "", "value": "" },
            }),
        ),
    ] {
        let path = format!(
            "/table/incident?number=P1&sysparm_display_value={mode}&sysparm_fields={fields}"
        );
        assert_eq!(instance.get(&path).await.at("/0"), &expect, "{mode}");
    }
    // As conditions, too, by name and value.
    let answer = instance.get("/table/incident?caller_id.manager.name=the%20boss");
    assert_eq!(answer.await.column("number"), ["P1"]);
}

#[tokio::test]
async fn a_list_is_ordered_as_asked() {
    let instance = Instance::as_user("integration.user");
    let path = "/table/change_request?sysparm_query=ORDERBYDESCnumber&sysparm_fields=number";
    let answer = instance.get(path).await;
    let numbers = answer.column("number");
    assert!(numbers.is_sorted_by(|a, b| a > b));
    let path = "/table/change_request?sysparm_query=ORDERBYstate&sysparm_fields=state";
    let answer = instance.get(path).await;
    let states = answer.column("state");
    let states: Vec<i64> = states
        .iter()
        .map(|s| s.parse().expect("a number"))
        .collect();
    assert!(states.is_sorted(), "{states:?}");
    assert_eq!((states.first(), states.last()), (Some(&-5), Some(&4)));
}

#[tokio::test]
async fn the_versions_differ_on_an_empty_list() {
    let instance = Instance::as_user("integration.user");
    let none = "table/incident?sysparm_query=number=nothing";
    for version in ["", "v2/"] {
        let answer = instance.get(&format!("/{version}{none}")).await;
        assert_eq!((answer.status.as_u16(), answer.at("")), (200, &json!([])));
    }
    instance.get(&format!("/v1/{none}")).await.refuses(
        404,
        "No Record found",
        Some("Record doesn't exist or ACL restricts the record retrieval"),
    );
}

#[tokio::test]
async fn tasks_are_the_incidents_and_the_changes() {
    let instance = Instance::as_user("integration.user");
    let answer = instance
        .get("/table/task?sysparm_fields=sys_class_name,number&sysparm_query=ORDERBYDESCnumber")
        .await;
    assert_eq!(answer.total(), 143);
    let mut classes = answer.column("sys_class_name");
    classes.dedup();
    assert_eq!(classes, ["incident", "change_request"]);
}

#[tokio::test]
async fn an_answer_that_cannot_be_accepted_is_not_given() {
    let instance = Instance::as_user("admin");
    for (accept, status) in [
        ("text/html", 406),
        ("application/xml;q=1, */*;q=0.1", 200),
        ("application/json;charset=utf-8", 200),
    ] {
        let request = Request::get("/api/now/table/incident").header("accept", accept);
        let answer = instance.request(request.body(Body::empty()).expect("a request"));
        assert_eq!(answer.await.status, status, "{accept}");
    }
}
