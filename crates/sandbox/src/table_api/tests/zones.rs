//! Times in the caller's zone and format.

use serde_json::json;

use crate::table_api::testing::Instance;

/// An instance whose caller sees dates so.
fn instance(zone: &str, date: &str, time: &str) -> Instance {
    let instance = Instance::as_user("admin");
    let store = &instance.state.store;
    let user = store.find("sys_user", &[("user_name", "admin")]);
    let chosen = [
        ("time_zone", zone),
        ("date_format", date),
        ("time_format", time),
    ];
    let chosen = chosen.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sys_id = &user.expect("users")[0]["sys_id"];
    store
        .update("sys_user", sys_id, chosen.into(), "admin")
        .expect("an update");
    instance
}

#[tokio::test]
async fn times_are_shown_and_read_as_the_user_wants_and_kept_in_utc() {
    for (zone, date, time, shown) in [
        ("", "", "", "2026-11-30 15:59:59"),
        ("Europe/Stockholm", "", "", "2026-12-01 00:59:59"),
        (
            "Asia/Seoul",
            "yyyy-MM-dd",
            "HH:mm:ss",
            "2026-12-01 08:59:59",
        ),
        ("GMT", "dd/MM/yyyy", "hh:mm:ss a", "30/11/2026 11:59:59 PM"),
        (
            "America/New_York",
            "MM-dd-yyyy",
            "HH.mm.ss",
            "11-30-2026 18.59.59",
        ),
        ("Nowhere/Never", "", "", "2026-11-30 15:59:59"),
    ] {
        let instance = instance(zone, date, time);
        let path = "/table/incident?sysparm_input_display_value=true&sysparm_display_value=all";
        let made = instance.post(path, json!({ "due_date": shown })).await;
        let both = json!({ "display_value": shown, "value": "2026-11-30 23:59:59" });
        assert_eq!(made.at("/due_date"), &both, "{zone}");
        // Without the parameter what is sent is UTC in the stored form.
        let sent = json!({ "due_date": "2026-11-30 23:59:59" });
        let made = instance.post("/table/incident?sysparm_display_value=all", sent);
        assert_eq!(made.await.at("/due_date"), &both, "{zone}");
    }
}

#[tokio::test]
async fn a_day_is_the_same_everywhere() {
    let instance = instance("Asia/Seoul", "dd/MM/yyyy", "");
    let path = "/table/change_request?sysparm_input_display_value=true&sysparm_display_value=all";
    let made = instance
        .post(path, json!({ "cab_date": "01/12/2026" }))
        .await;
    assert_eq!(
        made.at("/cab_date"),
        &json!({ "display_value": "01/12/2026", "value": "2026-12-01" })
    );
}

#[tokio::test]
async fn todays_beginning_is_the_callers() {
    // Noon UTC: nine in the evening in Seoul, one in the afternoon in
    // Stockholm, four in the morning here.
    for (zone, expect) in [("Asia/Seoul", 3), ("Europe/Stockholm", 2), ("", 1)] {
        let instance = instance(zone, "", "");
        for opened in [
            "2026-11-21 11:00:00",
            "2026-11-20 23:30:00",
            "2026-11-20 15:30:00",
        ] {
            instance.insert("incident", &[("category", "probe"), ("opened_at", opened)]);
        }
        let query = "category=probe^opened_at>=javascript:gs.beginningOfToday()";
        let answer = instance.query("incident", query).await;
        assert_eq!(answer.total(), expect, "{zone}");
    }
}

#[tokio::test]
async fn a_length_of_time_is_a_date_to_programs_and_words_to_people() {
    let instance = instance("", "", "");
    let made = instance.post("/table/incident", json!({})).await;
    let sys_id = made.at("/sys_id").as_str().expect("an id");
    instance.state.clock.advance(90_000);
    let path = format!("/table/incident/{sys_id}?sysparm_display_value=all");
    let closed = instance.patch(&path, json!({ "state": "8" })).await;
    assert_eq!(
        closed.at("/calendar_duration"),
        &json!({ "display_value": "1 Day 1 Hour", "value": "1970-01-02 01:00:00" })
    );
}
