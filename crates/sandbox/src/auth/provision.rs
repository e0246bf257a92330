//! Users made from what an identity provider says of somebody (Automatically
//! provision users). Which claim becomes which column is a transform map of
//! the real instance's; here it is that of its usual template, by assumption.

use super::{Caller, by_id};
use crate::{
    jwt::Jwt,
    records::{is_true, text},
    state::AppState,
    store::{Result, Row, Table},
};

/// Claims of OpenID Connect Core 1.0, section 5.1, and their columns.
const CLAIMS: [(&str, &str); 5] = [
    ("email", "email"),
    ("given_name", "first_name"),
    ("family_name", "last_name"),
    ("name", "name"),
    ("phone_number", "phone"),
];

/// Held while a user is looked for and, if there is none, made.
static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Makes the user in whose `field` the claim's value is, if the provider may
/// and nobody has that value. Somebody who may not sign in stays out.
pub(super) fn provision(
    state: &AppState,
    provider: &Row,
    token: &Jwt<'_>,
    field: &str,
    value: &str,
) -> Result<Option<Caller>> {
    let table = Table::named("sys_user").and_then(|table| table.column(field));
    let can_be_kept =
        table.is_some_and(|column| column.is_stored() && value.len() <= column.max_length);
    if !is_true(provider, "auto_provision_user") || value.is_empty() || !can_be_kept {
        return Ok(None);
    }
    let _alone = ONE_AT_A_TIME.lock();
    let store = &state.store;
    for column in [field, "user_name"] {
        if let Some(there) = store.find("sys_user", &[(column, value)])?.first() {
            // Made by another request in the meantime, or somebody else.
            return match column == field {
                true => by_id(store, text(there, "sys_id")),
                false => Ok(None),
            };
        }
    }
    let mut user = Row::new();
    for (claim, column) in CLAIMS {
        if !token.claim(claim).is_empty() {
            user.insert(column.to_owned(), token.claim(claim).to_owned());
        }
    }
    user.insert("user_name".to_owned(), value.to_owned());
    user.insert(field.to_owned(), value.to_owned());
    let user = store.insert("sys_user", user, "system")?;
    let sys_id = text(&user, "sys_id");
    for role in text(provider, "user_roles").split(',') {
        let role = role.trim();
        if store.get("sys_user_role", role)?.is_some() {
            let has = [("user", sys_id), ("role", role)];
            let has = has.map(|(name, value)| (name.to_owned(), value.to_owned()));
            store.insert("sys_user_has_role", Row::from(has), "system")?;
        }
    }
    by_id(store, sys_id)
}
