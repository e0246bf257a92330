//! Which roles follow from groups and from other roles.

use axum::http::Method;
use serde_json::{Value, json};

use crate::table_api::testing::Instance;

const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";

async fn make(instance: &Instance, table: &str, sent: Value) -> String {
    let made = instance.post(&format!("/table/{table}"), sent).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.at("/sys_id").as_str().expect("an id").to_owned()
}

async fn delete(instance: &Instance, table: &str, sys_id: &str) -> u16 {
    let path = format!("/table/{table}/{sys_id}");
    let answer = instance.send(Method::DELETE, &path, None).await;
    answer.status.as_u16()
}

/// The roles of Abel Tuter: name, whether inherited, in how many ways.
async fn roles(instance: &Instance) -> Vec<(String, String, String)> {
    let path = format!(
        "/table/sys_user_has_role?user={ABEL}&sysparm_exclude_reference_link=true\
         &sysparm_fields=role.name,inherited,inh_count&sysparm_query=ORDERBYrole"
    );
    let answer = instance.get(&path).await;
    let rows = answer.at("").as_array().expect("a list").clone();
    let text = |row: &Value, field: &str| row[field].as_str().expect("a text").to_owned();
    let rows = rows.iter().map(|row| {
        let field = |name| text(row, name);
        (field("role.name"), field("inherited"), field("inh_count"))
    });
    rows.collect()
}

fn expect(of: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let own = of.iter();
    own.map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect()
}

async fn role(instance: &Instance, name: &str) -> String {
    let found = instance
        .query("sys_user_role", &format!("name={name}"))
        .await;
    found.at("/0/sys_id").as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_member_has_the_groups_roles_while_being_one() {
    let instance = Instance::as_user("admin");
    let itil = role(&instance, "itil").await;
    let group = make(&instance, "sys_user_group", json!({ "name": "One" })).await;
    let other = make(&instance, "sys_user_group", json!({ "name": "Two" })).await;
    let member = json!({ "group": group, "user": ABEL });
    let first = make(&instance, "sys_user_grmember", member).await;
    assert_eq!(roles(&instance).await, []);
    let has = json!({ "group": group, "role": itil });
    let granted = make(&instance, "sys_group_has_role", has).await;
    assert_eq!(roles(&instance).await, expect(&[("itil", "true", "1")]));
    let has = json!({ "group": other, "role": itil });
    make(&instance, "sys_group_has_role", has).await;
    let member = json!({ "group": other, "user": ABEL });
    make(&instance, "sys_user_grmember", member).await;
    assert_eq!(roles(&instance).await, expect(&[("itil", "true", "2")]));
    assert_eq!(delete(&instance, "sys_user_grmember", &first).await, 204);
    assert_eq!(roles(&instance).await, expect(&[("itil", "true", "1")]));
    assert_eq!(delete(&instance, "sys_group_has_role", &granted).await, 204);
    assert_eq!(roles(&instance).await, expect(&[("itil", "true", "1")]));
    // Who has it may use it at once.
    let abel = Instance::over(instance.state.clone()).by("abel.tuter");
    assert_ne!(abel.get("/table/change_request").await.at(""), &json!([]));
    assert_eq!(delete(&instance, "sys_user_group", &other).await, 204);
    assert_eq!(roles(&instance).await, []);
    let abel = abel.by("abel.tuter");
    assert_eq!(abel.get("/table/change_request").await.at(""), &json!([]));
}

#[tokio::test]
async fn a_group_has_the_roles_of_the_group_above_it() {
    let instance = Instance::as_user("admin");
    let itil = role(&instance, "itil").await;
    let above = make(&instance, "sys_user_group", json!({ "name": "Above" })).await;
    let below = json!({ "name": "Below", "parent": above });
    let below = make(&instance, "sys_user_group", below).await;
    let member = json!({ "group": below, "user": ABEL });
    make(&instance, "sys_user_grmember", member).await;
    let has = json!({ "group": above, "role": itil });
    let has = make(&instance, "sys_group_has_role", has).await;
    assert_eq!(roles(&instance).await, expect(&[("itil", "true", "1")]));
    let path = format!("/table/sys_group_has_role/{has}");
    instance.patch(&path, json!({ "inherits": "false" })).await;
    assert_eq!(roles(&instance).await, []);
    instance.patch(&path, json!({ "inherits": "true" })).await;
    let path = format!("/table/sys_user_group/{below}");
    instance.patch(&path, json!({ "parent": "" })).await;
    assert_eq!(roles(&instance).await, []);
}

#[tokio::test]
async fn a_role_brings_those_that_it_contains() {
    let instance = Instance::as_user("admin");
    let write = role(&instance, "sn_incident_write").await;
    let has = json!({ "user": ABEL, "role": write, "inherited": "true", "inh_count": 7 });
    let granted = make(&instance, "sys_user_has_role", has).await;
    let found = roles(&instance).await;
    assert!(found.contains(&expect(&[("sn_incident_read", "true", "1")])[0]));
    let own: Vec<_> = found
        .iter()
        .map(|(name, inherited, _)| (&**name, &**inherited))
        .collect();
    assert!(own.contains(&("sn_incident_write", "false")), "{own:?}");
    let abel = Instance::over(instance.state.clone()).by("abel.tuter");
    let made = abel.post("/table/incident", json!({})).await;
    assert_eq!(made.at("/state"), "1");
    // Further down, and round in a circle.
    let top = make(&instance, "sys_user_role", json!({ "name": "top" })).await;
    let contains = json!({ "role": top, "contains": write });
    make(&instance, "sys_user_role_contains", contains).await;
    let contains = json!({ "role": write, "contains": top });
    let circle = make(&instance, "sys_user_role_contains", contains).await;
    let names = |rows: Vec<(String, String, String)>| -> Vec<String> {
        rows.into_iter().map(|(name, ..)| name).collect()
    };
    assert!(names(roles(&instance).await).contains(&"top".to_owned()));
    assert_eq!(
        delete(&instance, "sys_user_role_contains", &circle).await,
        204
    );
    assert!(!names(roles(&instance).await).contains(&"top".to_owned()));
    assert_eq!(delete(&instance, "sys_user_has_role", &granted).await, 204);
    assert_eq!(roles(&instance).await, []);
}

#[tokio::test]
async fn an_inherited_role_cannot_be_taken_away_by_itself() {
    let instance = Instance::as_user("admin");
    let has = json!({ "user": ABEL, "role": role(&instance, "sn_change_write").await });
    make(&instance, "sys_user_has_role", has).await;
    let query = format!("user={ABEL}^inherited=true");
    let inherited = instance.query("sys_user_has_role", &query).await;
    let sys_id = inherited.at("/0/sys_id").as_str().expect("an id");
    assert_eq!(delete(&instance, "sys_user_has_role", sys_id).await, 403);
    assert_eq!(instance.query("sys_user_has_role", &query).await.total(), 1);
}

#[tokio::test]
async fn a_user_who_is_deleted_is_in_no_group_and_has_no_role() {
    let instance = Instance::as_user("admin");
    let store = instance.state.store.clone();
    let beth = "46d44a23a9fe19810012d100cca80666";
    let left = |table: &str| store.find(table, &[("user", beth)]).expect("rows").len();
    assert!(left("sys_user_grmember") > 0 && left("sys_user_has_role") > 0);
    assert_eq!(delete(&instance, "sys_user", beth).await, 204);
    assert_eq!(
        (left("sys_user_grmember"), left("sys_user_has_role")),
        (0, 0)
    );
}
