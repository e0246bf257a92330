//! Whatever is sent, the instance answers, and never that it failed itself.

use axum::body::Body;
use axum::http::{Method, Request};
use proptest::prelude::*;
use url::form_urlencoded::byte_serialize;

use crate::table_api::testing::Instance;

/// What the instance says to it.
fn status(method: &str, path: &str, headers: &[(&str, &str)], body: String) -> u16 {
    thread_local! {
        static INSTANCE: Instance = Instance::as_user("admin");
        static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
    }
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/now/{path}"))
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body)).expect("a request");
    INSTANCE.with(|instance| {
        RUNTIME.with(|runtime| runtime.block_on(instance.request(request)).status.as_u16())
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "sysparm_query", "sysparm_fields", "sysparm_limit", "sysparm_offset",
            "sysparm_display_value", "sysparm_exclude_reference_link", "sysparm_tiny",
            "sysparm_input_display_value", "sysparm_group_by", "sysparm_having",
            "sysparm_order_by", "sysparm_count", "sysparm_avg_fields", "sysparm_min_fields",
            "sysparm_no_count", "state", "caller_id.name", "due_date", "work_notes",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "true",
            "all",
            "state",
            "caller_id.manager.name",
            "number,state,parent.number",
            "-1",
            "18446744073709551615",
            "count^state^>^1",
            "AVG^state^DESC",
            "0",
            "parent.parent.parent.parent.parent.number",
            "sys_domain.manager",
        ])
        .prop_map(str::to_owned),
        "(state|number|parent|caller_id\\.name|watch_list|work_notes|sys_class_name)(=|IN|LIKE|>|BETWEEN|SAMEAS|INSTANCEOF|ISEMPTY|DYNAMIC)\\PC{0,6}(\\^(OR|NQ|ORDERBY|GROUPBY)(state|parent|caller_id)){0,2}",
        "\\PC{0,12}",
    ]
}

proptest! {
    #[test]
    fn nothing_sent_makes_the_instance_fail(
        method in "(GET|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)",
        api in "(table|v1/table|v2/table|stats|v1/batch|tinyurl|x)",
        table in "(incident|change_request|problem|task|sys_user|sys_choice|sys_dictionary|cmdb_ci|sys_journal_field|x|%00|%27)",
        record in "(|||/[0-9a-f]{32}|/\\?|/6816f79cc0a8016401c5a33be04be44[0-9])",
        params in prop::collection::vec((name(), value()), 0..4),
        sent in prop::collection::vec((name(), value()), 0..3),
        odd in prop::option::weighted(0.2, "\\PC{0,12}"),
    ) {
        let encoded: Vec<_> = params
            .iter()
            .map(|(name, value)| {
                let pair = [name, value].map(|text| byte_serialize(text.as_bytes()).collect::<String>());
                pair.join("=")
            })
            .collect();
        let record = record.replace('?', "");
        let path = match api.as_str() {
            "v1/batch" | "tinyurl" => format!("{api}?{}", encoded.join("&")),
            _ => format!("{api}/{table}{record}?{}", encoded.join("&")),
        };
        let object: serde_json::Map<_, _> = sent
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        let body = odd.unwrap_or_else(|| serde_json::Value::Object(object).to_string());
        let answered = status(&method, &path, &[], body);
        prop_assert!((200..500).contains(&answered), "{} {}: {}", method, path, answered);
    }
}
