use std::collections::BTreeSet;

use super::*;
use crate::store::{Kind, TABLES, Table};

fn column(store: &Store, table: &str, name: &str) -> Vec<String> {
    let rows = store.find(table, &[]).expect("rows");
    rows.into_iter().map(|row| row[name].clone()).collect()
}

fn seeded() -> Store {
    let store = Store::open(None).expect("a store");
    demo(&store, Some("http://localhost:8180")).expect("demo records");
    store
}

#[test]
fn there_is_as_much_as_in_a_fresh_developer_instance() {
    let store = seeded();
    for (table, least) in [
        ("incident", 60),
        ("change_request", 60),
        ("problem", 12),
        ("sys_user", 25),
        ("sys_user_group", 10),
        ("cmdb_ci", 25),
        ("sys_journal_field", 150),
    ] {
        let rows = store.find(table, &[]).expect("rows").len();
        assert!(rows >= least, "{rows} of {table}");
    }
}

#[test]
fn well_known_people_are_there_with_managers_and_addresses() {
    let store = seeded();
    for (user_name, name, manager) in [
        ("abel.tuter", "Abel Tuter", ""),
        ("beth.anglin", "Beth Anglin", "bud.richman"),
        ("bud.richman", "Bud Richman", "fred.luddy"),
        ("david.loo", "David Loo", "fred.luddy"),
        ("don.goodliffe", "Don Goodliffe", "fred.luddy"),
        ("fred.luddy", "Fred Luddy", ""),
        ("employee", "Joe Employee", "carla.mendez"),
        ("itil", "ITIL User", "bud.richman"),
    ] {
        let found = store.find("sys_user", &[("user_name", user_name)]);
        let user = &found.expect("users")[0];
        assert_eq!(user["name"], name);
        assert_eq!(user["email"], format!("{user_name}@example.com"));
        let boss = store.get("sys_user", &user["manager"]).expect("a user");
        let boss = boss.map(|boss| boss["user_name"].clone());
        assert_eq!(boss.unwrap_or_default(), manager, "{user_name}");
    }
}

#[test]
fn members_of_a_group_have_its_roles() {
    let store = seeded();
    for (user, role) in [
        ("beth.anglin", Some("itil")),
        ("problem.manager", Some("sn_problem_write")),
        ("fred.luddy", Some("admin")),
        ("employee", None),
        ("abel.tuter", None),
    ] {
        let found = store.find("sys_user", &[("user_name", user)]);
        let roles = store.roles_of(&found.expect("users")[0]["sys_id"]);
        let roles = roles.expect("roles");
        match role {
            Some(role) => assert!(roles.iter().any(|has| has == role), "{user} {roles:?}"),
            None => assert!(roles.is_empty(), "{user} {roles:?}"),
        }
    }
}

#[test]
fn every_reference_of_a_demo_record_leads_to_one() {
    let store = seeded();
    for table in TABLES {
        for row in store.find(table.name, &[]).expect("rows") {
            for column in table.columns() {
                let Kind::Reference(to) = column.kind else {
                    continue;
                };
                let value = &row[column.name];
                if value.is_empty() || value == "global" || Table::named(to).is_none() {
                    continue;
                }
                let found = store.get(to, value).expect("a read");
                assert!(found.is_some(), "{}.{} = {value}", table.name, column.name);
            }
        }
    }
}

#[test]
fn what_has_been_taken_has_a_journal_that_is_older_than_its_last_change() {
    let store = seeded();
    for table in ["incident", "change_request", "problem"] {
        let taken = store.find(table, &[]).expect("rows").into_iter();
        let taken = taken
            .filter(|row| row["correlation_display"].is_empty() && !row["closed_by"].is_empty());
        for row in taken {
            let journal = store.journal(&row["sys_id"]).expect("a journal");
            let number = &row["number"];
            assert!(journal.len() > 1, "{number}");
            for entry in journal {
                assert!(entry.on >= row["sys_created_on"], "{number}");
                assert!(entry.on <= row["sys_updated_on"], "{number}");
            }
        }
    }
}

#[test]
fn there_are_tickets_of_every_kind_in_every_state() {
    let store = seeded();
    for table in ["incident", "change_request", "problem"] {
        let states: BTreeSet<_> = column(&store, table, "state").into_iter().collect();
        let list = [("name", table), ("element", "state")];
        let choices = store.find("sys_choice", &list).expect("choices");
        let choices: BTreeSet<_> = choices.iter().map(|row| row["value"].clone()).collect();
        assert_eq!(states, choices, "{table}");
        if table == "problem" {
            continue;
        }
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
    let store = seeded();
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
        ["http://localhost:9000"; 5]
    );
    assert_eq!(
        column(&store, "oauth_entity", "redirect_url"),
        ["http://localhost:9000/", ""]
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

#[test]
fn without_a_portal_no_ticket_is_a_portals() {
    let store = Store::open(None).expect("a store");
    demo(&store, None).expect("demo records");
    for table in ["incident", "change_request"] {
        for name in ["correlation_id", "correlation_display"] {
            let marks = column(&store, table, name);
            assert!(marks.iter().all(String::is_empty), "{table}.{name}");
        }
        let made_by = column(&store, table, "sys_created_by");
        assert!(!made_by.contains(&"integration.user".to_owned()), "{table}");
        let all = column(&seeded(), table, "number");
        assert_eq!(column(&store, table, "number"), all);
    }
}

#[test]
fn a_file_of_an_older_version_gets_what_came_later() {
    let store = seeded();
    let later: [(&str, &[(&str, &str)]); 8] = [
        ("sys_data_policy2", &[]),
        ("sys_data_policy_rule", &[]),
        ("sys_user_role_contains", &[]),
        ("sys_user_role", &[("name", "asset")]),
        ("sys_choice", &[("name", "sc_request")]),
        ("sys_number", &[("category", "sc_request")]),
        ("sys_dictionary", &[("name", "sc_request")]),
        ("std_change_record_producer", &[]),
    ];
    let counts =
        |store: &Store| later.map(|(table, which)| store.find(table, which).expect("rows").len());
    let before = counts(&store);
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    for (table, which) in later {
        for row in store.find(table, which).expect("rows") {
            store.delete(table, &row["sys_id"]).expect("deleted");
        }
    }
    demo(&store, None).expect("a second start");
    assert_eq!(counts(&store), before);
    demo(&store, None).expect("a third start");
    assert_eq!(counts(&store), before);
}
