use std::collections::BTreeSet;

use super::*;

fn column(store: &Store, table: &str, name: &str) -> Vec<String> {
    let rows = store.find(table, &[]).expect("rows");
    rows.into_iter().map(|row| row[name].clone()).collect()
}

#[test]
fn there_are_tickets_of_both_kinds_in_every_state() {
    let store = Store::open(None).expect("a store");
    demo(&store, None).expect("demo records");
    for table in ["incident", "change_request"] {
        let states: BTreeSet<_> = column(&store, table, "state").into_iter().collect();
        let list = [("name", table), ("element", "state")];
        let choices = store.find("sys_choice", &list).expect("choices");
        let choices: BTreeSet<_> = choices.iter().map(|row| row["value"].clone()).collect();
        assert_eq!(states, choices, "{table}");
        let ours = [(
            "correlation_display",
            "Microsoft 365 Security and Configuration Change Request",
        )];
        let ours = store.find(table, &ours).expect("tickets").len();
        assert!(ours > 5 && ours < column(&store, table, "number").len());
    }
}

#[test]
fn tickets_are_due_before_and_after_now() {
    let store = Store::open(None).expect("a store");
    demo(&store, None).expect("demo records");
    let now = crate::dates::format(store.clock().now());
    for table in ["incident", "change_request"] {
        let due = column(&store, table, "due_date");
        assert!(due.iter().any(|due| !due.is_empty() && *due < now));
        assert!(due.iter().any(|due| *due > now));
        let made = column(&store, table, "sys_created_on");
        assert!(made.is_sorted() && made.iter().all(|made| *made < now));
    }
}

#[test]
fn no_two_tickets_are_for_one_recommendation() {
    let store = Store::open(None).expect("a store");
    demo(&store, None).expect("demo records");
    let mut ids = column(&store, "incident", "correlation_id");
    ids.extend(column(&store, "change_request", "correlation_id"));
    ids.retain(|id| !id.is_empty());
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
}

#[test]
fn a_second_start_adds_nothing_and_follows_the_portal() {
    let store = Store::open(None).expect("a store");
    demo(&store, Some("http://localhost:8180")).expect("demo records");
    let counts = || {
        let tables = [
            "incident",
            "sys_user",
            "sys_choice",
            "sys_cors_rule",
            "oauth_entity",
        ];
        tables.map(|table| column(&store, table, "sys_id").len())
    };
    let before = counts();
    demo(&store, Some("http://localhost:9000")).expect("demo records");
    assert_eq!(counts(), before);
    assert_eq!(
        column(&store, "sys_cors_rule", "domain"),
        ["http://localhost:9000"; 3]
    );
    assert_eq!(
        column(&store, "oauth_entity", "redirect_url"),
        ["http://localhost:9000/"]
    );
    let property = store.property("glide.oauth.cors.allowed.origin");
    assert_eq!(property.expect("a property"), "http://localhost:9000");
}

#[test]
fn without_a_portal_nobody_is_let_in() {
    let store = Store::open(None).expect("a store");
    demo(&store, None).expect("demo records");
    assert!(column(&store, "sys_cors_rule", "domain").is_empty());
    assert!(column(&store, "oauth_entity", "client_id").is_empty());
    let property = store.property("glide.oauth.cors.allowed.origin");
    assert_eq!(property.expect("a property"), "");
}
