//! What the page reads on start: config.json, the options of `mount`.

use serde_json::json;

/// The client ID that the stand-in instance knows for its portal.
pub(crate) const DEMO_CLIENT_ID: &str = "5e0a1f94c2d34b7f8d6b9a7c3e21f084";

/// The options of a portal whose instance is known, with someone signed in and sample data.
pub(crate) fn for_instance(instance: &str, client_id: &str) -> String {
    json!({
        "instanceUrl": instance,
        "clientId": client_id,
        "user": { "id": "megan.bowen@contoso.example", "name": "Megan Bowen" },
        "secureScore": "demo/secure-score.json",
    })
    .to_string()
}
