//! Files as they are taken over, and as they are not.

use std::sync::OnceLock;

use proptest::prelude::*;

use crate::store::{Loaded, Row, Store, Table};
use crate::table_api::testing::Instance;

use super::{Report, import};

fn taken(store: &Store, records: &str) -> Report {
    let file = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <unload unload_date=\"2026-11-21 12:00:00\">\n{records}\n</unload>\n"
    );
    import(store, file.as_bytes(), "admin")
        .expect("a store")
        .expect("a file that is taken")
}

fn counts(report: &Report) -> (usize, usize, usize) {
    let Loaded {
        inserted,
        updated,
        deleted,
    } = report.loaded;
    (inserted, updated, deleted)
}

fn row(store: &Store, table: &str, sys_id: &str) -> Row {
    store.get(table, sys_id).expect("a store").expect("a row")
}

#[test]
fn a_record_is_made_once_and_then_changed() {
    let store = Instance::new().state.store;
    let file = r#"<sys_user action="INSERT_OR_UPDATE"><sys_id>a1</sys_id>
        <user_name>file.user</user_name><first_name>R&amp;D</first_name><active>true</active>
        <sys_created_by>somebody</sys_created_by><sys_created_on>2020-02-03 04:05:06</sys_created_on>
        <title><![CDATA[<b>]]></title></sys_user>"#;
    assert_eq!(counts(&taken(&store, file)), (1, 0, 0));
    let made = row(&store, "sys_user", "a1");
    assert_eq!(made["sys_created_by"], "somebody");
    assert_eq!(made["sys_created_on"], "2020-02-03 04:05:06");
    assert_eq!(made["sys_updated_by"], "admin");
    assert_eq!((&*made["title"], &*made["first_name"]), ("<b>", "R&D"));
    let file = r#"<sys_user action="INSERT_OR_UPDATE"><sys_id>a1</sys_id><title/></sys_user>"#;
    assert_eq!(counts(&taken(&store, file)), (0, 1, 0));
    let changed = row(&store, "sys_user", "a1");
    assert_eq!((&*changed["title"], &*changed["active"]), ("", "true"));
    assert_eq!(changed["sys_created_by"], "somebody");
    let file = r#"<sys_user action="DELETE"><sys_id>a1</sys_id></sys_user>"#;
    assert_eq!(counts(&taken(&store, file)), (0, 0, 1));
    assert_eq!(counts(&taken(&store, file)), (0, 0, 0));
}

#[test]
fn neither_rules_nor_defaults_nor_numbers_come_to_an_imported_record() {
    let store = Instance::new().state.store;
    let file = r#"<incident action="INSERT_OR_UPDATE"><sys_id>b1</sys_id><impact>1</impact>
        <urgency>1</urgency></incident>
        <oauth_entity action="INSERT_OR_UPDATE"><sys_id>b2</sys_id><name>x</name></oauth_entity>"#;
    assert_eq!(counts(&taken(&store, file)), (2, 0, 0));
    let made = row(&store, "incident", "b1");
    for column in ["number", "priority", "opened_at", "state"] {
        assert_eq!(made[column], "", "{column}");
    }
    assert_eq!(made["sys_class_name"], "incident");
    let made = row(&store, "oauth_entity", "b2");
    assert_eq!((&*made["active"], &*made["type"]), ("false", ""));
}

#[test]
fn a_reference_to_people_groups_and_roles_is_found_by_its_display_value() {
    let store = Instance::new().state.store;
    let known = |table: &str| {
        let found = store.find(table, &[]).expect("rows");
        let table = Table::named(table).expect("a table");
        let row = found.into_iter().next().expect("a row");
        (row["sys_id"].clone(), row[table.display].clone())
    };
    let (role, role_name) = known("sys_user_role");
    let file = format!(
        r#"<sys_user action="INSERT_OR_UPDATE"><sys_id>c1</sys_id><name>From File</name></sys_user>
        <sys_user_has_role action="INSERT_OR_UPDATE"><sys_id>c2</sys_id>
        <user display_value="From File">ffff</user><role display_value="{role_name}">ffff</role></sys_user_has_role>
        <sys_user_has_role action="INSERT_OR_UPDATE"><sys_id>c3</sys_id>
        <user display_value="Nobody At All">ffff</user><role>{role}</role></sys_user_has_role>
        <sys_cors_rule action="INSERT_OR_UPDATE"><sys_id>c4</sys_id>
        <rest_api display_value="Table API">ffff</rest_api></sys_cors_rule>"#
    );
    assert_eq!(counts(&taken(&store, &file)), (4, 0, 0));
    let has = row(&store, "sys_user_has_role", "c2");
    assert_eq!((&*has["user"], &has["role"]), ("c1", &role));
    let has = row(&store, "sys_user_has_role", "c3");
    assert_eq!((&*has["user"], &has["role"]), ("ffff", &role));
    // Other tables are not matched.
    assert_eq!(row(&store, "sys_cors_rule", "c4")["rest_api"], "ffff");
}

#[test]
fn what_there_is_no_place_for_is_left_out_and_told() {
    let store = Instance::new().state.store;
    let file = r#"<u_nothing action="INSERT_OR_UPDATE"><sys_id>d0</sys_id></u_nothing>
<sys_user action="INSERT_OR_UPDATE"><sys_id>d1</sys_id><u_x>1</u_x><title>t</title>
<user_password>sesame</user_password></sys_user>
<sys_user action="INSERT_OR_UPDATE"><sys_id>0123456789012345678901234567890123</sys_id></sys_user>"#;
    let report = taken(&store, file);
    assert_eq!(counts(&report), (1, 0, 0));
    let begins = [
        "Line 3: there is no table u_nothing",
        "Line 4: the table sys_user has no column u_x",
        "Line 4: user_password is encrypted",
        "Line 6: the sys_id is too long",
    ];
    assert_eq!(report.notes.len(), begins.len(), "{:?}", report.notes);
    for (note, begin) in report.notes.iter().zip(begins) {
        assert!(note.starts_with(begin), "{note}");
    }
    let made = row(&store, "sys_user", "d1");
    assert_eq!((&*made["title"], &*made["user_password"]), ("t", ""));
}

#[test]
fn a_broken_file_names_its_place_and_leaves_no_trace() {
    let store = Instance::new().state.store;
    let good = "<unload>\n<sys_user action=\"INSERT_OR_UPDATE\"><sys_id>e1</sys_id></sys_user>\n";
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><unload>&b;</unload>";
    let deep = format!("<unload>{}", "<a>".repeat(100_000));
    for (file, place) in [
        (format!("{good}<sys_user></unload>"), "Line 3, column "),
        (
            format!("{good}<sys_user action=\"MERGE\"/></unload>"),
            "Line 3: the action",
        ),
        (
            format!("{good}<sys_user><name><b>x</b></name></sys_user></unload>"),
            "Line 3: an element within",
        ),
        (good.to_owned(), "Line "),
        (
            "<xml><sys_user/></xml>".to_owned(),
            "Line 1: the file does not begin",
        ),
        (bomb.to_owned(), "Line 1, column "),
        (deep, "Line 1"),
        (String::new(), "Line 1"),
    ] {
        let broken = import(&store, file.as_bytes(), "admin").expect("a store");
        let why = broken.expect_err("a broken file").to_string();
        assert!(why.starts_with(place), "{why}");
        assert!(store.get("sys_user", "e1").expect("a store").is_none());
    }
    let broken = import(&store, b"<unload>\n\xff</unload>", "admin").expect("a store");
    let why = broken.expect_err("a broken file").to_string();
    assert_eq!(why, "Line 2: the file is not UTF-8");
}

#[test]
fn an_imported_property_counts_when_the_cache_is_flushed() {
    let store = Instance::new().state.store;
    let file = r#"<sys_properties action="INSERT_OR_UPDATE"><sys_id>f1</sys_id>
        <name>x.y</name><value>1</value></sys_properties>"#;
    taken(&store, file);
    assert_eq!(store.property("x.y").expect("a value"), "");
    taken(&store, &file.replace(">1<", ">2<"));
    assert_eq!(store.property("x.y").expect("a value"), "");
    store.flush_cache();
    assert_eq!(store.property("x.y").expect("a value"), "2");
    // Whoever changes any property otherwise flushes it too.
    taken(&store, &file.replace(">1<", ">3<"));
    assert_eq!(store.property("x.y").expect("a value"), "2");
    let other = Row::from([("name".to_owned(), "other".to_owned())]);
    store
        .insert("sys_properties", other, "admin")
        .expect("a row");
    assert_eq!(store.property("x.y").expect("a value"), "3");
}

proptest! {
    #[test]
    fn no_file_breaks_it(
        text in "(<unload>|</unload>|<sys_user action=\"DELETE\">|<sys_user>|</sys_user>|<sys_id>|</sys_id>|<!\\[CDATA\\[|\\]\\]>|&amp;|<|\\PC){0,12}"
    ) {
        static STORE: OnceLock<Store> = OnceLock::new();
        let store = STORE.get_or_init(|| Store::open(None).expect("a store"));
        let _ = import(store, text.as_bytes(), "admin").expect("a store");
    }
}
