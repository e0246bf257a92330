//! An instance that an administrator connects in one step: by a file, or by a
//! script.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};

use crate::{
    browser::{Browser, field},
    consent::authorize,
    forms::{bare, submit},
    instance::{Answer, Instance, PORTAL},
    token::redeem,
};

/// The client ID in both files.
const CLIENT: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const USER: &str = "portal.integration";
const PASSWORD: &str = "Open Sesame 7";
const SCRIPT: &str = include_str!("connection.js");

/// The file, with the `sys_id`s that the APIs have on this instance.
fn file(instance: &Instance) -> String {
    let file = include_str!("connection.xml").to_owned();
    [
        (">TABLE_API<", "Table API"),
        (">AGGREGATE_API<", "Aggregate API"),
        (">BATCH_API<", "Batch API"),
    ]
    .into_iter()
    .fold(file, |file, (place, api)| {
        let sys_id = instance.id_of("sys_ws_definition", "name", api);
        file.replace(place, &format!(">{sys_id}<"))
    })
}

/// Sends the form of Import XML with this file in it.
async fn upload(browser: &mut Browser, token: &str, file: &str) -> Answer {
    let mark = "----mark";
    let part = |name: &str, value: &str| {
        format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = [
        part("sysparm_ck", token),
        part("sysparm_referring_url", "sys_user_list.do"),
        part("sysparm_target", "sys_user"),
        format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"attachFile\"; filename=\"connection.xml\"\r\n\
             Content-Type: text/xml\r\n\r\n{file}\r\n--{mark}--\r\n"
        ),
    ]
    .concat();
    let kind = format!("multipart/form-data; boundary={mark}");
    let headers = [("cookie", &*browser.cookie), ("content-type", &kind)];
    let instance = browser.instance.clone();
    let path = "/sys_upload.do";
    instance.send(Method::POST, path, &headers, &body).await
}

/// Opens Import XML from a list and uploads the file.
async fn import(browser: &mut Browser, file: &str) -> Answer {
    let list = browser.get("/sys_user_list.do").await;
    let (before, _) = list.body.split_once("\">Import XML</a>").unwrap();
    let (_, path) = before.rsplit_once("href=\"").unwrap();
    let page = browser.get(&path.replace("&amp;", "&")).await;
    let token = field(&page.body, "sysparm_ck");
    assert!(page.body.contains("name=\"attachFile\""), "{}", page.body);
    upload(browser, &token, file).await
}

async fn run(browser: &mut Browser, path: &str, script: &str) -> Answer {
    let page = browser.get(path).await;
    assert!(page.body.contains(">Run script</button>"), "{}", page.body);
    let token = field(&page.body, "sysparm_ck");
    let form = [
        ("sysparm_ck", &*token),
        ("script", script),
        ("sys_scope", "global"),
        ("runscript", "Run script"),
    ];
    browser.post(path, &form).await
}

/// How many records there are in each of the tables that are written to.
fn counts(instance: &Instance) -> BTreeMap<&'static str, usize> {
    let tables = [
        "oauth_entity",
        "sys_cors_rule",
        "sys_properties",
        "sys_user",
        "sys_user_has_role",
    ];
    let counts = tables.map(|table| (table, instance.rows(table).len()));
    counts.into_iter().collect()
}

/// The administrator gives the user a password; the user lets the portal in,
/// and the portal's page works with incidents.
async fn portal_works(instance: &Instance, admin: &mut Browser) {
    let user = instance.id_of("sys_user", "user_name", USER);
    let path = format!("/sys_user.do?sys_id={user}");
    let answer = submit(admin, &path, &[("user_password", PASSWORD)]).await;
    assert_eq!(answer.location(), path);

    let mut browser = Browser::new(instance);
    let answer = browser.sign_in(USER, PASSWORD, "/").await;
    assert_eq!(answer.location(), "/");
    let address = authorize(&[("client_id", CLIENT)]);
    let answer = browser.decide(&address, "allow").await;
    let (_, code) = answer.location().split_once("code=").unwrap();
    let code = code.split('&').next().unwrap();
    let tokens = redeem(instance, CLIENT, code, &[]).await.json();
    let answer = instance
        .post_form("/oauth_token.do", &[("origin", PORTAL)], &[])
        .await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));

    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [
        ("origin", PORTAL),
        ("authorization", &*bearer),
        ("content-type", "application/json"),
    ];
    let sent = r#"{"short_description":"From the portal"}"#;
    let batch = r#"{"batch_request_id":"1","rest_requests":[]}"#;
    for (method, path, body, status) in [
        (
            Method::GET,
            "/api/now/table/incident?sysparm_limit=1",
            "",
            StatusCode::OK,
        ),
        (
            Method::POST,
            "/api/now/table/incident",
            sent,
            StatusCode::CREATED,
        ),
        (
            Method::GET,
            "/api/now/stats/incident?sysparm_count=true",
            "",
            StatusCode::OK,
        ),
        (Method::POST, "/api/now/batch", batch, StatusCode::OK),
    ] {
        let answer = instance.send(method, path, &headers, body).await;
        assert_eq!(answer.status, status, "{path} {}", answer.body);
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed, Some(PORTAL), "{path}");
    }
}

#[tokio::test]
async fn a_file_connects_the_portal_and_doubles_nothing() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let before = counts(&instance);
    let answer = import(&mut admin, &file(&instance)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let numbers = "<dt>Inserted</dt><dd>8</dd><dt>Updated</dt><dd>0</dd>";
    assert!(answer.body.contains(numbers), "{}", answer.body);
    assert!(answer.body.contains("/sys_user_list.do"));
    let after = counts(&instance);
    for (table, more) in [
        ("oauth_entity", 1),
        ("sys_cors_rule", 3),
        ("sys_user_has_role", 2),
    ] {
        assert_eq!(after[table], before[table] + more, "{table}");
    }
    // The property is there, and does not count before the cache is flushed.
    let ask = || async {
        let headers = [("origin", PORTAL)];
        let answer = instance.post_form("/oauth_token.do", &headers, &[]).await;
        answer.header("access-control-allow-origin").is_some()
    };
    assert!(!ask().await);
    let page = admin.get("/cache.do").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(ask().await);
    portal_works(&instance, &mut admin).await;

    let answer = import(&mut admin, &file(&instance)).await;
    let numbers = "<dt>Inserted</dt><dd>0</dd><dt>Updated</dt><dd>8</dd>";
    assert!(answer.body.contains(numbers), "{}", answer.body);
    assert_eq!(counts(&instance), after);
    // The password that was set in the meantime is still the user's.
    let mut browser = Browser::new(&instance);
    let answer = browser.sign_in(USER, PASSWORD, "/").await;
    assert_eq!(answer.location(), "/");
}

#[tokio::test]
async fn a_script_connects_the_portal_and_doubles_nothing() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let answer = run(&mut admin, "/sys.scripts.do", SCRIPT).await;
    assert_eq!(answer.status, StatusCode::OK);
    let begin = "<HTML><BODY>Script completed in scope global: script<HR/><PRE>*** Script: Inserted oauth_entity Portal<BR/>";
    assert!(answer.body.contains(begin), "{}", answer.body);
    assert!(!answer.body.contains("There is no"), "{}", answer.body);
    assert!(!answer.body.contains("has no column"), "{}", answer.body);
    let after = counts(&instance);
    portal_works(&instance, &mut admin).await;
    let answer = run(&mut admin, "/sys.scripts.modern.do", SCRIPT).await;
    assert!(!answer.body.contains("Inserted"), "{}", answer.body);
    assert_eq!(answer.body.matches("Updated").count(), 7, "{}", answer.body);
    assert_eq!(counts(&instance), after);
    let user = instance.id_of("sys_user", "user_name", USER);
    let user = instance.state.store.get("sys_user", &user).unwrap();
    assert_eq!(user.unwrap()["name"], "Portal Integration");
}

#[tokio::test]
async fn a_script_sets_a_password_that_signs_in() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let script = "var gr = new GlideRecord('sys_user'); gr.get('user_name', 'abel.tuter');\n\
                  gr.user_password.setDisplayValue('Sesame & Co'); gr.update();";
    run(&mut admin, "/sys.scripts.do", script).await;
    let mut browser = Browser::new(&instance);
    let answer = browser.sign_in("abel.tuter", "Sesame & Co", "/").await;
    assert_eq!(answer.location(), "/");
}

#[tokio::test]
async fn a_rule_names_its_api_by_the_sys_id() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let file = include_str!("connection.xml").replace(">TABLE_API<", ">Table API<");
    import(&mut admin, &file).await;
    let headers = [("origin", PORTAL), ("access-control-request-method", "GET")];
    let path = "/api/now/table/incident";
    let answer = instance.send(Method::OPTIONS, path, &headers, "").await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn only_administrators_import_run_scripts_and_flush_the_cache() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "beth.anglin").await;
    let home = browser.get("/").await;
    assert!(!home.body.contains("Scripts - Background"));
    assert!(
        !browser
            .get("/incident_list.do")
            .await
            .body
            .contains("Import XML")
    );
    for path in [
        "/upload.do",
        "/sys.scripts.do",
        "/sys.scripts.modern.do",
        "/cache.do",
    ] {
        assert_eq!(
            browser.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let token = field(&home.body, "sysparm_ck");
    let answer = upload(&mut browser, &token, &file(&instance)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let form = [("sysparm_ck", &*token), ("script", SCRIPT)];
    let answer = browser.post("/sys.scripts.do", &form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(instance.rows("oauth_entity").is_empty());

    // An administrator has every role but those that are taken on for a while.
    let mut admin = Browser::signed_in(&instance, "admin").await;
    assert!(admin.get("/").await.body.contains("Scripts - Background"));
    let property = "glide.script_processor.admin";
    instance.set_property(property, "security_admin");
    assert_eq!(
        admin.get("/sys.scripts.do").await.status,
        StatusCode::FORBIDDEN
    );
    instance.give_role("admin", "security_admin");
    assert_eq!(admin.get("/sys.scripts.do").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_of_somebody_elses_making_imports_and_runs_nothing() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let page = upload(&mut admin, "made-up", &file(&instance)).await;
    assert!(page.body.contains("open for too long"), "{}", page.body);
    let form = [("sysparm_ck", "made-up"), ("script", SCRIPT)];
    let page = admin.post("/sys.scripts.do", &form).await;
    assert!(page.body.contains("open for too long"), "{}", page.body);
    assert!(page.body.contains("GlideRecord"), "what was typed is kept");
    assert!(instance.rows("oauth_entity").is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_a_file_or_a_script_is_told_with_its_place() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let broken = file(&instance).replace("</unload>", "</other>");
    let page = import(&mut admin, &broken).await;
    assert!(
        page.body.contains("Nothing was imported. Line "),
        "{}",
        page.body
    );
    assert!(instance.rows("oauth_entity").is_empty());
    let page = import(&mut admin, "").await;
    assert!(page.body.contains("Choose a file first"), "{}", page.body);
    for (script, line) in [
        (
            "gs.print('<b>');\nnonsense();",
            "Script execution error: Script Identifier: null.null.script, Error Description: ",
        ),
        ("\nvar a = ;", "Script compilation error: "),
    ] {
        let page = run(&mut admin, "/sys.scripts.do", script).await;
        assert!(page.body.contains(line), "{}", page.body);
        assert!(
            page.body.contains("null.null.script; line 2"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("<b>"), "{}", page.body);
    }
}
