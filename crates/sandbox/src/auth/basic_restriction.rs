//! Basic authentication restriction: who may call with a password alone.

use super::Caller;
use crate::{
    records::is_true,
    store::{Result, Store},
};

const ACTIVE: &str = "glide.authenticate.basic_auth.restriction.active";
const ENFORCE: &str = "glide.authenticate.basic_auth.restriction.enforce";
const EXTERNAL: &str = "glide.authenticate.basic_auth.allow_snc_external";
const USERS: &str = "glide.authenticate.basic_auth.allowed_users";
const ROLES: &str = "glide.authenticate.basic_auth.allowed_roles";
const SERVICES: &str = "glide.authenticate.basic_auth.allow_wsao";

/// Who has it may, while the property says nothing else.
const ROLE: &str = "snc_basic_auth_api_access";

/// Whether the user may call by Basic authentication, with or without the code
/// of a second factor. The sign-in page and tokens are not restricted.
pub(super) fn allows(store: &Store, caller: &Caller, has_code: bool) -> Result<bool> {
    let is_on = store.property(ACTIVE)? == "true" && store.property(ENFORCE)? == "true";
    if !is_on {
        return Ok(true);
    }
    // Of external users this property alone decides.
    if has_one_of(caller, "snc_external") {
        return Ok(store.property(EXTERNAL)? == "true");
    }
    let users = store.property(USERS)?;
    let roles = match store.property(ROLES)? {
        none if none.trim().is_empty() => ROLE.to_owned(),
        roles => roles,
    };
    if has_code || names(&users).any(|id| id == caller.sys_id) || has_one_of(caller, &roles) {
        return Ok(true);
    }
    let user = store.get("sys_user", &caller.sys_id)?.unwrap_or_default();
    let for_services = is_true(&user, "web_service_access_only");
    Ok(for_services && store.property(SERVICES)? != "false")
}

/// The role itself counts: `admin` does not stand for it.
fn has_one_of(caller: &Caller, roles: &str) -> bool {
    names(roles).any(|role| caller.roles.iter().any(|has| has == role))
}

fn names(list: &str) -> impl Iterator<Item = &str> {
    let names = list.split(',').map(str::trim);
    names.filter(|name| !name.is_empty())
}
