//! `^ORDERBY`.

use crate::table_api::testing::Instance;

async fn check(order: &str, expect: &str) {
    let instance = Instance::as_user("admin");
    for (user, manager) in [("Zoe", ""), ("Ann", "Zoe"), ("Bob", "Ann"), ("Max", "Bob")] {
        let id = |name: &str| match name {
            "" => String::new(),
            name => name.repeat(32)[..32].to_owned(),
        };
        let columns = [
            ("sys_id", &*id(user)),
            ("user_name", user),
            ("name", user),
            ("title", "probe"),
            ("manager", &*id(manager)),
        ];
        instance.insert("sys_user", &columns);
    }
    let query = format!("title=probe^{order}");
    let answer = instance.query("sys_user", &query);
    assert_eq!(
        answer.await.column("user_name").join(" "),
        expect,
        "{order}"
    );
}

#[tokio::test]
async fn a_reference_is_ordered_by_its_name() {
    check("ORDERBYname", "Ann Bob Max Zoe").await;
    check("ORDERBYDESCname", "Zoe Max Bob Ann").await;
    check("ORDERBYmanager", "Zoe Bob Max Ann").await;
    check("ORDERBYDESCmanager", "Ann Max Bob Zoe").await;
    check("ORDERBYtitle^ORDERBYDESCuser_name", "Zoe Max Bob Ann").await;
}

#[tokio::test]
async fn a_field_of_a_reference_orders_too() {
    check("ORDERBYmanager.manager^ORDERBYname", "Ann Zoe Max Bob").await;
    check("ORDERBYDESCmanager.user_name", "Ann Max Bob Zoe").await;
}

#[tokio::test]
async fn an_unknown_field_orders_nothing() {
    for order in [
        "ORDERBYnonsense",
        "ORDERBYtitle.name",
        "ORDERBYmanager.x",
        "ORDERBY",
    ] {
        check(order, "Zoe Ann Bob Max").await;
    }
}
