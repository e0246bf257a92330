//! Scripts against a seeded instance.

use std::time::Duration;

use super::{Failure, Limits, Outcome, run};
use crate::store::{Row, is_password};
use crate::table_api::testing::Instance;
use crate::{auth, state::AppState};

fn ran_with(state: &AppState, source: &str, limits: Limits) -> Outcome {
    let admin = auth::by_field(&state.store, "user_name", "admin");
    let admin = admin.expect("a store").expect("an administrator");
    run(state, &admin, source, limits)
}

/// What the script printed, if it came to its end.
#[track_caller]
fn ran(state: &AppState, source: &str) -> Vec<String> {
    let outcome = ran_with(state, source, Limits::BACKGROUND);
    assert_eq!(outcome.failure, None, "{:?}", outcome.printed);
    outcome.printed
}

#[track_caller]
fn prints(state: &AppState, source: &str, lines: &[&str]) {
    assert_eq!(ran(state, source), lines, "{source}");
}

/// What a script of this user prints.
fn ran_by(state: &AppState, user: &str, source: &str) -> Vec<String> {
    let user = auth::by_field(&state.store, "user_name", user);
    let user = user.expect("a store").expect("a user");
    run(state, &user, source, Limits::BACKGROUND).printed
}

fn found(state: &AppState, table: &str, column: &str, value: &str) -> Vec<Row> {
    let found = state.store.find(table, &[(column, value)]);
    found.expect("a store")
}

#[test]
fn a_script_makes_finds_changes_and_deletes_records() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        var gr = new GlideRecord('sys_user_group');
        gr.initialize();
        gr.name = 'By script';
        gr.setValue('description', 'one');
        var id = gr.insert();
        gs.info(id.length + ' ' + gr.isValidRecord() + ' ' + gr.getUniqueValue().length);
        gr = new GlideRecord('sys_user_group');
        gs.print(gr.get(id) + ' ' + gr.name + ' ' + gr.getValue('description'));
        gr.description = gr.description + ' two';
        gr.update();
        gr = new GlideRecord('sys_user_group');
        gs.print(gr.get('name', 'By script') + ' ' + gr.description);
        gs.print(gr.deleteRecord() + ' ' + gr.get(id));
        "#,
        &[
            "32 true 32",
            "true By script one",
            "true one two",
            "true false",
        ],
    );
    assert!(found(&state, "sys_user_group", "name", "By script").is_empty());
}

#[test]
fn queries_are_joined_ordered_limited_and_counted() {
    let state = Instance::new().state;
    let active = found(&state, "sys_user_role", "grantable", "true").len();
    prints(
        &state,
        r#"
        function names(ask) {
            var gr = new GlideRecord('sys_user_role'), names = [];
            ask(gr);
            gr.query();
            var count = gr.getRowCount();
            while (gr.next()) names.push(gr.getValue('name'));
            return count + ' ' + names.join();
        }
        gs.print(names(function (gr) { gr.addQuery('name', 'STARTSWITH', 'sn_change'); gr.orderByDesc('name'); }));
        gs.print(names(function (gr) { gr.addQuery('name', 'itil').addOrCondition('name', 'IN', ['admin']); gr.orderBy('name'); }));
        gs.print(names(function (gr) { gr.addEncodedQuery('name=itil^ORname=admin^ORDERBYname'); gr.setLimit(1); }));
        gs.print(names(function (gr) { gr.addQuery('name', 'a^ORname=itil'); }));
        gs.print(names(function (gr) { gr.addNotNullQuery('name'); gr.addNullQuery('sys_id'); }));
        var all = new GlideRecord('sys_user_role');
        all.addQuery('grantable', true);
        all.query();
        gs.print(all.hasNext() + ' ' + all.getRowCount());
        "#,
        &[
            "2 sn_change_write,sn_change_read",
            "2 admin,itil",
            "1 admin",
            "0 ",
            "0 ",
            &format!("true {active}"),
        ],
    );
}

#[test]
fn a_column_is_an_element_that_goes_with_its_record() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        var gr = new GlideRecord('sys_user'), ids = [];
        gr.addQuery('user_name', 'IN', 'admin,abel.tuter');
        gr.orderBy('user_name');
        gr.query();
        while (gr.next()) ids.push(gr.user_name);
        gs.print(ids.join());
        gr.get('user_name', 'admin');
        gs.print((gr.active == true) + ' ' + gr.getValue('active') + ' ' + gr.active + ' ' + (gr.user_name == 'admin'));
        gs.print(gr.getValue('title') + ' ' + gr.title.nil() + ' ' + gr.nonsense + ' ' + gr.getValue('nonsense'));
        gs.print(gr.isValidField('title') + ' ' + gr.isValidField('nonsense') + ' ' + gr.getElement('name').getName());
        var has = new GlideRecord('sys_user_has_role');
        has.addQuery('user', gr.sys_id);
        has.query();
        has.next();
        gs.print(has.role.name + ' ' + has.getDisplayValue('role') + ' ' + has.user.getRefRecord().getDisplayValue());
        "#,
        &[
            "admin,admin",
            "true 1 true true",
            "null true undefined null",
            "true false name",
            "admin admin System Administrator",
        ],
    );
}

#[test]
fn a_column_called_as_a_method_is_only_set_by_its_name() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        var gr = new GlideRecord('sys_cors_rule');
        gr.initialize();
        try { gr.get = true; } catch (e) { gs.print(e.message); }
        gr.domain = 'https://portal.example.com';
        gr.setValue('get', true);
        gr.post = true;
        gr.insert();
        gs.print(gr.getValue('get') + gr.getValue('post') + gr.getValue('put'));
        "#,
        &[r#"Java method "get" cannot be assigned to."#, "110"],
    );
}

#[test]
fn rules_run_for_a_script_unless_it_switches_them_off() {
    let state = Instance::new().state;
    let source = |off: &str| {
        format!(
            r#"var gr = new GlideRecord('incident');
            gr.initialize();
            gr.impact = 1;
            gr.urgency = 1;
            {off}
            gr.insert();
            gs.print(gr.priority + ' ' + gr.number.toString().length + ' ' + gr.isValidRecord());
            gr.state = 6;
            gs.print(gr.update() === null ? gr.getLastErrorMessage() : 'updated');"#
        )
    };
    let lines = ran(&state, &source(""));
    assert_eq!(lines[0], "1 10 true");
    assert!(lines[1].contains("Data Policy Exception"), "{lines:?}");
    let lines = ran(&state, &source("gr.setWorkflow(false);"));
    assert_eq!(lines[1], "updated");
    assert!(!lines[0].starts_with("1 "), "{lines:?}");
}

#[test]
fn a_password_is_set_as_it_is_shown_and_not_as_it_is_stored() {
    let state = Instance::new().state;
    let set = |how: &str| {
        ran(
            &state,
            &format!(
                "var gr = new GlideRecord('sys_user'); gr.get('user_name', 'abel.tuter'); {how}; gr.update(); gs.print(gr.user_password.nil());"
            ),
        );
        found(&state, "sys_user", "user_name", "abel.tuter")[0]["user_password"].clone()
    };
    assert!(is_password(
        &set("gr.user_password.setDisplayValue('sesame')"),
        "sesame"
    ));
    assert!(is_password(
        &set("gr.setDisplayValue('user_password', 'other')"),
        "other"
    ));
    assert!(!is_password(
        &set("gr.setValue('user_password', 'plain')"),
        "plain"
    ));
}

#[test]
fn a_table_that_is_not_there_is_not_valid_and_does_nothing() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        var gr = new GlideRecord('u_nothing');
        gr.addQuery('a', 'b');
        gr.query();
        gr.name = 'x';
        gs.print([gr.isValid(), gr.next(), gr.get('x'), gr.insert(), gr.getTableName(), gs.tableExists('u_nothing'), gs.tableExists('incident')].join());
        "#,
        &["false,false,false,,u_nothing,false,true"],
    );
}

#[test]
fn the_system_knows_properties_people_and_the_time() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        gs.setProperty('x.y', 'one');
        gs.setProperty('x.y', 'two');
        gs.print(gs.getProperty('x.y') + ' ' + gs.getProperty('x.z', 'none') + ' ' + gs.nil(gs.getProperty('x.z')));
        gs.info('{0} is {1}', gs.getUserName(), gs.hasRole('itil'));
        gs.print(gs.getUserID() + ' ' + gs.generateGUID().length);
        var t = new GlideDateTime('2026-11-21 12:00:00');
        t.addSeconds(90);
        gs.print(t + ' ' + t.getDisplayValue() + ' ' + t.after(new GlideDateTime('2026-01-01 00:00:00')));
        gs.print(typeof Promise + typeof Map + typeof [].includes + typeof Proxy + typeof globalThis);
        "#,
        &[
            "two none true",
            "admin is true",
            "6816f79cc0a8016401c5a33be04be441 32",
            "2026-11-21 12:01:30 2026-11-21 04:01:30 true",
            "undefinedundefinedundefinedundefinedundefined",
        ],
    );
    assert_eq!(found(&state, "sys_properties", "name", "x.y").len(), 1);
}

#[test]
fn a_script_fails_with_its_line_and_what_it_has_done_stays() {
    let state = Instance::new().state;
    let check = |source: &str, what: &str, at: u32, is_syntax: bool| {
        let outcome = ran_with(&state, source, Limits::BACKGROUND);
        let (text, line, syntax) = match outcome.failure {
            Some(Failure::Syntax { what, line }) => (what, line, true),
            Some(Failure::Thrown { what, line }) => (what, line, false),
            other => panic!("{source}: {other:?}"),
        };
        assert!(text.contains(what), "{source}: {text}");
        assert_eq!((line, syntax), (at, is_syntax), "{source}: {text}");
    };
    check("var a = 1;\nvar b = ;", "", 2, true);
    check("let a = 1;", "syntax error", 1, true);
    check("gs.print('a');\n\nnonsense();", "nonsense", 3, false);
    check(
        "function f() {\n throw new Error('mine');\n}\nf();",
        "mine",
        2,
        false,
    );
    check("\nthrow 'text';", "text", 0, false);
    let source = "gs.setProperty('kept', '1');\nnull.x;";
    check(source, "null", 2, false);
    assert_eq!(found(&state, "sys_properties", "name", "kept").len(), 1);
}

#[test]
fn a_script_without_an_end_is_ended() {
    let state = Instance::new().state;
    let limits = Limits {
        time: Duration::from_millis(300),
        ..Limits::BACKGROUND
    };
    for source in [
        "while (true) {}",
        "while (true) { try { while (true) {} } catch (e) {} }",
        "for (;;) gs.print('x');",
        "for (;;) { var gr = new GlideRecord('incident'); gr.query(); }",
        "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab');",
    ] {
        let outcome = ran_with(&state, source, limits);
        assert_eq!(outcome.failure, Some(Failure::Time), "{source}");
        assert!(outcome.printed.iter().map(String::len).sum::<usize>() <= limits.output);
    }
}

#[test]
fn a_script_has_so_much_memory_and_no_more() {
    let state = Instance::new().state;
    let limits = Limits {
        memory: 8 * 1024 * 1024,
        ..Limits::BACKGROUND
    };
    for source in [
        "var s = 'x'; while (true) s += s;",
        "var a = []; while (true) a.push(new Array(1000).join('x') + a.length);",
        "function f() { return f() + 1; } f();",
        "var s = '['; for (var i = 0; i < 20; i++) s += s; JSON.parse(s);",
    ] {
        let failure = ran_with(&state, source, limits).failure;
        assert!(
            matches!(failure, Some(Failure::Thrown { .. })),
            "{source}: {failure:?}"
        );
    }
}

#[test]
fn a_record_may_bring_its_sys_id_and_its_stamps() {
    let state = Instance::new().state;
    prints(
        &state,
        r#"
        var gr = new GlideRecord('sys_user_group');
        gr.newRecord();
        gs.print(gr.active + ' ' + gr.getUniqueValue().length + ' ' + gr.isNewRecord());
        gr.setNewGuidValue('0123456789abcdef0123456789abcdef');
        gr.name = 'stamped';
        gr.autoSysFields(false);
        gr.sys_created_by = 'somebody';
        gr.sys_updated_on = '2020-01-01 00:00:00';
        gs.print(gr.insert() + ' ' + gr.sys_created_by + ' ' + gr.sys_updated_on);
        gr = new GlideRecord('sys_user_group');
        gr.get('0123456789abcdef0123456789abcdef');
        gr.name = 'again';
        gr.update();
        gs.print(gr.sys_updated_by + ' ' + gr.sys_mod_count);
        gs.print(gr.insert() === gr.getUniqueValue() && gr.name == 'again');
        "#,
        &[
            "true 32 true",
            "0123456789abcdef0123456789abcdef somebody 2020-01-01 00:00:00",
            "admin 1",
            "true",
        ],
    );
    assert_eq!(found(&state, "sys_user_group", "name", "again").len(), 2);
}

#[test]
fn a_script_asks_no_rights_of_whoever_may_run_it() {
    let state = Instance::new().state;
    let source = "var gr = new GlideRecord('sys_properties'); gr.setLimit(1); gr.query(); gr.next();\n\
                  gr.description = 'seen'; gs.print(gr.update() !== null); gs.print(gs.hasRole('admin'));";
    assert_eq!(ran_by(&state, "abel.tuter", source), ["true", "false"]);
    let row = &found(&state, "sys_properties", "description", "seen")[0];
    assert_eq!(row["sys_updated_by"], "abel.tuter");
}
