//! Multi-Provider SSO as an administrator sets it up, with the identity
//! provider that the sandbox plays.

use super::connection::ensure;
use crate::jwt::METADATA;
use crate::store::{Result, Store};

/// The `glide_sso_id` of the sandbox's identity provider.
pub const IDENTITY_PROVIDER: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2050";

const ENTITY: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2051";
const CONFIGURATION: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2052";
const CLIENT_ID: &str = "snowline-sandbox-sso";
const NAME: &str = "Sandbox single sign-on";

/// Sends who is not signed in to the provider at this origin. Whatever else
/// somebody has changed in these rows stays.
pub fn single_sign_on(store: &Store, origin: &str) -> Result<()> {
    let address = format!("{origin}{METADATA}");
    let moved = [("oidc_config_url", &*address)];
    let rest = [
        ("oidc_provider", NAME),
        ("user_claim", "email"),
        ("user_field", "email"),
    ];
    let table = "oidc_provider_configuration";
    ensure(store, table, CONFIGURATION, &moved, &rest)?;
    let entity = [
        ("name", NAME),
        ("client_id", CLIENT_ID),
        ("type", "oidc"),
        ("oidc_provider_configuration", CONFIGURATION),
        ("comments", "What the instance is at its identity provider"),
    ];
    ensure(store, "oauth_entity", ENTITY, &[], &entity)?;
    let provider = [
        ("name", NAME),
        ("active", "true"),
        ("default", "true"),
        ("show_as_login_option", "true"),
        ("oidc_entity", ENTITY),
    ];
    let table = "oidc_identity_provider";
    ensure(store, table, IDENTITY_PROVIDER, &[], &provider)?;
    for (sys_id, name, value) in [
        (
            "0a6c2f81d94e4e5f9a1d7b3c5e8f2053",
            "glide.authenticate.multisso.enabled",
            "true",
        ),
        (
            "0a6c2f81d94e4e5f9a1d7b3c5e8f2054",
            "glide.authenticate.sso.redirect.idp",
            IDENTITY_PROVIDER,
        ),
    ] {
        let rest = [("name", name)];
        ensure(store, "sys_properties", sys_id, &[("value", value)], &rest)?;
    }
    Ok(())
}
