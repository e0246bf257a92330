//! What an administrator sets up so that a page of another origin may sign
//! in and call the APIs.

use super::platform::APIS;
use super::{put, row};
use crate::jwt::TEST_ISSUER;
use crate::store::{Result, Store};

/// The client ID of the demo's entry in the application registry.
pub const CLIENT_ID: &str = "5e0a1f94c2d34b7f8d6b9a7c3e21f084";

/// The audience that tokens of the sandbox's own identity provider are for.
pub const AUDIENCE: &str = "api://snowline-sandbox";

const PROVIDER: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2048";
const PROVIDER_ENTITY: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2049";
const ENTITY: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2046";
const PROPERTY: &str = "0a6c2f81d94e4e5f9a1d7b3c5e8f2047";
const EXPOSED: &str = "X-Total-Count, Link, Location, Retry-After, \
                       X-RateLimit-Limit, X-RateLimit-Reset, X-RateLimit-Rule";

/// Sets it up for a portal, or moves what is set up to this portal. What else
/// somebody has changed in these rows stays.
pub(super) fn seed(store: &Store, portal: &str) -> Result<()> {
    let redirect = format!("{portal}/");
    let moved = [("redirect_url", redirect.as_str())];
    let rest = [
        ("name", "Snowline"),
        ("client_id", CLIENT_ID),
        ("public_client", "true"),
        ("comments", "Lets the security portal in"),
    ];
    ensure(store, "oauth_entity", ENTITY, &moved, &rest)?;
    let moved = [("value", portal)];
    let rest = [("name", "glide.oauth.cors.allowed.origin")];
    ensure(store, "sys_properties", PROPERTY, &moved, &rest)?;
    identity_provider(store)?;
    connector(store)?;
    for (name, api, _) in APIS {
        // The rule has the API's sys_id with another first letter.
        let sys_id = api.replacen('f', "e", 1);
        let rest = [
            ("name", *name),
            ("rest_api", *api),
            ("get", "true"),
            ("post", "true"),
            ("put", "false"),
            ("patch", "true"),
            ("delete", "false"),
            ("max_age", "3600"),
            (
                "access_control_allow_headers",
                "Authorization, Content-Type, Accept",
            ),
            ("exposed_headers", EXPOSED),
        ];
        ensure(
            store,
            "sys_cors_rule",
            &sys_id,
            &[("domain", portal)],
            &rest,
        )?;
    }
    Ok(())
}

/// Changes the Application Registry's table so that applications of other
/// scopes may not read it.
pub fn customise_registry(store: &Store) -> Result<()> {
    for object in store.find("sys_db_object", &[("name", "oauth_entity")])? {
        let sys_id = object.get("sys_id").map_or("", String::as_str);
        let change = row(&[("access", "package_private"), ("read_access", "false")]);
        store.update("sys_db_object", sys_id, change, "admin")?;
    }
    Ok(())
}

/// The names that the connector application's checklist looks for.
fn connector(store: &Store) -> Result<()> {
    for (sys_id, name, value) in [
        (
            "0a6c2f81d94e4e5f9a1d7b3c5e8f204a",
            "x_mioms_m365ticket.oauth_entity",
            "Snowline",
        ),
        (
            "0a6c2f81d94e4e5f9a1d7b3c5e8f204b",
            "x_mioms_m365ticket.integration_user",
            "integration.user",
        ),
    ] {
        let columns = [("name", name), ("value", value)];
        ensure(store, "sys_properties", sys_id, &[], &columns)?;
    }
    Ok(())
}

/// Takes tokens of the identity provider that the sandbox plays.
fn identity_provider(store: &Store) -> Result<()> {
    let provider = [
        ("oidc_provider", "Sandbox identity provider"),
        (
            "oidc_config_url",
            &*format!("{TEST_ISSUER}{}", crate::jwt::METADATA),
        ),
        ("user_claim", "upn"),
        ("user_field", "email"),
    ];
    ensure(
        store,
        "oidc_provider_configuration",
        PROVIDER,
        &[],
        &provider,
    )?;
    let entity = [
        ("name", "Sandbox identity provider"),
        ("client_id", AUDIENCE),
        ("type", "oidc"),
        ("oidc_provider_configuration", PROVIDER),
        ("comments", "Takes ID tokens that /__sandbox/id_token gives"),
    ];
    ensure(store, "oauth_entity", PROVIDER_ENTITY, &[], &entity)
}

/// Makes the record, or changes of the one that there is what is `moved`.
pub(super) fn ensure(
    store: &Store,
    table: &str,
    sys_id: &str,
    moved: &[(&str, &str)],
    rest: &[(&str, &str)],
) -> Result<()> {
    match store.update(table, sys_id, row(moved), "admin")? {
        Some(_) => Ok(()),
        None => put(store, table, sys_id, &[moved, rest].concat()),
    }
}
