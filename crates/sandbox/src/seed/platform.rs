//! System properties, and the REST APIs that a CORS rule can be for.

use super::data::id;
use super::{put, row};
use crate::store::{Result, Store, TABLES};

/// Name, `sys_id` and path of each API.
pub(super) const APIS: &[(&str, &str, &str)] = &[
    (
        "Table API",
        "f5f30a2f0f1b4a6fb2e7c1f20d5b8a01",
        "/api/now/table",
    ),
    (
        "Aggregate API",
        "f5f30a2f0f1b4a6fb2e7c1f20d5b8a02",
        "/api/now/stats",
    ),
    (
        "Batch API",
        "f5f30a2f0f1b4a6fb2e7c1f20d5b8a03",
        "/api/now/batch",
    ),
    (
        "Attachment API",
        "f5f30a2f0f1b4a6fb2e7c1f20d5b8a04",
        "/api/now/attachment",
    ),
    (
        "Change Management API",
        "f5f30a2f0f1b4a6fb2e7c1f20d5b8a05",
        "/api/sn_chg_rest/change",
    ),
];

const PROPERTIES: &[(&str, &str)] = &[
    ("glide.buildname", "Australia"),
    (
        "glide.war",
        "glide-australia-02-11-2026__patch3-05-20-2026.zip",
    ),
    ("glide.sys.default.tz", "America/Los_Angeles"),
    ("glide.sys.date_format", "yyyy-MM-dd"),
    ("glide.sys.time_format", "HH:mm:ss"),
    ("glide.sys.language", "en"),
    ("glide.rest.cors.enabled", "true"),
    ("glide.oauth.state.parameter.required", "true"),
    ("glide.oauth.allow.parameters.in.post.body.only", "true"),
    ("glide.invalid_query.returns_no_rows", "false"),
];

pub(super) fn seed(store: &Store) -> Result<()> {
    for (name, value) in PROPERTIES {
        let property = row(&[("name", name), ("value", value)]);
        store.insert("sys_properties", property, "admin")?;
    }
    for (name, sys_id, path) in APIS {
        let columns = [("name", *name), ("base_uri", *path)];
        put(store, "sys_ws_definition", sys_id, &columns)?;
    }
    Ok(())
}

/// How the records of each table are numbered, where that is not written
/// already.
pub(super) fn numbers(store: &Store) -> Result<()> {
    for table in TABLES {
        if let Some((prefix, first)) = table.numbering
            && store
                .find("sys_number", &[("category", table.name)])?
                .is_empty()
        {
            let last = first.saturating_sub(1).to_string();
            let number = [
                ("category", table.name),
                ("prefix", prefix),
                ("number", &last),
            ];
            put(store, "sys_number", &id("number", table.name), &number)?;
        }
    }
    Ok(())
}
