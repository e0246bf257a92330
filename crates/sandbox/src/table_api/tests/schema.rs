//! The columns, choices and defaults that ServiceNow documents and that
//! records of real instances show.

use serde_json::{Value, json};

use crate::store::Table;
use crate::table_api::testing::Instance;

#[track_caller]
fn check_columns(table: &str, columns: &str) {
    let found = Table::named(table).unwrap_or_else(|| panic!("no {table}"));
    for column in columns.split_whitespace() {
        assert!(found.column(column).is_some(), "{table}.{column}");
    }
}

#[test]
fn the_fields_of_the_forms_are_all_there() {
    const BOTH: &str = "comments assigned_to assignment_group category cmdb_ci description impact \
                        number close_code close_notes business_service service_offering \
                        short_description state watch_list work_notes work_notes_list";
    check_columns("incident", BOTH);
    check_columns(
        "incident",
        "caller_id caused_by rfc contact_type knowledge hold_reason parent_incident priority \
         problem_id resolved_at resolved_by subcategory route_reason universal_request urgency",
    );
    check_columns("change_request", BOTH);
    check_columns(
        "change_request",
        "work_end work_start backout_plan conflict_last_run conflict_status implementation_plan \
         justification chg_model on_hold on_hold_reason end_date start_date risk \
         risk_impact_analysis test_plan type",
    );
}

#[test]
fn every_task_has_the_columns_that_clients_count_on() {
    for table in ["task", "incident", "change_request", "problem"] {
        check_columns(
            table,
            "number short_description description correlation_id correlation_display due_date \
             opened_by opened_at assignment_group assigned_to work_notes comments active sys_id \
             sys_class_name sys_created_on sys_created_by sys_updated_on sys_updated_by \
             sys_mod_count sys_domain sys_tags",
        );
    }
}

#[test]
fn the_administrators_tables_have_the_columns_of_exported_records() {
    check_columns(
        "oauth_entity",
        "name client_id client_secret redirect_url logo_url active refresh_token_lifespan \
         access_token_lifespan auth_code_lifespan token_format comments type public_client \
         enforce_token_restrictions default_grant_type scope_restriction_status",
    );
    check_columns("oauth_credential", "token type expires user");
    check_columns(
        "sys_cors_rule",
        "name use_resource_path rest_api resource_path domain max_age get post put patch delete \
         access_control_allow_credentials access_control_allow_headers exposed_headers active \
         for_embeddables",
    );
    check_columns(
        "sys_choice",
        "name element value label language sequence inactive dependent_value",
    );
    check_columns("sys_user", "user_name name email sys_id time_zone");
    check_columns(
        "sys_journal_field",
        "element_id element value sys_created_on sys_created_by",
    );
}

#[test]
fn a_registered_program_has_the_documented_lifetimes() {
    let table = Table::named("oauth_entity").expect("a table");
    for (column, expect) in [
        ("access_token_lifespan", "1800"),
        ("refresh_token_lifespan", "8640000"),
        ("auth_code_lifespan", "60"),
        ("token_format", "opaque"),
    ] {
        let column = table.column(column).expect("a column");
        assert_eq!(table.default_of(column), expect, "{}", column.name);
    }
    let rule = Table::named("sys_cors_rule").expect("a table");
    let max_age = rule.column("max_age").expect("a column");
    assert_eq!(rule.default_of(max_age), "0", "every request preflights");
}

#[tokio::test]
async fn every_choice_has_its_documented_value_and_label() {
    const LEVELS: &str = "1=1 - High, 2=2 - Medium, 3=3 - Low";
    let instance = Instance::as_user("admin");
    for (table, column, expect) in [
        (
            "incident",
            "state",
            "1=New, 2=In Progress, 3=On Hold, 6=Resolved, 7=Closed, 8=Canceled",
        ),
        (
            "incident",
            "incident_state",
            "1=New, 2=In Progress, 3=On Hold, 6=Resolved, 7=Closed, 8=Canceled",
        ),
        (
            "incident",
            "hold_reason",
            "1=Awaiting Caller, 3=Awaiting Problem, 4=Awaiting Vendor, 5=Awaiting Change",
        ),
        (
            "incident",
            "close_code",
            "Duplicate=Duplicate, Known error=Known error, \
             No resolution provided=No resolution provided, \
             Resolved by caller=Resolved by caller, Resolved by change=Resolved by change, \
             Resolved by problem=Resolved by problem, Resolved by request=Resolved by request, \
             Solution provided=Solution provided, User error=User error, \
             Workaround provided=Workaround provided",
        ),
        ("task", "impact", LEVELS),
        ("task", "urgency", LEVELS),
        (
            "task",
            "priority",
            "1=1 - Critical, 2=2 - High, 3=3 - Moderate, 4=4 - Low, 5=5 - Planning",
        ),
        (
            "change_request",
            "state",
            "-1=Implement, -2=Scheduled, -3=Authorize, -4=Assess, -5=New, 0=Review, 3=Closed, \
             4=Canceled",
        ),
        (
            "change_request",
            "type",
            "emergency=Emergency, normal=Normal, standard=Standard",
        ),
        (
            "change_request",
            "priority",
            "1=1 - Critical, 2=2 - High, 3=3 - Moderate, 4=4 - Low",
        ),
        (
            "change_request",
            "risk",
            "1=Very High, 2=High, 3=Moderate, 4=Low",
        ),
    ] {
        let query = format!("name={table}^element={column}^language=en^ORDERBYvalue");
        let answer = instance.query("sys_choice", &query).await;
        let values = answer.column("value").into_iter();
        let choices = values.zip(answer.column("label"));
        let choices: Vec<_> = choices.map(|(v, l)| format!("{v}={l}")).collect();
        assert_eq!(choices.join(", "), expect, "{table}.{column}");
    }
}

/// Fails unless the record has these values, and nothing in all other fields
/// but those that differ from call to call.
#[track_caller]
fn check_whole(record: &Value, expect: Value) {
    let expect = expect.as_object().expect("an object");
    for (name, value) in record.as_object().expect("a record") {
        let differs = name.ends_with("_on") || name.ends_with("_at") || name == "sys_id";
        if !differs {
            let expect = expect.get(name).cloned().unwrap_or(json!(""));
            assert_eq!(value, &expect, "{name}");
        }
    }
    for name in expect.keys() {
        assert!(record.get(name).is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_new_incident_has_the_documented_defaults_and_nothing_else() {
    let instance = Instance::as_user("integration.user");
    let me = json!({
        "link": "http://instance.test/api/now/table/sys_user/c1a4d9e07b5f4c0c8e2b6f93a7d05e18",
        "value": "c1a4d9e07b5f4c0c8e2b6f93a7d05e18",
    });
    let domain = json!({
        "link": "http://instance.test/api/now/table/sys_user_group/global",
        "value": "global",
    });
    for (sent, number, level, priority) in [
        (
            json!({ "urgency": "2", "impact": "2" }),
            "INC0010001",
            "2",
            "3",
        ),
        (json!({}), "INC0010002", "3", "5"),
    ] {
        let made = instance.post("/table/incident", sent).await;
        let expect = json!({
            "number": number,
            "task_effective_number": number,
            "state": "1",
            "incident_state": "1",
            "impact": level,
            "urgency": level,
            "priority": priority,
            "severity": "3",
            "category": "inquiry",
            "notify": "1",
            "active": "true",
            "approval": "not requested",
            "upon_approval": "proceed",
            "upon_reject": "cancel",
            "made_sla": "true",
            "knowledge": "false",
            "escalation": "0",
            "reassignment_count": "0",
            "reopen_count": "0",
            "child_incidents": "0",
            "sys_mod_count": "0",
            "sys_class_name": "incident",
            "sys_domain": domain,
            "sys_domain_path": "/",
            "sys_created_by": "integration.user",
            "sys_updated_by": "integration.user",
            "opened_by": me,
            "caller_id": "",
            "contact_type": "",
        });
        check_whole(made.at(""), expect);
        for moment in ["opened_at", "sys_created_on", "sys_updated_on"] {
            assert_eq!(made.at(&format!("/{moment}")), "2026-11-21 12:00:00");
        }
    }
}

#[tokio::test]
async fn an_incident_is_shown_as_in_the_recorded_answer() {
    let instance = Instance::as_user("integration.user");
    let sent = json!({ "short_description": "s", "impact": "2" });
    let path = "/table/incident?sysparm_display_value=true";
    let made = instance.post(path, sent).await;
    for (field, expect) in [
        ("subcategory", json!(null)),
        ("close_code", json!(null)),
        ("contact_type", json!(null)),
        ("sla_due", json!("UNKNOWN")),
        ("activity_due", json!("UNKNOWN")),
        ("description", json!("")),
        ("state", json!("New")),
        ("impact", json!("2 - Medium")),
        ("urgency", json!("3 - Low")),
        ("priority", json!("4 - Low")),
        ("category", json!("Inquiry / Help")),
        ("notify", json!("Do Not Notify")),
        ("escalation", json!("Normal")),
        ("approval", json!("Not Yet Requested")),
        ("upon_approval", json!("Proceed to Next Task")),
        ("upon_reject", json!("Cancel all future Tasks")),
        ("sys_class_name", json!("Incident")),
    ] {
        assert_eq!(made.at(&format!("/{field}")), &expect, "{field}");
    }
}

#[tokio::test]
async fn a_new_change_has_the_recorded_defaults() {
    let instance = Instance::as_user("integration.user");
    let made = instance.post("/table/change_request", json!({})).await;
    for (field, expect) in [
        ("state", "-5"),
        ("type", "normal"),
        ("impact", "3"),
        ("urgency", "3"),
        ("priority", "4"),
        ("risk", "3"),
        ("scope", "3"),
        ("category", "Other"),
        ("phase", "requested"),
        ("phase_state", "open"),
        ("conflict_status", "Not Run"),
    ] {
        assert_eq!(made.at(&format!("/{field}")), expect, "{field}");
    }
}

#[tokio::test]
async fn a_tables_numbers_have_a_prefix_a_beginning_and_seven_digits() {
    let instance = Instance::as_user("admin");
    for (table, prefix, number) in [
        ("incident", "INC", "10000"),
        ("change_request", "CHG", "30000"),
    ] {
        let query = format!("category={table}");
        let answer = instance.query("sys_number", &query).await;
        let row = answer.at("/0");
        assert_eq!(row["category"]["value"], table);
        assert_eq!(row["prefix"], prefix);
        assert_eq!(row["number"], number);
        assert_eq!(row["maximum_digits"], "7");
    }
}

#[tokio::test]
async fn texts_are_as_long_as_documented() {
    let instance = Instance::as_user("admin");
    for (column, length) in [
        ("short_description", "160"),
        ("description", "4000"),
        ("number", "40"),
    ] {
        let query = format!("name=task^element={column}");
        let answer = instance.query("sys_dictionary", &query).await;
        assert_eq!(answer.column("max_length"), [length], "{column}");
    }
}

#[tokio::test]
async fn administrators_change_how_records_are_numbered() {
    let instance = Instance::as_user("admin");
    let made = || async {
        let made = instance.post("/table/incident", json!({})).await;
        made.at("/number").as_str().expect("a text").to_owned()
    };
    let patch = |table: &'static str, by: &'static str, sent: serde_json::Value| {
        let instance = &instance;
        async move {
            let found = instance.query(table, by).await;
            let sys_id = found.at("/0/sys_id").as_str().expect("an id");
            let path = format!("/table/{table}/{sys_id}");
            assert_eq!(instance.patch(&path, sent).await.status, 200);
        }
    };
    assert_eq!(made().await, "INC0010001");
    let counter = instance.query("sys_number_counter", "table=incident").await;
    assert_eq!(counter.at("/0/number"), "10001");
    // The counter is the last number that was given.
    patch(
        "sys_number_counter",
        "table=incident",
        json!({ "number": 10_500 }),
    )
    .await;
    assert_eq!(made().await, "INC0010501");
    // A base below it changes nothing, one above it does.
    patch(
        "sys_number",
        "category=incident",
        json!({ "number": 10_100 }),
    )
    .await;
    assert_eq!(made().await, "INC0010502");
    let sent = json!({ "number": 20_000, "prefix": "TKT", "maximum_digits": 9 });
    patch("sys_number", "category=incident", sent).await;
    assert_eq!(made().await, "TKT000020001");
}
