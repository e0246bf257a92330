//! `secureScores`: one a day, the newest first, for ninety days.

use axum::{
    Json,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, Time};

use super::{
    TENANT,
    data::{Control, WITH_PROFILE, controls, without_profile},
    error::{moment, refuse},
    list::{List, Next},
};
use crate::{state::AppState, store::Result};

/// So many days are kept.
const DAYS: i64 = 90;
const USERS: u64 = 214;

pub(super) async fn list(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let list = List {
        of: "secureScores",
        entries: all(&state),
        page: DAYS as usize,
        next: Next::Skip,
    };
    list.answer(&state, &uri, &headers)
}

pub(super) async fn one(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response> {
    let found = all(&state)
        .into_iter()
        .find(|score| score["id"] == id.as_str());
    match found {
        Some(score) => Ok(Json(score).into_response()),
        None => refuse(
            &state,
            StatusCode::NOT_FOUND,
            "NotFound",
            "Resource not found.",
        ),
    }
}

fn all(state: &AppState) -> Vec<Value> {
    let controls = controls();
    let today = state.clock.now().replace_time(Time::MIDNIGHT);
    (0..DAYS)
        .map(|ago| day(&controls, today - Duration::days(ago), ago))
        .collect()
}

fn day(controls: &[Control], at: OffsetDateTime, ago: i64) -> Value {
    let mut current = 0.0;
    let mut max = 0.0;
    let mut scores = Vec::new();
    for (place, control) in controls.iter().take(WITH_PROFILE).enumerate() {
        let share = achieved(place, ago);
        let score = hundredths(control.points * share);
        current += score;
        max += control.points;
        scores.push(control_score(
            &control.id,
            control.category,
            score,
            share,
            place,
            at,
        ));
    }
    for (place, (name, category)) in without_profile().enumerate() {
        let share = achieved(place + WITH_PROFILE, ago);
        let score = hundredths(2.0 * share);
        current += score;
        max += 2.0;
        scores.push(control_score(&name, category, score, share, place, at));
    }
    // Microsoft adds what can be achieved now and then.
    max += [40.0, 34.0, 28.0]
        .get((ago / 33) as usize)
        .copied()
        .unwrap_or(28.0);
    let date = at.date();
    let average = |basis: &str, share: f64| {
        let average = hundredths(share * max);
        let mut average = json!({"basis": basis, "averageScore": average});
        for category in ["apps", "data", "device", "identity", "infrastructure"] {
            average[format!("{category}Score")] = hundredths(share * max / 5.0).into();
            average[format!("{category}ScoreMax")] = hundredths(max / 5.0).into();
        }
        average
    };
    json!({
        "id": format!("{TENANT}_{date}"),
        "azureTenantId": TENANT,
        "activeUserCount": USERS - 12,
        "createdDateTime": moment(at),
        "currentScore": hundredths(current),
        "enabledServices": ["HasExchange", "HasSharePoint", "HasTeams", "HasAADP2"],
        "licensedUserCount": USERS,
        "maxScore": max,
        "averageComparativeScores": [average("AllTenants", 0.42), average("TotalSeats", 0.47)],
        "controlScores": scores,
        "vendorInformation": vendor(),
    })
}

fn control_score(
    name: &str,
    category: &str,
    score: f64,
    share: f64,
    place: usize,
    at: OffsetDateTime,
) -> Value {
    let count = (share * USERS as f64).round() as u64;
    let mut control = json!({
        "controlCategory": category,
        "controlName": name,
        "description": "<p>What an intruder finds open is used. This control closes one way in.</p>",
        "score": score,
        "lastSynced": moment(at + Duration::hours(2)),
        "implementationStatus": format!("{count} of {USERS} users are covered."),
        "scoreInPercentage": hundredths(share * 100.0),
    });
    // Some count, some are on or off, and all of it is text.
    if place.is_multiple_of(3) {
        control["on"] = (share >= 1.0).to_string().into();
    } else {
        control["count"] = count.to_string().into();
        control["total"] = USERS.to_string().into();
    }
    control
}

/// How much of a control is done: some since ever, some step by step.
fn achieved(place: usize, ago: i64) -> f64 {
    let steps = [0.0, 0.25, 0.5, 0.75, 1.0];
    let began = (place * 37 % 120) as i64;
    let weeks = (began - ago).max(0) / 7;
    let pace = [0, 1, 4, 2].get(place % 4).copied().unwrap_or(1);
    let step = (weeks * pace).clamp(0, 4) as usize;
    steps.get(step).copied().unwrap_or(1.0)
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Who says it.
pub(super) fn vendor() -> Value {
    json!({
        "provider": "SecureScore",
        "providerVersion": null,
        "subProvider": null,
        "vendor": "Microsoft",
    })
}
