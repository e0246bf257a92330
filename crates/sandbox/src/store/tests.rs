use super::*;

/// How SQLite finds what passes a condition.
#[track_caller]
fn check(condition: &str, index: &str) {
    let store = Store::open(None).expect("a store");
    let connection = store.lock();
    let sql = format!("EXPLAIN QUERY PLAN SELECT * FROM incident WHERE {condition}");
    let mut statement = connection.prepare(&sql).expect("a statement");
    let steps = statement.query_map([], |row| row.get::<_, String>(3));
    let steps: Vec<_> = steps
        .expect("steps")
        .map(|step| step.expect("a step"))
        .collect();
    let used = format!("USING INDEX incident_{index}");
    assert!(steps.iter().any(|step| step.contains(&used)), "{steps:?}");
    assert!(
        !steps.iter().any(|step| step.contains("TEMP B-TREE")),
        "{steps:?}"
    );
}

#[test]
fn what_clients_ask_for_is_found_by_an_index() {
    check("number = 'INC1'", "number");
    check("correlation_id = 'a'", "correlation_id");
    check("correlation_id IN ('a', 'b')", "correlation_id");
    check(
        "correlation_display = 'a' ORDER BY sys_created_on DESC",
        "correlation_display_sys_created_on",
    );
    check(
        "correlation_display = 'a' AND state = CAST('1' AS INTEGER)",
        "correlation_display_state",
    );
    check("1 ORDER BY sys_created_on DESC", "sys_created_on");
}

#[test]
fn a_file_of_an_older_version_gets_the_new_columns() {
    let connection = Connection::open_in_memory().expect("a database");
    connection
        .execute_batch(
            "CREATE TABLE incident (sys_id TEXT PRIMARY KEY, number TEXT);
             INSERT INTO incident VALUES ('1', 'INC1');",
        )
        .expect("an old table");
    ddl::prepare(&connection).expect("tables");
    let table = Table::named("incident").expect("a table");
    let row = read::get(&connection, table, "1")
        .expect("a read")
        .expect("a row");
    assert_eq!(
        (row["number"].as_str(), row["state"].as_str()),
        ("INC1", "")
    );
}

#[test]
fn a_table_or_column_that_is_not_defined_is_an_error() {
    let store = Store::open(None).expect("a store");
    assert!(matches!(store.find("x", &[]), Err(Error::NoTable(_))));
    assert!(matches!(
        store.find("incident", &[("x", "1")]),
        Err(Error::NoColumn(_))
    ));
    assert!(store.insert("x", Row::new(), "admin").is_err());
}
