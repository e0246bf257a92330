//! The application registry and the tokens given out.

use super::{Column, Kind, Table, system};
use Kind::Password;

pub(super) static ENTITY: Table = Table {
    name: "oauth_entity",
    label: "Application Registries",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("client_id", "Client ID", 100),
        Column::new("client_secret", "Client Secret", Password),
        Column::text("redirect_url", "Redirect URL", 4000),
        Column::text("logo_url", "Logo URL", 1024),
        Column::text("type", "Type", 40).or("client"),
        Column::text("token_format", "Token Format", 40).or("opaque"),
        Column::text("default_grant_type", "Default Grant type", 40).or("authorization_code"),
        Column::text("scope_restriction_status", "Scope Restriction", 40),
        Column::flag("public_client", "Public Client"),
        Column::flag("enforce_token_restrictions", "Enforce Token Restrictions"),
        Column::whole("access_token_lifespan", "Access Token Lifespan").or("1800"),
        Column::whole("refresh_token_lifespan", "Refresh Token Lifespan").or("8640000"),
        Column::whole("auth_code_lifespan", "Authorization Code Lifespan").or("60"),
        Column::flag("active", "Active").or("true"),
        Column::text("comments", "Comments", 4000),
    ],
    indexes: &[&["client_id"]],
    ..Table::BASE
};

/// Codes and tokens. The instance keeps them beside its records so that a
/// restart signs nobody out. The APIs show when they run out and whose they
/// are, and never what would let anybody use them.
pub(super) static CREDENTIAL: Table = Table {
    name: "oauth_credential",
    label: "OAuth Credential",
    own: &[
        Column::new("token", "Token", Password),
        Column::text("type", "Type", 40),
        Column::time("expires", "Expires"),
        Column::link("user", "User", "sys_user"),
        Column::link("peer", "Application Registry", "oauth_entity"),
        Column::text("scopes", "Scopes", 1000),
        Column::new("code_challenge", "Code challenge", Password),
        Column::text("redirect_url", "Redirect URL", 4000),
    ],
    display: "type",
    indexes: &[&["token"], &["user", "peer"]],
    ..Table::BASE
};
