//! `secureScoreControlProfiles`: what can be achieved, and how; and what
//! people have decided of it.

use axum::{
    Json,
    extract::{OriginalUri, Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Patching, TENANT,
    data::{Control, controls},
    error::{moment, refuse},
    list::{List, Next},
    memory::Update,
    scores::vendor,
};
use crate::{state::AppState, store::Result};

/// So many are on a page.
const PAGE: usize = 200;

pub(super) async fn list(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let controls = controls();
    let entries = controls.iter().enumerate();
    let list = List {
        of: "secureScoreControlProfiles",
        entries: entries
            .map(|(at, control)| profile(&state, at, control))
            .collect(),
        page: PAGE,
        next: Next::Token,
    };
    list.answer(&state, &uri, &headers)
}

pub(super) async fn one(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response> {
    match found(&state, &id) {
        Some(profile) => Ok(Json(profile).into_response()),
        None => unknown(&state),
    }
}

/// Sets what a person has decided: or says so, as the switch has it.
pub(super) async fn change(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    if found(&state, &id).is_none() {
        return unknown(&state);
    }
    let invalid = |message| refuse(&state, StatusCode::BAD_REQUEST, "BadRequest", message);
    let Ok(sent) = serde_json::from_str::<Value>(&body) else {
        return invalid("Unable to read JSON request payload.");
    };
    let of_score = sent["vendorInformation"]["provider"] == "SecureScore"
        && sent["vendorInformation"]["vendor"] == "Microsoft";
    if state.config.graph_patch == Patching::BadRequest || !of_score {
        return invalid("Invalid request.");
    }
    let text = |name: &str| sent[name].as_str().unwrap_or_default().to_owned();
    if state.config.graph_patch == Patching::Works {
        let update = Update {
            state: text("state"),
            assigned_to: text("assignedTo"),
            comment: text("comment"),
            at: state.clock.now(),
        };
        state.graph.update(&id, update);
    }
    let prefers = headers.get("prefer").and_then(|value| value.to_str().ok());
    match prefers.is_some_and(|value| value.contains("return=representation")) {
        true => Ok(Json(found(&state, &id)).into_response()),
        false => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

fn unknown(state: &AppState) -> Result<Response> {
    let message = "Resource not found.";
    refuse(state, StatusCode::NOT_FOUND, "NotFound", message)
}

fn found(state: &AppState, id: &str) -> Option<Value> {
    let controls = controls();
    let mut all = controls.iter().enumerate();
    let (at, control) = all.find(|(_, control)| control.id == id)?;
    Some(profile(state, at, control))
}

fn profile(state: &AppState, at: usize, control: &Control) -> Value {
    let mut updates = vec![json!({
        "assignedTo": null,
        "comment": null,
        "state": "Default",
        "updatedBy": null,
        "updatedDateTime": null,
    })];
    for update in state.graph.updates_of(&control.id) {
        updates.push(json!({
            "assignedTo": update.assigned_to,
            "comment": update.comment,
            "state": update.state,
            "updatedBy": "admin@contoso.example",
            "updatedDateTime": moment(update.at),
        }));
    }
    let rank = if at.is_multiple_of(3) {
        1 + at % 128
    } else {
        10
    };
    let types = ["Config", "Review", "Behavior"];
    let tiers = ["Core", "Defense In Depth", "Advanced"];
    json!({
        "id": control.id,
        "azureTenantId": TENANT,
        "actionType": types.get(at % 3),
        "actionUrl": format!("https://security.microsoft.com/securescore?control={}", control.id),
        "controlCategory": control.category,
        "title": control.title,
        "deprecated": at % 41 == 40,
        "implementationCost": control.impact,
        "lastModifiedDateTime": null,
        "maxScore": control.points,
        "rank": rank,
        "remediation": control.steps,
        "remediationImpact": "<p>People may be asked once more than before.</p>",
        "service": control.service,
        "threats": [control.threat, "Password cracking"],
        "tier": tiers.get(at % 3),
        "userImpact": control.impact,
        "complianceInformation": [],
        "controlStateUpdates": updates,
        "vendorInformation": vendor(),
    })
}
