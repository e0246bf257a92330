//! The forms by which administrators set an instance up.

use axum::http::{Method, StatusCode};

use crate::{
    browser::{Browser, field},
    forms::{bare, submit},
    instance::PORTAL,
    token::sign_in_as,
};

#[tokio::test]
async fn the_menus_and_labels_are_the_defaults() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let home = browser.get("/").await.body;
    for menu in [
        "System OAuth &gt; Application Registry",
        "System Web Services &gt; REST &gt; CORS Rules",
        "User Administration &gt; Users",
        "Microsoft 365 Ticketing Connector",
    ] {
        assert!(home.contains(menu), "{menu}");
    }
    for (path, labels) in [
        (
            "/oauth_entity.do?sys_id=-1",
            &[
                "Name",
                "Client ID",
                "Client Secret",
                "Public Client",
                "Redirect URL",
                "Active",
            ][..],
        ),
        (
            "/sys_cors_rule.do?sys_id=-1",
            &[
                "REST API",
                "Use Resource Path",
                "Domain",
                "Max age",
                "GET",
                "Access-Control-Allow-Headers",
                "Access-Control-Expose-Headers",
                "Access-Control-Allow-Credentials",
            ],
        ),
        (
            "/sys_user.do?sys_id=-1",
            &["User ID", "Locked out", "Web service access only"],
        ),
    ] {
        let page = browser.get(path).await;
        for label in labels {
            assert!(
                page.body.contains(&format!(">{label}</label>")),
                "{path} {label}"
            );
        }
    }
    let page = browser.get("/oauth_entity_list.do").await;
    assert!(page.body.contains("<h1>Application Registries</h1>"));
    let user = instance.id_of("sys_user", "user_name", "integration.user");
    let page = browser.get(&format!("/sys_user.do?sys_id={user}")).await;
    assert!(
        page.body.contains("sn_incident_write"),
        "the roles are shown"
    );
}

#[tokio::test]
async fn a_rule_needs_a_domain_that_servicenow_takes() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    for (change, why) in [
        (&[("domain", "*")][..], "The domain is not valid"),
        (
            &[("domain", "https://portal.example/app")],
            "The domain is not valid",
        ),
        (&[("rest_api", "")], "The REST API is missing"),
        (&[("rest_api", "Tables")], "there is no match for Tables"),
        (
            &[
                ("domain", "https://*.example"),
                ("access_control_allow_credentials", "true"),
            ],
            "cannot have a wildcard",
        ),
    ] {
        let mut form = vec![
            ("name", "portal"),
            ("rest_api", "Table API"),
            ("domain", PORTAL),
            ("get", "true"),
        ];
        form.retain(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
        form.extend(change);
        let page = submit(&mut browser, "/sys_cors_rule.do?sys_id=-1", &form).await;
        assert!(page.body.contains(why), "{change:?}: {}", page.body);
        assert!(instance.rows("sys_cors_rule").is_empty());
    }
}

#[tokio::test]
async fn what_an_administrator_sets_up_by_hand_connects_the_portal() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let redirect = format!("{PORTAL}/");
    let entity = [
        ("name", "By hand"),
        ("public_client", "true"),
        ("redirect_url", &redirect),
    ];
    let answer = submit(&mut browser, "/oauth_entity.do?sys_id=-1", &entity).await;
    let page = browser.get(answer.location()).await;
    let client = instance.rows("oauth_entity")[0]["client_id"].clone();
    assert_eq!(client.len(), 32);
    assert!(page.body.contains(&client));
    let property = [
        ("name", "glide.oauth.cors.allowed.origin"),
        ("value", PORTAL),
    ];
    let path = "/sys_properties.do?sys_id=-1";
    submit(&mut browser, path, &property).await.location();
    let rule = [
        ("name", "portal"),
        ("rest_api", "Table API"),
        ("domain", PORTAL),
        ("get", "true"),
        ("access_control_allow_headers", "Authorization"),
    ];
    let path = "/sys_cors_rule.do?sys_id=-1";
    submit(&mut browser, path, &rule).await.location();

    let tokens = sign_in_as(&instance, &client, "integration.user").await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let headers = [("origin", PORTAL), ("authorization", &*bearer)];
    let path = "/api/now/table/incident?sysparm_limit=1";
    let answer = instance.get(path, &headers).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
    let answer = instance.post_form("/oauth_token.do", &headers, &[]).await;
    assert_eq!(answer.header("access-control-allow-origin"), Some(PORTAL));
}

#[tokio::test]
async fn a_secret_is_set_by_a_form_and_never_shown() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let user = [("user_name", "new.user"), ("user_password", "sesame")];
    let answer = submit(&mut browser, "/sys_user.do?sys_id=-1", &user).await;
    let page = browser.get(answer.location()).await;
    assert!(!page.body.contains("sesame"));
    // Saving again with the field left empty keeps the password.
    let path = answer.location().to_owned();
    submit(&mut browser, &path, &[("title", "Agent")])
        .await
        .location();
    let mut other = Browser::new(&instance);
    let answer = other.sign_in("new.user", "sesame", "/").await;
    assert_eq!(answer.location(), "/");
    let answer = instance.send(Method::PUT, "/sys_user.do", &[], "").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_administrator_sets_a_users_password() {
    let instance = bare();
    let mut admin = Browser::signed_in(&instance, "admin").await;
    let user = instance.id_of("sys_user", "user_name", "abel.tuter");
    let page = admin.get(&format!("/sys_user.do?sys_id={user}")).await;
    let path = format!("/set_password.do?sys_id={user}");
    assert!(
        page.body
            .contains(&format!(r#"href="{path}">Set Password"#))
    );
    let token = field(&admin.get(&path).await.body, "sysparm_ck");
    let mut form = vec![("sysparm_ck", &*token), ("sys_id", &*user)];
    form.push(("action", "generate"));
    let page = admin.post("/set_password.do", &form).await;
    let (_, tag) = page.body.split_once("<input id=\"password\"").unwrap();
    let password = crate::browser::attribute(tag, "value");
    assert!(password.len() >= 12, "{password}");
    form.retain(|(name, _)| *name != "action");
    form.extend([("action", "save"), ("password", &*password)]);
    let answer = admin.post("/set_password.do", &form).await;
    assert_eq!(answer.location(), format!("/sys_user.do?sys_id={user}"));
    let row = instance.state.store.get("sys_user", &user).unwrap();
    assert_eq!(row.unwrap()["password_needs_reset"], "true");
    let mut browser = Browser::new(&instance);
    let answer = browser.sign_in("abel.tuter", &password, "/").await;
    assert_eq!(answer.location(), "/");

    // Nobody else does, nor does a page of somebody else's making.
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut form = form.clone();
    form[0].1 = "made-up";
    let page = admin.post("/set_password.do", &form).await;
    assert!(page.body.contains("open for too long"));
}

#[tokio::test]
async fn a_new_private_program_is_given_a_secret_that_is_shown_once() {
    let instance = bare();
    let mut browser = Browser::signed_in(&instance, "admin").await;
    let entity = [("name", "Private"), ("redirect_url", PORTAL)];
    let page = submit(&mut browser, "/oauth_entity.do?sys_id=-1", &entity).await;
    let (_, secret) = page
        .body
        .split_once("Client Secret, shown this once: ")
        .unwrap();
    let (secret, _) = secret.split_once('<').unwrap();
    assert_eq!(secret.len(), 32);
    let row = instance.rows("oauth_entity").remove(0);
    assert!(!row["client_secret"].contains(secret));
    instance.set_property(
        "glide.oauth.inbound.client.credential.grant_type.enabled",
        "true",
    );
    let user = instance.id_of("sys_user", "user_name", "integration.user");
    instance.change("oauth_entity", "name", "Private", "user", &user);
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", &*row["client_id"]),
        ("client_secret", secret),
    ];
    let answer = instance.post_form("/oauth_token.do", &[], &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let there = format!("/oauth_entity.do?sys_id={}", row["sys_id"]);
    assert!(!browser.get(&there).await.body.contains(secret));
    // One that is typed is kept, and a public program has none.
    for more in [("client_secret", "typed"), ("public_client", "true")] {
        let entity = [("name", "Other"), more];
        let answer = submit(&mut browser, "/oauth_entity.do?sys_id=-1", &entity).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{more:?}");
    }
}
