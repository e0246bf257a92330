mod deciding;
mod describing;
mod errors;
mod files;
mod quirks;
mod recommendations;
mod trend;

use std::rc::Rc;

use serde_json::{Value, json};

use super::{ImprovementAction, Posture, load};

/// A day's score with these control scores.
fn score(controls: Value) -> Value {
    json!({
        "azureTenantId": "tenant",
        "createdDateTime": "2026-11-20T00:00:00Z",
        "currentScore": 12.5,
        "maxScore": 50,
        "controlScores": controls,
    })
}

/// A file of one day.
fn file(controls: Value, profiles: Value) -> Value {
    json!({ "secureScores": [score(controls)], "secureScoreControlProfiles": profiles })
}

#[track_caller]
fn read(file: &Value) -> Posture {
    load(&file.to_string()).expect("a file that can be read")
}

/// The only action of a profile with these fields, scored 0.
#[track_caller]
fn of_profile(fields: Value) -> Rc<ImprovementAction> {
    let mut profile = json!({ "id": "A", "title": "Title", "maxScore": 10 });
    for (name, value) in fields.as_object().expect("fields") {
        profile[name] = value.clone();
    }
    let controls = json!([{ "controlName": "A", "score": 0 }]);
    let posture = read(&file(controls, json!([profile])));
    posture.find("A").expect("the action").clone()
}

/// The only action of a control score with these fields, without a profile.
#[track_caller]
fn of_score(fields: Value) -> Rc<ImprovementAction> {
    let mut control = json!({ "controlName": "A", "score": 0 });
    for (name, value) in fields.as_object().expect("fields") {
        control[name] = value.clone();
    }
    let posture = read(&file(json!([control]), json!([])));
    posture.find("A").expect("the action").clone()
}
