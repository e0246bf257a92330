//! The forms by which agents work at the pages.

use axum::http::StatusCode;
use snowline_sandbox::state::{AppState, Config};

use crate::{
    browser::{Browser, field},
    instance::{Answer, Instance},
    stores,
};

/// A seeded instance that no portal may use yet.
pub(crate) fn bare() -> Instance {
    let store = stores::without_portal();
    Instance::over(AppState::new(store, stores::clock(), Config::default()))
}

/// Opens the record's form, changes these fields and sends it.
pub(crate) async fn submit(browser: &mut Browser, path: &str, change: &[(&str, &str)]) -> Answer {
    let page = browser.get(path).await;
    let (action, _) = path.split_once('?').unwrap();
    let mut form = inputs(&page.body);
    form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    let mut form: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    form.extend(change);
    browser.post(action, &form).await
}

/// What the page's edit form holds, as a browser would send it.
fn inputs(html: &str) -> Vec<(String, String)> {
    let (_, form) = html.split_once(r#"<form class="edit""#).unwrap();
    let (form, _) = form.split_once("</form>").unwrap();
    let mut found = crate::browser::fields(form);
    for tag in form.split("<input id=\"").skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        if tag.contains("type=\"checkbox\"") && !tag.ends_with(" checked") {
            continue;
        }
        let value = tag.contains("value=\"");
        let value = value.then(|| crate::browser::attribute(tag, "value"));
        found.push((
            crate::browser::attribute(tag, "name"),
            value.unwrap_or_default(),
        ));
    }
    for tag in form.split("<textarea ").skip(1) {
        let (_, text) = tag.split_once('>').unwrap();
        let (text, _) = text.split_once("</textarea>").unwrap();
        found.push((crate::browser::attribute(tag, "name"), text.to_owned()));
    }
    for tag in form.split("<select ").skip(1) {
        let (tag, _) = tag.split_once("</select>").unwrap();
        let chosen = tag
            .split("<option ")
            .find(|option| option.contains(" selected>"));
        let value = chosen.map(|option| crate::browser::attribute(option, "value"));
        found.push((
            crate::browser::attribute(tag, "name"),
            value.unwrap_or_default(),
        ));
    }
    found
}

fn ticket(instance: &Instance, table: &str, state: &str) -> String {
    let found = instance.state.store.find(table, &[("state", state)]);
    found.unwrap()[0]["sys_id"].clone()
}

#[tokio::test]
async fn an_agent_moves_an_incident_and_writes_a_work_note() {
    let instance = bare();
    let sys_id = ticket(&instance, "incident", "1");
    let path = format!("/incident.do?sys_id={sys_id}");
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let before = instance.state.store.get("incident", &sys_id).unwrap();
    let change = [("state", "2"), ("work_notes", "Looked <at> it")];
    let answer = submit(&mut browser, &path, &change).await;
    assert_eq!(answer.location(), path);
    let after = instance.state.store.get("incident", &sys_id).unwrap();
    let (before, after) = (before.unwrap(), after.unwrap());
    assert_eq!(after["state"], "2");
    assert_eq!(after["sys_updated_by"], "integration.user");
    for column in [
        "short_description",
        "description",
        "assigned_to",
        "due_date",
    ] {
        assert_eq!(after.get(column), before.get(column), "{column}");
    }
    let page = browser.get(&path).await;
    assert!(page.body.contains("In Progress"));
    assert!(page.body.contains("Looked &lt;at&gt; it"));
}

#[tokio::test]
async fn a_form_follows_the_same_rules_as_the_api_and_loses_nothing_typed() {
    let instance = bare();
    let sys_id = ticket(&instance, "incident", "2");
    let path = format!("/incident.do?sys_id={sys_id}");
    let mut browser = Browser::signed_in(&instance, "integration.user").await;
    let change = [("state", "6"), ("work_notes", "typed & kept")];
    let page = submit(&mut browser, &path, &change).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Data Policy Exception"), "{}", page.body);
    assert!(page.body.contains("typed &amp; kept"));
    let change = [
        ("state", "6"),
        ("close_code", "Solution provided"),
        ("close_notes", "Done"),
    ];
    assert_eq!(submit(&mut browser, &path, &change).await.location(), path);

    let sys_id = ticket(&instance, "change_request", "-5");
    let path = format!("/change_request.do?sys_id={sys_id}");
    let page = submit(&mut browser, &path, &[("state", "3")]).await;
    assert!(page.body.contains("was aborted by Business Rule"));
}

#[tokio::test]
async fn a_reference_is_typed_by_its_name() {
    let instance = bare();
    let sys_id = ticket(&instance, "incident", "2");
    let path = format!("/incident.do?sys_id={sys_id}");
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let change = [("assigned_to", "Abel Tuter")];
    assert_eq!(submit(&mut browser, &path, &change).await.location(), path);
    let abel = instance.id_of("sys_user", "user_name", "abel.tuter");
    let row = instance.state.store.get("incident", &sys_id).unwrap();
    assert_eq!(row.unwrap()["assigned_to"], abel);
    let page = submit(&mut browser, &path, &[("assigned_to", "Nobody At All")]).await;
    assert!(page.body.contains("there is no match for Nobody At All"));
}

#[tokio::test]
async fn who_may_not_write_has_no_form_and_sends_none() {
    let instance = bare();
    let sys_id = ticket(&instance, "incident", "2");
    let path = format!("/incident.do?sys_id={sys_id}");
    let mut browser = Browser::signed_in(&instance, "abel.tuter").await;
    let form = [("sys_id", &*sys_id), ("state", "1")];
    let answer = browser.post("/incident.do", &form).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = browser.get("/oauth_entity.do?sys_id=-1").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    instance.give_role("abel.tuter", "sn_incident_read");
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains(r#"<form class="edit""#));
    let token = field(&page.body, "sysparm_ck");
    let form = [("sysparm_ck", &*token), ("sys_id", &sys_id), ("state", "1")];
    let page = browser.post("/incident.do", &form).await;
    assert!(page.body.contains("ACL Exception Update Failed"));
    let row = instance.state.store.get("incident", &sys_id).unwrap();
    assert_eq!(row.unwrap()["state"], "2");
}

#[tokio::test]
async fn a_form_of_somebody_elses_making_changes_nothing() {
    let instance = bare();
    let sys_id = ticket(&instance, "incident", "2");
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let form = [
        ("sysparm_ck", "made-up"),
        ("sys_id", &*sys_id),
        ("state", "1"),
    ];
    let page = browser.post("/incident.do", &form).await;
    assert!(page.body.contains("open for too long"));
    let row = instance.state.store.get("incident", &sys_id).unwrap();
    assert_eq!(row.unwrap()["state"], "2");
}

#[tokio::test]
async fn a_form_insists_on_what_the_dictionary_calls_mandatory() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let path = "/incident.do?sys_id=-1";
    let page = submit(
        &mut browser,
        path,
        &[("caller_id", ""), ("short_description", "A")],
    )
    .await;
    let words = "The following mandatory fields are not filled in: Caller";
    assert!(page.body.contains(words), "{}", page.body);
    let sent = [("caller_id", "Abel Tuter"), ("short_description", "A")];
    let saved = submit(&mut browser, path, &sent).await;
    assert_eq!(saved.status, StatusCode::FOUND, "{}", saved.body);
    // What is read-only is no field of a form.
    let entry = [("name", "task"), ("element", "assigned_to")];
    let store = &instance.state.store;
    let entry = store.find("sys_dictionary", &entry).unwrap();
    let read_only = [("read_only".to_owned(), "true".to_owned())].into();
    store
        .update("sys_dictionary", &entry[0]["sys_id"], read_only, "admin")
        .unwrap();
    let page = browser.get(path).await;
    assert!(!page.body.contains(r#"name="assigned_to""#));
    assert!(page.body.contains(r#"name="assignment_group""#));
}
