//! Templates of standard changes.

use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Asked, answer};
use crate::table_api::ApiError;

/// What is authorized once and for all.
#[derive(Debug)]
pub(super) struct Template {
    sys_id: &'static str,
    name: &'static str,
    /// What a change made from it has.
    pub(super) fields: &'static [(&'static str, &'static str)],
}

/// The templates that there are.
const TEMPLATES: &[Template] = &[
    Template {
        sys_id: "508e02ec47410200e90d87e8dee49058",
        name: "Add network switch to datacenter cabinet",
        fields: &[
            ("short_description", "Add network switch to cabinet"),
            ("category", "Network"),
            ("implementation_plan", "Mount, connect, test both lines."),
            ("backout_plan", "Take it out again."),
            ("test_plan", "Both lines carry traffic."),
        ],
    },
    Template {
        sys_id: "deb8544047810200e90d87e8dee490af",
        name: "Change VLAN on a Cisco switchport",
        fields: &[
            ("short_description", "Change VLAN on a switchport"),
            ("category", "Network"),
            ("implementation_plan", "Set the port's VLAN, save."),
            ("backout_plan", "Set the VLAN that it had."),
        ],
    },
    Template {
        sys_id: "b9c8d15147810200e90d87e8dee490f8",
        name: "Reboot Windows Server",
        fields: &[
            ("short_description", "Reboot Windows server"),
            ("category", "Hardware"),
            (
                "implementation_plan",
                "Tell people, reboot, look at the services.",
            ),
            (
                "backout_plan",
                "None: what does not come back is an incident.",
            ),
        ],
    },
];

/// The template of this `sys_id`.
pub(super) fn template(sys_id: &str) -> Result<&'static Template, ApiError> {
    let found = TEMPLATES.iter().find(|template| template.sys_id == sys_id);
    found.ok_or(ApiError::NoRecord)
}

pub(super) async fn list(_: Asked) -> Result<Response, ApiError> {
    let all: Vec<_> = TEMPLATES.iter().map(shown).collect();
    Ok(answer(&json!(all)))
}

pub(super) async fn read(_: Asked, Path(sys_id): Path<String>) -> Result<Response, ApiError> {
    Ok(answer(&shown(template(&sys_id)?)))
}

fn shown(template: &Template) -> Value {
    let both = |value: &str| json!({ "display_value": value, "value": value });
    json!({
        "sys_id": both(template.sys_id),
        "name": both(template.name),
        "active": { "display_value": "true", "value": true },
    })
}
