use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::table_api::testing::{Answer, Instance};

/// An incident to attach to.
async fn incident(instance: &Instance) -> String {
    let made = instance.post("/table/incident", json!({})).await;
    made.at("/sys_id").as_str().expect("a text").to_owned()
}

async fn send(instance: &Instance, path: &str, kind: &str, body: &[u8]) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/api/now{path}"))
        .header("host", "instance.test")
        .header("content-type", kind)
        .body(Body::from(body.to_vec()));
    instance.request(request.expect("a request")).await
}

async fn attach(instance: &Instance, record: &str, name: &str) -> Answer {
    let path =
        format!("/attachment/file?table_name=incident&table_sys_id={record}&file_name={name}");
    send(instance, &path, "image/png", &[0x89, b'P', 0, 255]).await
}

#[tokio::test]
async fn a_file_is_attached_listed_fetched_and_taken_away() {
    let instance = Instance::as_user("admin");
    let record = incident(&instance).await;
    let made = attach(&instance, &record, "a%20b.png").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let sys_id = made.at("/sys_id").as_str().expect("a text").to_owned();
    let at = format!("http://instance.test/api/now/attachment/{sys_id}");
    assert_eq!(made.headers["location"], at);
    assert_eq!(made.at("/download_link"), &json!(format!("{at}/file")));
    for (member, value) in [
        ("file_name", "a b.png"),
        ("content_type", "image/png"),
        ("size_bytes", "4"),
        ("table_name", "incident"),
        ("table_sys_id", &record),
        ("compressed", "true"),
        ("sys_created_by", "admin"),
    ] {
        assert_eq!(made.body["result"][member], value, "{member}");
    }
    let members = made.body["result"].as_object().expect("members");
    assert!(members.values().all(Value::is_string), "{members:?}");
    let path = format!("/attachment?sysparm_query=table_name=incident^table_sys_id={record}");
    let listed = instance.get(&path.replace('^', "%5E")).await;
    assert_eq!(listed.body["result"], json!([made.body["result"]]));
    assert_eq!(listed.total(), 1);
    let read = instance.get(&format!("/attachment/{sys_id}")).await;
    assert_eq!(read.body, made.body);
    let file = instance.get(&format!("/attachment/{sys_id}/file")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "image/png");
    assert_eq!(file.headers["content-length"], "4");
    let disposition = "attachment;filename=\"a b.png\"";
    assert_eq!(file.headers["content-disposition"], disposition);
    let content = instance.state.store.content(&sys_id).expect("a read");
    assert_eq!(content, Some(vec![0x89, b'P', 0, 255]));
    let path = format!("/attachment/{sys_id}");
    let deleted = instance.send(Method::DELETE, &path, None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(instance.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(instance.state.store.content(&sys_id).expect("a read"), None);
}

#[tokio::test]
async fn a_form_carries_a_file_as_its_last_part() {
    let instance = Instance::as_user("admin");
    let record = incident(&instance).await;
    let body = format!(
        "for people\r\n--x\r\nContent-Disposition: form-data; name=\"table_name\"\r\n\r\nincident\r\n\
         --x\r\nContent-Disposition: form-data; name=\"table_sys_id\"\r\n\r\n{record}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"uploadFile\"; filename=\"a.txt\"\r\n\
         Content-Type: text/plain\r\n\r\none\r\ntwo\r\n--x--\r\n"
    );
    let kind = "multipart/form-data; boundary=x";
    let made = send(&instance, "/attachment/upload", kind, body.as_bytes()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(made.at("/file_name"), "a.txt");
    assert_eq!(made.at("/content_type"), "text/plain");
    let sys_id = made.at("/sys_id").as_str().expect("a text");
    let content = instance.state.store.content(sys_id).expect("a read");
    assert_eq!(content, Some(b"one\r\ntwo".to_vec()));
}

#[tokio::test]
async fn what_cannot_be_attached_is_refused() {
    let instance = Instance::as_user("admin");
    let record = incident(&instance).await;
    let to = |table: &str, sys_id: &str, name: &str| {
        format!("/attachment/file?table_name={table}&table_sys_id={sys_id}&file_name={name}")
    };
    for (path, kind, body, status) in [
        (to("incident", &record, "a"), "text/plain", "", 400),
        (to("incident", &record, ""), "text/plain", "a", 400),
        (to("nonsense", &record, "a"), "text/plain", "a", 400),
        (to("incident", "0", "a"), "text/plain", "a", 404),
        ("/attachment/file".to_owned(), "text/plain", "a", 400),
        ("/attachment/upload".to_owned(), "text/plain", "a", 415),
        (
            "/attachment/upload".to_owned(),
            "multipart/form-data",
            "a",
            415,
        ),
        (
            "/attachment/upload".to_owned(),
            "multipart/form-data; boundary=x",
            "--x\r\n\r\n--x--",
            400,
        ),
    ] {
        let answer = send(&instance, &path, kind, body.as_bytes()).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {kind} {body}");
    }
}

#[tokio::test]
async fn who_sees_the_record_sees_its_files_and_who_writes_it_attaches() {
    let instance = Instance::as_user("admin");
    let record = incident(&instance).await;
    let made = attach(&instance, &record, "a.png").await;
    let sys_id = made.at("/sys_id").as_str().expect("a text").to_owned();
    for (roles, sees, writes) in [
        (&["itil"][..], true, true),
        (&["sn_incident_read"], true, false),
        (&[], false, false),
    ] {
        let state = instance.state.clone();
        let other = Instance::over(state).by("abel.tuter").with_roles(roles);
        let listed = other.get("/attachment").await;
        assert_eq!(listed.status, StatusCode::OK);
        let shown = listed.body["result"].as_array().expect("a list").len();
        assert_eq!(shown == 1, sees, "{roles:?}");
        for path in [String::new(), "/file".to_owned()] {
            let read = other.get(&format!("/attachment/{sys_id}{path}")).await;
            assert_eq!(read.status == StatusCode::OK, sees, "{roles:?}");
        }
        let answer = attach(&other, &record, "b.png").await;
        let expect = match (sees, writes) {
            (_, true) => 201,
            (true, false) => 403,
            (false, false) => 404,
        };
        assert_eq!(answer.status.as_u16(), expect, "{roles:?}");
        if let Some(made) = answer.body["result"]["sys_id"].as_str() {
            let path = format!("/attachment/{made}");
            let deleted = other.send(Method::DELETE, &path, None).await;
            assert_eq!(deleted.status, StatusCode::NO_CONTENT);
        }
    }
}

#[tokio::test]
async fn files_go_with_their_record() {
    let instance = Instance::as_user("admin");
    let record = incident(&instance).await;
    let made = attach(&instance, &record, "a.png").await;
    let sys_id = made.at("/sys_id").as_str().expect("a text").to_owned();
    let path = format!("/table/incident/{record}");
    instance.send(Method::DELETE, &path, None).await;
    let read = instance.get(&format!("/attachment/{sys_id}")).await;
    assert_eq!(read.status, StatusCode::NOT_FOUND);
    assert_eq!(instance.state.store.content(&sys_id).expect("a read"), None);
}
