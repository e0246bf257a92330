//! The rows of `sys_rate_limit_rules`.

use axum::http::Method;

use crate::{
    auth::Caller,
    records::text,
    store::{Result, Row, Store},
};

/// The rule that a call falls under.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) sys_id: String,
    /// Calls an hour.
    pub(super) limit: u64,
}

impl Rule {
    /// A rule for the user goes before those for roles, and those before the
    /// ones for everybody. Of several the lowest number counts.
    pub(super) fn find(
        store: &Store,
        caller: &Caller,
        api: &str,
        method: &Method,
    ) -> Result<Option<Self>> {
        let mut best = None;
        for row in store.find("sys_rate_limit_rules", &[("active", "true")])? {
            let Some(rank) = rank(store, &row, caller)? else {
                continue;
            };
            let Ok(limit) = text(&row, "request_limit").parse() else {
                continue;
            };
            if is_for(store, &row, api, method)? {
                let rule = (rank, limit, text(&row, "sys_id").to_owned());
                best = match best {
                    Some(best) if best < rule => Some(best),
                    _ => Some(rule),
                };
            }
        }
        Ok(best.map(|(_, limit, sys_id)| Self { sys_id, limit }))
    }
}

/// How near the rule is to the caller: 0 is nearest, `None` is for others.
fn rank(store: &Store, row: &Row, caller: &Caller) -> Result<Option<u8>> {
    Ok(match text(row, "type") {
        "user" => (text(row, "user") == caller.sys_id).then_some(0),
        "role" => {
            let role = store.get("sys_user_role", text(row, "role"))?;
            let has = |role: &Row| caller.roles.iter().any(|has| has == text(role, "name"));
            role.is_some_and(|role| has(&role)).then_some(1)
        }
        _ => Some(2),
    })
}

fn is_for(store: &Store, row: &Row, api: &str, method: &Method) -> Result<bool> {
    let wanted = text(row, "method");
    if !wanted.is_empty() && !wanted.eq_ignore_ascii_case(method.as_str()) {
        return Ok(false);
    }
    let definition = text(row, "rest_api");
    if definition.is_empty() {
        return Ok(true);
    }
    let definition = store.get("sys_ws_definition", definition)?;
    Ok(definition.is_some_and(|definition| text(&definition, "name") == api))
}
