//! What a user has, given and taken at the lists below their form.

use axum::http::StatusCode;

use crate::{
    browser::{Browser, field},
    forms::bare,
    instance::{Answer, Instance},
};

const EDIT: &str = "/sys_m2m_template.do";

fn user(instance: &Instance) -> String {
    instance.id_of("sys_user", "user_name", "abel.tuter")
}

fn address(collection: &str, user: &str) -> String {
    format!("{EDIT}?sysparm_collection={collection}&sys_id={user}")
}

/// Sends the page with these chosen, and no others.
async fn choose(
    browser: &mut Browser,
    collection: &str,
    user: &str,
    token: &str,
    chosen: &[&str],
) -> Answer {
    let mut form = vec![
        ("sysparm_ck", token),
        ("sysparm_collection", collection),
        ("sys_id", user),
    ];
    form.extend(chosen.iter().map(|sys_id| ("chosen", *sys_id)));
    browser.post(EDIT, &form).await
}

#[tokio::test]
async fn an_administrator_gives_and_takes_roles_at_the_user_form() {
    let instance = bare();
    let user = user(&instance);
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let record = format!("/sys_user.do?sys_id={user}");
    let page = admin.get(&record).await.body;
    assert!(page.contains(">Edit…</a>"), "{page}");
    let page = admin.get(&address("sys_user_has_role", &user)).await.body;
    assert!(page.contains("sn_incident_write"), "{page}");
    assert!(!page.contains(" checked"));
    let token = field(&page, "sysparm_ck");
    let role = |name| instance.id_of("sys_user_role", "name", name);
    let (write, itil) = (role("sn_incident_write"), role("itil"));

    let chosen = [&*write, &*itil];
    let answer = choose(&mut admin, "sys_user_has_role", &user, &token, &chosen).await;
    assert_eq!(answer.location(), record);
    let roles = instance.state.store.roles_of(&user).unwrap();
    assert!(roles.contains(&"itil".to_owned()), "{roles:?}");
    assert!(roles.contains(&"sn_incident_write".to_owned()), "{roles:?}");
    let has = |store: &snowline_sandbox::store::Store| {
        store.find("sys_user_has_role", &[("user", &user)]).unwrap()
    };
    let granted = has(&instance.state.store);
    assert!(granted.iter().any(|row| row["inherited"] == "true"));

    // What is chosen already is not made again; what is inherited stays nobody's to choose.
    let answer = choose(&mut admin, "sys_user_has_role", &user, &token, &chosen).await;
    assert_eq!(answer.location(), record);
    assert_eq!(has(&instance.state.store).len(), granted.len());

    let answer = choose(&mut admin, "sys_user_has_role", &user, &token, &[]).await;
    assert_eq!(answer.location(), record);
    assert!(instance.state.store.roles_of(&user).unwrap().is_empty());
}

#[tokio::test]
async fn an_administrator_puts_a_user_in_groups_at_the_user_form() {
    let instance = bare();
    let user = user(&instance);
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let page = admin.get(&address("sys_user_grmember", &user)).await.body;
    let token = field(&page, "sysparm_ck");
    let group = instance.id_of("sys_user_group", "name", "Service Desk");
    let chosen = [&*group];
    let answer = choose(&mut admin, "sys_user_grmember", &user, &token, &chosen).await;
    let page = admin.get(answer.location()).await.body;
    assert!(
        page.contains(r#"<td class="name">Service Desk</td>"#),
        "{page}"
    );
    let rows = instance
        .state
        .store
        .find("sys_user_grmember", &[("user", &user)]);
    assert_eq!(rows.unwrap().len(), 1);
}

#[tokio::test]
async fn roles_are_given_by_who_may_and_from_their_own_page_only() {
    let instance = bare();
    let user = user(&instance);
    let role = instance.id_of("sys_user_role", "name", "itil");
    let path = address("sys_user_has_role", &user);
    for name in ["beth.anglin", "abel.tuter"] {
        let mut browser = Browser::signed_in(&instance, name).await;
        let page = browser.get(&format!("/sys_user.do?sys_id={user}")).await;
        assert!(!page.body.contains(">Edit…</a>"), "{name}");
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        let answer = choose(&mut browser, "sys_user_has_role", &user, "", &[&role]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let answer = choose(&mut admin, "sys_user_has_role", &user, "made-up", &[&role]).await;
    assert!(answer.body.contains("open for too long"), "{}", answer.body);
    for (collection, user) in [("sys_user", &*user), ("sys_user_has_role", "nobody")] {
        let answer = admin.get(&address(collection, user)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{collection}");
    }
    assert!(instance.state.store.roles_of(&user).unwrap().is_empty());
}
