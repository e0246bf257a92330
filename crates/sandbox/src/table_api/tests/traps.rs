//! Where a real instance says yes and means something else, and the limits
//! that nobody meets at first.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::store::Row;
use crate::table_api::testing::Instance;

#[tokio::test]
async fn a_list_without_a_limit_ends_after_ten_thousand() {
    let instance = Instance::as_user("admin");
    let rows = (0..10_001).map(|at| {
        let row = Row::from([("group".to_owned(), format!("{at:032}"))]);
        ("sys_user_grmember", row)
    });
    let store = &instance.state.store;
    store.insert_all(rows.collect(), "admin").expect("rows");
    let path = "/table/sys_user_grmember?sysparm_fields=sys_id";
    let answer = instance.get(path).await;
    assert!(answer.total() > 10_000, "{}", answer.total());
    assert_eq!(answer.column("sys_id").len(), 10_000);
}

#[tokio::test]
async fn a_page_is_cut_before_rights_are_looked_at() {
    let instance = Instance::as_user("abel.tuter").with_roles(&["sn_incident_read"]);
    for (number, class) in [
        ("P1", "incident"),
        ("P2", "change_request"),
        ("P3", "incident"),
    ] {
        let columns = [("number", number), ("short_description", "probe")];
        instance.insert(class, &columns);
    }
    for (limit, offset, expect) in [
        (3, 0, vec!["P1", "P3"]),
        (2, 0, vec!["P1"]),
        (1, 1, vec![]),
        (1, 2, vec!["P3"]),
    ] {
        let path = format!(
            "/table/task?sysparm_query=short_description=probe%5EORDERBYnumber\
             &sysparm_limit={limit}&sysparm_offset={offset}"
        );
        let answer = instance.get(&path).await;
        assert_eq!(answer.column("number"), expect, "{limit} {offset}");
        assert_eq!(answer.total(), 3, "the total knows nothing of rights");
    }
}

#[tokio::test]
async fn a_record_that_may_not_be_seen_is_not_found() {
    let instance = Instance::as_user("abel.tuter");
    let sys_id = "0".repeat(32);
    instance.insert("incident", &[("sys_id", &sys_id)]);
    for sys_id in [sys_id, "1".repeat(32), "x".to_owned()] {
        let answer = instance.get(&format!("/table/incident/{sys_id}")).await;
        answer.refuses(
            404,
            "No Record found",
            Some("Record doesn't exist or ACL restricts the record retrieval"),
        );
    }
}

#[tokio::test]
async fn who_may_read_may_not_write_and_is_told_what_failed() {
    let instance = Instance::as_user("abel.tuter").with_roles(&["sn_incident_read"]);
    let sys_id = "0".repeat(32);
    instance.insert("incident", &[("sys_id", &sys_id)]);
    let one = format!("/table/incident/{sys_id}");
    for (method, path, word) in [
        ("POST", "/table/incident", "Insert"),
        ("PUT", &*one, "Update"),
        ("PATCH", &*one, "Update"),
        ("DELETE", &*one, "Delete"),
    ] {
        let method = method.parse().expect("a method");
        let answer = instance.send(method, path, Some(json!({}))).await;
        let detail = format!("ACL Exception {word} Failed due to security constraints");
        answer.refuses(403, "Operation Failed", Some(&detail));
    }
}

#[tokio::test]
async fn notes_are_read_in_the_journal_and_not_in_the_record() {
    let instance = Instance::as_user("beth.anglin");
    let sent = json!({ "work_notes": "for agents", "comments": "for the caller" });
    let made = instance.post("/table/incident", sent).await;
    assert_eq!(
        (made.at("/work_notes"), made.at("/comments")),
        (&json!(""), &json!(""))
    );
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    let query = format!("element_id={sys_id}^ORDERBYelement");
    let journal = instance.query("sys_journal_field", &query).await;
    for (field, expect) in [
        ("element", ["comments", "work_notes"]),
        ("value", ["for the caller", "for agents"]),
        ("name", ["incident"; 2]),
        ("sys_created_by", ["beth.anglin"; 2]),
        ("sys_created_on", ["2026-11-21 12:00:00"; 2]),
    ] {
        assert_eq!(journal.column(field), expect, "{field}");
    }
}

#[tokio::test]
async fn what_is_sent_twice_is_there_twice() {
    let instance = Instance::as_user("integration.user");
    let sent = json!({ "correlation_id": "snowline/1" });
    for _ in 0..2 {
        let made = instance.post("/table/incident", sent.clone()).await;
        assert_eq!(made.status, 201);
    }
    let found = instance
        .query("incident", "correlation_id=snowline/1")
        .await;
    assert_eq!(found.column("number"), ["INC0010001", "INC0010002"]);
}

#[tokio::test]
async fn the_release_is_told_to_administrators_only() {
    const QUERY: &str = "nameINglide.buildname,glide.war^ORDERBYname";
    let told = Instance::as_user("admin")
        .query("sys_properties", QUERY)
        .await;
    let [name, war] = told.column("value")[..] else {
        panic!("{told:?}");
    };
    assert_eq!(name, "Australia");
    assert!(
        war.starts_with("glide-australia-02-11-2026__patch3-"),
        "{war}"
    );
    for user in ["beth.anglin", "integration.user"] {
        let hidden = Instance::as_user(user).query("sys_properties", QUERY).await;
        assert_eq!((hidden.status.as_u16(), hidden.at("")), (200, &json!([])));
    }
}

#[tokio::test]
async fn the_values_of_choices_are_hidden_from_agents_too() {
    let instance = Instance::as_user("beth.anglin");
    let answer = instance.get("/table/sys_choice?sysparm_limit=1").await;
    assert_eq!(answer.at("/0"), &json!({ "label": "1 - Critical" }));
    for query in ["name=incident", "element=state", "value=1"] {
        let answer = instance.query("sys_choice", query).await;
        assert_eq!(answer.status, 403, "{query}");
    }
    // The labels are to be had from the records.
    let path = "/table/incident?sysparm_display_value=all&sysparm_fields=state&sysparm_limit=1";
    let state = instance.get(path).await.at("/0/state").clone();
    assert!(state["value"].is_string() && state["display_value"].is_string());
}

#[tokio::test]
async fn administrators_change_the_look_up_of_priorities() {
    let instance = Instance::as_user("admin");
    let query = "impact=3^urgency=3";
    let rule = instance.query("dl_u_priority", query).await;
    assert_eq!(rule.column("priority"), ["5"]);
    let sys_id = rule.at("/0/sys_id").as_str().expect("an id");
    let path = format!("/table/dl_u_priority/{sys_id}");
    for (change, expect) in [
        (json!({ "priority": "2" }), "2"),
        // Without a row what was sent stays, and else the column's default.
        (json!({ "active": "false" }), "4"),
    ] {
        assert_eq!(instance.patch(&path, change).await.status, 200);
        let made = instance.post("/table/incident", json!({})).await;
        assert_eq!(made.at("/priority"), expect);
    }
    for (order, priority) in [("20", "1"), ("10", "3")] {
        let row = [
            ("impact", "3"),
            ("urgency", "3"),
            ("order", order),
            ("priority", priority),
        ];
        instance.insert("dl_u_priority", &row);
    }
    let made = instance.post("/table/incident", json!({})).await;
    assert_eq!(made.at("/priority"), "3", "the first in order counts");
}

#[tokio::test]
async fn a_property_says_how_large_a_body_may_be() {
    const MEGABYTE: usize = 1_048_576;
    for (property, length, expect) in [
        ("", 10 * MEGABYTE, 201),
        ("", 10 * MEGABYTE + 1, 400),
        ("1", MEGABYTE, 201),
        ("1", MEGABYTE + 1, 400),
        ("25", 25 * MEGABYTE, 201),
        ("25", 25 * MEGABYTE + 1, 400),
        ("26", 25 * MEGABYTE + 1, 400),
        ("much", 10 * MEGABYTE + 1, 400),
    ] {
        let instance = Instance::as_user("admin");
        let name = ("name", "glide.rest.max_content_length");
        instance.insert("sys_properties", &[name, ("value", property)]);
        // Whether its length is announced or not.
        for announces in [true, false] {
            let mut request =
                Request::post("/api/now/table/incident").header("content-type", "application/json");
            if announces {
                request = request.header("content-length", length);
            }
            let body = Body::from(format!("{{{}}}", " ".repeat(length - 2)));
            let answer = instance.request(request.body(body).expect("a request"));
            assert_eq!(
                answer.await.status,
                expect,
                "{property} {length} {announces}"
            );
        }
    }
}

#[tokio::test]
async fn calls_in_a_row_meet_no_limit_unless_there_is_a_rule() {
    let instance = Instance::as_user("integration.user");
    for _ in 0..25 {
        let answer = instance.get("/table/incident?sysparm_limit=1").await;
        assert_eq!(answer.status, 200);
        assert!(!answer.headers.contains_key("x-ratelimit-limit"));
    }
}

#[tokio::test]
async fn times_are_shown_hours_apart_from_what_is_stored() {
    let instance = Instance::as_user("admin");
    instance.insert(
        "incident",
        &[("category", "probe"), ("due_date", "2026-07-01 05:00:00")],
    );
    let due = async |mode: &str| {
        let path = format!("/table/incident?category=probe&sysparm_display_value={mode}");
        instance.get(&path).await.at("/0/due_date").clone()
    };
    let (stored, shown) = (json!("2026-07-01 05:00:00"), json!("2026-06-30 22:00:00"));
    assert_eq!(due("false").await, stored);
    assert_eq!(due("true").await, shown);
    assert_eq!(
        due("all").await,
        json!({ "display_value": shown, "value": stored })
    );
}

#[tokio::test]
async fn every_documented_operator_finds_its_rows() {
    let instance = Instance::as_user("admin");
    for (number, title, impact, urgency, due) in [
        ("P1", "wifi down", "1", "2", "2026-11-21 11:30:00"),
        ("P2", "Wifi slow", "2", "2", "2026-11-20 11:30:00"),
        ("P3", "", "3", "1", ""),
    ] {
        instance.insert(
            "incident",
            &[
                ("category", "probe"),
                ("number", number),
                ("short_description", title),
                ("impact", impact),
                ("urgency", urgency),
                ("due_date", due),
            ],
        );
    }
    for (query, expect) in [
        ("impact=2", "P2"),
        ("impact!=2", "P1 P3"),
        ("impact<2", "P1"),
        ("impact<=2", "P1 P2"),
        ("impact>2", "P3"),
        ("impact>=2", "P2 P3"),
        ("impactIN1,3", "P1 P3"),
        ("impactNOT IN1,3", "P2"),
        ("short_descriptionLIKEIFI", "P1 P2"),
        ("short_description*slow", "P2"),
        ("short_descriptionNOT LIKEslow", "P1 P3"),
        ("short_description!*slow", "P1 P3"),
        ("short_descriptionSTARTSWITHwifi", "P1 P2"),
        ("short_descriptionENDSWITHdown", "P1"),
        ("short_description%down", "P1"),
        ("short_descriptionISEMPTY", "P3"),
        ("short_descriptionISNOTEMPTY", "P1 P2"),
        ("short_descriptionEMPTYSTRING", "P3"),
        ("short_descriptionANYTHING", "P1 P2 P3"),
        ("impactBETWEEN2@3", "P2 P3"),
        ("impactSAMEASurgency", "P2"),
        ("impactNSAMEASurgency", "P1 P3"),
        ("impactGT_FIELDurgency", "P3"),
        ("impactLT_FIELDurgency", "P1"),
        ("impactGT_OR_EQUALS_FIELDurgency", "P2 P3"),
        ("impactLT_OR_EQUALS_FIELDurgency", "P1 P2"),
        (
            "due_dateONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
            "P1",
        ),
        (
            "due_dateNOTONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
            "P2 P3",
        ),
        ("due_dateRELATIVEGT@hour@ago@1", "P1"),
        ("due_dateRELATIVELT@hour@ago@1", "P2"),
        (
            "due_dateDATEPARTFriday@javascript:gs.datePart('dayofweek','friday','EE')",
            "P2",
        ),
        (
            "impact=1^ORimpact=2^urgency=2^short_descriptionLIKEslow",
            "P2",
        ),
        ("impact=1^NQimpact=3", "P1 P3"),
    ] {
        let mut parts: Vec<_> = query
            .split("^NQ")
            .map(|part| format!("category=probe^{part}"))
            .collect();
        parts.push(String::new());
        let query = parts.join("^NQ").trim_end_matches("^NQ").to_owned() + "^ORDERBYnumber";
        let answer = instance.query("incident", &query).await;
        assert_eq!(answer.column("number").join(" "), expect, "{query}");
    }
}
