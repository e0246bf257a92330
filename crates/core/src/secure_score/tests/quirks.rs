//! What Graph really answers, one test a quirk.

use serde_json::{Value, json};

use super::{file, of_profile, of_score, read, score};
use crate::date::Timestamp;
use crate::secure_score::{Rating, Status, load};
use crate::task::Category;

#[test]
fn a_page_and_a_list_are_read_alike() {
    let list = file(
        json!([{ "controlName": "A", "score": 1 }]),
        json!([{ "id": "A" }]),
    );
    let page = json!({
        "secureScores": { "value": list["secureScores"] },
        "secureScoreControlProfiles": { "value": list["secureScoreControlProfiles"] },
    });
    assert_eq!(read(&list), read(&page));
}

#[test]
fn the_next_link_of_the_scores_is_not_needed_but_that_of_the_profiles_is() {
    let page = |scores: Value, profiles: Value| {
        read(&json!({ "secureScores": scores, "secureScoreControlProfiles": profiles }))
    };
    let scores = json!({ "value": [score(json!([]))], "@odata.nextLink": "https://graph" });
    let whole = json!({ "value": [] });
    let cut_off = json!({ "value": [], "@odata.nextLink": "https://graph" });
    assert!(!page(scores.clone(), whole).profiles_cut_off);
    assert!(page(scores, cut_off).profiles_cut_off);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_file() {
    let text = format!("\u{feff}{}", file(json!([]), json!([])));
    assert!(load(&text).is_ok());
}

#[track_caller]
fn check_newest(days: &[Option<&str>], expected: usize) {
    let scores: Vec<Value> = days
        .iter()
        .enumerate()
        .map(|(at, created)| {
            let mut score = score(json!([]));
            score["createdDateTime"] = json!(created);
            score["currentScore"] = json!(at);
            score
        })
        .collect();
    let posture = read(&json!({ "secureScores": scores, "secureScoreControlProfiles": [] }));
    assert_eq!(posture.current, expected as f64, "{days:?}");
}

#[test]
fn the_newest_day_counts_wherever_it_stands() {
    let (old, new) = (Some("2026-11-19T00:00:00Z"), Some("2026-11-20T00:00:00Z"));
    check_newest(&[new, old], 0);
    check_newest(&[old, new], 1);
    check_newest(&[old, new, old], 1);
    check_newest(&[None, old], 1);
    check_newest(&[Some("yesterday"), old], 1);
    check_newest(&[new, new], 0);
    check_newest(&[None, None], 0);
}

#[test]
fn the_last_sync_is_shown_rather_than_the_day() {
    let synced = |controls| read(&file(controls, json!([]))).synced;
    let at = |text| Timestamp::parse_rfc3339(text);
    assert!(at("2026-11-20T03:00:00Z").is_some());
    let two = json!([
        { "controlName": "A", "score": 0, "lastSynced": "2026-11-20T03:00:00Z" },
        { "controlName": "B", "score": 0, "lastSynced": "2026-11-20T01:00:00Z" },
    ]);
    assert_eq!(synced(two), at("2026-11-20T03:00:00Z"));
    assert_eq!(synced(json!([])), at("2026-11-20T00:00:00Z"));
}

#[track_caller]
fn check_rating(value: Value, expected: Rating) {
    let action = of_profile(json!({ "userImpact": value, "implementationCost": value }));
    assert_eq!(action.user_impact, expected, "{value}");
    assert_eq!(action.implementation_cost, expected, "{value}");
}

#[test]
fn ratings_fold_case_and_medium_is_moderate() {
    check_rating(json!("low"), Rating::Low);
    check_rating(json!("Low"), Rating::Low);
    check_rating(json!("Moderate"), Rating::Moderate);
    check_rating(json!("moderate"), Rating::Moderate);
    check_rating(json!("medium"), Rating::Moderate);
    check_rating(json!("high"), Rating::High);
    check_rating(json!("High"), Rating::High);
}

#[test]
fn unknown_and_null_are_not_rated() {
    check_rating(json!("Unknown"), Rating::NotRated);
    check_rating(Value::Null, Rating::NotRated);
    check_rating(json!(""), Rating::NotRated);
    check_rating(json!("unheard of"), Rating::NotRated);
}

#[test]
fn threats_of_two_spellings_are_one() {
    let threats = json!([
        "Account Breach",
        "Account breach",
        null,
        "Phishing or whaling"
    ]);
    let action = of_profile(json!({ "threats": threats }));
    assert_eq!(action.threats, ["Account breach", "Phishing or whaling"]);
    assert!(of_profile(json!({ "threats": null })).threats.is_empty());
}

#[test]
fn the_tier_is_written_as_a_sentence() {
    let tier = |tier: &str| of_profile(json!({ "tier": tier })).tier.clone();
    assert_eq!(tier("Defense In Depth"), "Defense in depth");
    assert_eq!(tier("Core"), "Core");
    assert_eq!(tier("Needs MFA First"), "Needs MFA first");
}

#[test]
fn the_rank_is_no_order() {
    let controls: Vec<_> = [("A", 9), ("B", 1), ("C", 1), ("D", 10), ("E", 0)]
        .map(|(name, score)| json!({ "controlName": name, "score": score }))
        .into();
    let profile =
        |id: &str, title: &str| json!({ "id": id, "title": title, "maxScore": 10, "rank": 10 });
    let mut profiles = vec![
        profile("A", "one point"),
        profile("B", "nine points, second"),
        profile("C", "Nine points, first"),
        profile("D", "no points"),
        profile("F", "a title, not scored"),
    ];
    profiles[3]["rank"] = json!(128);
    profiles[4]["maxScore"] = json!(100);
    let posture = read(&file(json!(controls), json!(profiles)));
    let ids: Vec<_> = posture
        .actions
        .iter()
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(ids, ["C", "B", "A", "D", "F", "E"]);
}

#[track_caller]
fn check_category(label: &str, expected: Option<Category>) {
    let action = of_profile(json!({ "controlCategory": label }));
    assert_eq!(action.category, expected, "{label}");
    assert_eq!(action.category_label, label);
}

#[test]
fn categories_come_in_singular_and_plural() {
    check_category("Device", Some(Category::Devices));
    check_category("Devices", Some(Category::Devices));
    check_category("Data", Some(Category::Data));
    check_category("Apps", Some(Category::Apps));
    check_category("identity", Some(Category::Identity));
    check_category("Infrastructure", Some(Category::Infrastructure));
    check_category("Network", None);
    check_category("", None);
}

#[test]
fn a_category_that_changed_is_the_one_of_the_newest_score() {
    let mut older = score(json!([{ "controlName": "A", "score": 0, "controlCategory": "Apps" }]));
    older["createdDateTime"] = json!("2024-11-20T00:00:00Z");
    let newer = score(json!([{ "controlName": "A", "score": 0, "controlCategory": "Data" }]));
    let posture = read(&json!({
        "secureScores": [older, newer],
        "secureScoreControlProfiles": [{ "id": "A", "controlCategory": "Identity" }],
    }));
    let category = posture.find("A").and_then(|action| action.category);
    assert_eq!(category, Some(Category::Data));
}

#[test]
fn a_score_without_a_profile_is_called_by_its_control_name() {
    let action = of_score(json!({ "score": 2 }));
    assert_eq!(action.title, "A");
    assert_eq!(action.points, Some(2.0));
    assert_eq!((action.max_points, action.points_left()), (None, None));
    assert_eq!(action.status, Status::ToAddress);
    assert_eq!(of_profile(json!({ "title": null })).title, "A");
}

#[test]
fn a_percentage_tells_the_maximum_that_no_profile_does() {
    let max = |score: f64, percent: Value| {
        of_score(json!({ "score": score, "scoreInPercentage": percent })).max_points
    };
    assert_eq!(max(2.0, json!(40.0)), Some(5.0));
    assert_eq!(max(3.0, json!(33.33)), Some(9.0));
    assert_eq!(max(0.0, json!(0)), None);
    assert_eq!(max(2.0, Value::Null), None);
}

#[test]
fn a_profile_without_a_score_is_not_scored() {
    let profiles = json!([{ "id": "A", "title": "Title", "maxScore": 5 }]);
    let posture = read(&file(json!([]), profiles));
    let action = posture.find("A").expect("the action");
    assert_eq!((action.points, action.points_left()), (None, None));
    assert_eq!(action.max_points, Some(5.0));
}

#[test]
fn of_two_of_one_id_the_first_counts() {
    let controls = json!([{ "controlName": "A", "score": 1 }, { "controlName": "A", "score": 2 }]);
    let profiles = json!([{ "id": "A", "title": "first" }, { "id": "A", "title": "second" }]);
    let posture = read(&file(controls, profiles));
    assert_eq!(posture.actions.len(), 1);
    assert_eq!(posture.actions[0].points, Some(1.0));
    assert_eq!(posture.actions[0].title, "first");
}

#[test]
fn html_is_read_and_null_is_nothing() {
    let action =
        of_profile(json!({ "remediation": "<ol><li>Do<li>it</ol>", "remediationImpact": null }));
    assert_eq!(action.remediation.to_plain_text(), "1. Do\n2. it");
    assert!(action.impact.is_empty());
}

#[test]
fn only_https_addresses_are_followed() {
    let url = |url: Value| of_profile(json!({ "actionUrl": url })).action_url.clone();
    assert!(url(json!("https://security.example/a")).is_some());
    assert_eq!(url(json!("http://security.example/a")), None);
    assert_eq!(url(json!("")), None);
    assert_eq!(url(Value::Null), None);
}

#[test]
fn strings_that_should_be_numbers_do_no_harm() {
    let action = of_score(json!({ "count": "3", "total": "4", "on": "true", "score": 1.5 }));
    assert_eq!(action.points, Some(1.5));
}

#[track_caller]
fn check_status(updates: Value, expected: Status) {
    let action = of_profile(json!({ "controlStateUpdates": updates }));
    assert_eq!(action.status, expected, "{updates}");
}

#[test]
fn the_state_is_default_with_an_update_of_no_time() {
    check_status(
        json!([{ "state": "Default", "updatedDateTime": null }]),
        Status::ToAddress,
    );
    check_status(json!([]), Status::ToAddress);
    check_status(Value::Null, Status::ToAddress);
}

#[test]
fn states_are_an_open_set() {
    for (state, expected) in [
        ("Ignored", Status::RiskAccepted),
        ("ThirdParty", Status::ThirdParty),
        ("thirdParty", Status::ThirdParty),
        ("Reviewed", Status::Planned),
        ("Planned", Status::Planned),
        ("AlternateMitigation", Status::AlternateMitigation),
        ("SomethingNew", Status::ToAddress),
    ] {
        check_status(json!([{ "state": state }]), expected);
    }
}

#[test]
fn the_latest_state_counts_and_no_time_is_the_earliest() {
    let update =
        |state: &str, time: Option<&str>| json!({ "state": state, "updatedDateTime": time });
    let (may, june) = (Some("2026-05-01T00:00:00Z"), Some("2026-06-01T00:00:00Z"));
    let planned = |time| update("Planned", time);
    let ignored = |time| update("Ignored", time);
    check_status(json!([planned(june), ignored(may)]), Status::Planned);
    check_status(json!([planned(may), ignored(june)]), Status::RiskAccepted);
    check_status(json!([planned(may), ignored(None)]), Status::Planned);
    check_status(json!([planned(None), ignored(None)]), Status::RiskAccepted);
}

#[test]
fn all_points_gained_is_completed_although_the_risk_was_accepted() {
    let status = |score: f64, max: f64| {
        let controls = json!([{ "controlName": "A", "score": score }]);
        let states = json!([{ "state": "Ignored" }]);
        let profiles = json!([{ "id": "A", "maxScore": max, "controlStateUpdates": states }]);
        read(&file(controls, profiles)).actions[0].status
    };
    assert_eq!(status(10.0, 10.0), Status::Completed);
    assert_eq!(status(9.999, 10.0), Status::Completed);
    assert_eq!(status(9.99, 10.0), Status::RiskAccepted);
    assert_eq!(status(0.0, 0.0), Status::RiskAccepted);
}

#[test]
fn more_points_than_there_are_leave_none() {
    let controls = json!([{ "controlName": "A", "score": 11 }]);
    let posture = read(&file(controls, json!([{ "id": "A", "maxScore": 10 }])));
    assert_eq!(posture.actions[0].points_left(), Some(0.0));
}

#[test]
fn a_difference_of_fractions_is_without_noise() {
    let controls = json!([{ "controlName": "A", "score": 4.48 }]);
    let posture = read(&file(controls, json!([{ "id": "A", "maxScore": 7 }])));
    assert_eq!(posture.actions[0].points_left(), Some(2.52));
}

#[test]
fn the_share_of_points_stays_between_none_and_all() {
    let achieved = |current: f64, max: f64| {
        let mut score = score(json!([]));
        score["currentScore"] = json!(current);
        score["maxScore"] = json!(max);
        read(&json!({ "secureScores": [score], "secureScoreControlProfiles": [] })).achieved()
    };
    assert_eq!(achieved(12.5, 50.0), 0.25);
    assert_eq!(achieved(60.0, 50.0), 1.0);
    assert_eq!(achieved(-1.0, 50.0), 0.0);
    assert_eq!(achieved(0.0, 0.0), 0.0);
}

#[test]
fn products_have_names_rather_than_abbreviations() {
    let service = |code: &str| of_profile(json!({ "service": code })).service.clone();
    assert_eq!(service("AAD"), "Microsoft Entra ID");
    assert_eq!(service("AzureAD"), "Microsoft Entra ID");
    assert_eq!(service("EXO"), "Exchange Online");
    assert_eq!(service("Okta"), "Okta");
}

#[test]
fn an_export_of_several_days_has_their_history() {
    let day = |created: &str, current: f64| {
        let mut score = score(json!([]));
        score["createdDateTime"] = json!(created);
        score["currentScore"] = json!(current);
        score
    };
    let broken = json!({ "createdDateTime": "2026-11-17T00:00:00Z", "currentScore": "much" });
    let days = [
        day("2026-11-18T00:00:00Z", 2.0),
        day("2026-11-20T00:00:00Z", 4.0),
        broken,
        day("2026-11-20T08:00:00Z", 5.0),
    ];
    let posture = read(&json!({ "secureScores": days, "secureScoreControlProfiles": [] }));
    let current: Vec<_> = posture.history.iter().map(|day| day.current).collect();
    assert_eq!(current, [2.0, 5.0]);
    assert_eq!(posture.current, 5.0);
    let known = posture.with_history(posture.history.clone());
    assert_eq!(known.history, posture.history);
}
