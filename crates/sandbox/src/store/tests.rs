use super::*;

/// How SQLite finds what passes a condition.
#[track_caller]
fn check(condition: &str, index: &str) {
    plan(
        &format!("SELECT * FROM incident WHERE {condition}"),
        "",
        index,
    );
}

#[track_caller]
fn plan(sql: &str, covering: &str, index: &str) {
    let store = Store::open(None).expect("a store");
    let connection = store.lock();
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = connection.prepare(&sql).expect("a statement");
    let steps = statement.query_map([], |row| row.get::<_, String>(3));
    let steps: Vec<_> = steps
        .expect("steps")
        .map(|step| step.expect("a step"))
        .collect();
    let used = format!("USING{covering} INDEX incident_{index}");
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
    check(
        "state = CAST('2' AS INTEGER) ORDER BY sys_created_on DESC",
        "state_sys_created_on",
    );
    check(
        "priority = CAST('1' AS INTEGER) ORDER BY sys_created_on DESC",
        "priority_sys_created_on",
    );
    check(
        "active = 'true' ORDER BY sys_created_on DESC",
        "active_sys_created_on",
    );
    check("1 ORDER BY sys_updated_on DESC", "sys_updated_on");
    check("caller_id = 'a'", "caller_id_state");
}

#[test]
fn counts_by_state_are_read_from_an_index_alone() {
    for (condition, index) in [
        ("1", "state_priority"),
        ("active = 'true'", "active_state_priority_sys_created_on"),
        ("correlation_display = 'a'", "correlation_display_state"),
        ("assignment_group = 'a'", "assignment_group_state"),
        ("assigned_to = 'a'", "assigned_to_state"),
    ] {
        let sql = format!("SELECT state, count(*) FROM incident WHERE {condition} GROUP BY state");
        plan(&format!("{sql} ORDER BY state"), " COVERING", index);
    }
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

#[test]
fn a_file_of_an_older_version_goes_on_counting() {
    let connection = Connection::open_in_memory().expect("a database");
    connection
        .execute_batch(
            "CREATE TABLE number_counter (prefix TEXT PRIMARY KEY, next INTEGER NOT NULL);
             INSERT INTO number_counter VALUES ('INC', 10042), ('ISET', 10003), ('X', 1);",
        )
        .expect("an old table");
    let store = Store::over(connection).expect("a store");
    let made = store.insert("incident", Row::new(), "admin").expect("one");
    assert_eq!(made["number"], "INC0010042");
    let import = store.number("sys_import_set", ("ISET", 10_001));
    assert_eq!(import.expect("a number"), "ISET0010003");
}
