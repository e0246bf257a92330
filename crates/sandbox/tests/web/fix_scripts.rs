//! System Definition > Fix Scripts: scripts that an administrator keeps, and
//! runs by the button at their record.

use axum::http::{Method, StatusCode};

use crate::{
    browser::{Browser, field},
    forms::{bare, submit},
    instance::Instance,
};

const RUN: &str = "/run_fix_script.do";
const SCRIPT: &str = "gs.setProperty('by.fix.script', 'ran'); gs.print('by ' + gs.getUserName());";

fn ran(instance: &Instance) -> bool {
    instance.state.store.property("by.fix.script").unwrap() == "ran"
}

/// A script as an administrator writes it down, and the address of its record.
async fn kept(admin: &mut Browser, change: &[(&str, &str)]) -> String {
    let mut form = vec![("name", "Ours"), ("active", "true"), ("script", SCRIPT)];
    form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    form.extend(change);
    let answer = submit(admin, "/sys_script_fix.do?sys_id=-1", &form).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
    answer.location().to_owned()
}

#[tokio::test]
async fn a_fix_script_runs_by_the_button_at_its_record() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let home = admin.get("/").await.body;
    assert!(home.contains("System Definition &gt; Fix Scripts"));
    let record = kept(&mut admin, &[]).await;
    assert!(!ran(&instance), "it is only written down");
    assert!(
        admin
            .get("/sys_script_fix_list.do")
            .await
            .body
            .contains(">Ours<")
    );
    let page = admin.get(&record).await.body;
    assert!(page.contains(">Run Fix Script</button>"), "{page}");
    let (_, sys_id) = record.split_once("sys_id=").unwrap();
    let token = field(&page, "sysparm_ck");
    let form = [("sysparm_ck", &*token), ("sys_id", sys_id)];
    let answer = admin.post(RUN, &form).await;
    assert!(
        answer
            .body
            .contains("Script completed in scope global: script")
    );
    assert!(
        answer.body.contains("*** Script: by admin"),
        "{}",
        answer.body
    );
    assert!(ran(&instance));
}

#[tokio::test]
async fn only_an_active_fix_script_runs_and_only_from_its_page() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let record = kept(&mut admin, &[("active", "false")]).await;
    let page = admin.get(&record).await.body;
    assert!(!page.contains("Run Fix Script"));
    let (_, sys_id) = record.split_once("sys_id=").unwrap();
    let token = field(&page, "sysparm_ck");
    let form = [("sysparm_ck", &*token), ("sys_id", sys_id)];
    assert_eq!(admin.post(RUN, &form).await.status, StatusCode::NOT_FOUND);
    instance.change("sys_script_fix", "name", "Ours", "active", "true");
    for form in [
        [("sysparm_ck", "made-up"), ("sys_id", sys_id)],
        [("sysparm_ck", &*token), ("sys_id", "0")],
    ] {
        assert_eq!(admin.post(RUN, &form).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!ran(&instance));
}

#[tokio::test]
async fn fix_scripts_are_for_who_may_run_scripts() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let record = kept(&mut admin, &[]).await;
    let (_, sys_id) = record.split_once("sys_id=").unwrap();
    let nobody = instance.send(Method::POST, RUN, &[], "").await;
    assert!(nobody.location().starts_with("/login.do"));
    let mut agent = Browser::signed_in(&instance, "beth.anglin").await;
    let home = agent.get("/").await.body;
    assert!(!home.contains("Fix Scripts"));
    assert_eq!(agent.get(&record).await.status, StatusCode::NOT_FOUND);
    let token = field(&home, "sysparm_ck");
    let form = [("sysparm_ck", &*token), ("sys_id", sys_id)];
    assert_eq!(agent.post(RUN, &form).await.status, StatusCode::FORBIDDEN);
    assert!(!ran(&instance));
}
