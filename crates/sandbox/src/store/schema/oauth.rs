//! The application registry and the tokens given out.

use super::{Column, Kind, Table};
use Kind::{Boolean, DateTime, Integer, Password, Reference};

pub(super) static ENTITY: Table = Table {
    name: "oauth_entity",
    label: "Application Registries",
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
        Column::new("public_client", "Public Client", Boolean).or("false"),
        Column::new(
            "enforce_token_restrictions",
            "Enforce Token Restrictions",
            Boolean,
        )
        .or("false"),
        Column::new("access_token_lifespan", "Access Token Lifespan", Integer).or("1800"),
        Column::new("refresh_token_lifespan", "Refresh Token Lifespan", Integer).or("8640000"),
        Column::new("auth_code_lifespan", "Authorization Code Lifespan", Integer).or("60"),
        Column::new("active", "Active", Boolean).or("true"),
        Column::text("comments", "Comments", 4000),
    ],
    indexes: &[&["client_id"]],
    ..Table::BASE
};

/// Codes and tokens. The instance keeps them beside its records so that a
/// restart signs nobody out; no API shows them.
pub(super) static CREDENTIAL: Table = Table {
    name: "oauth_credential",
    label: "OAuth Credential",
    own: &[
        Column::text("token", "Token", 255),
        Column::text("type", "Type", 40),
        Column::new("expires", "Expires", DateTime),
        Column::new("user", "User", Reference("sys_user")),
        Column::new("peer", "Application Registry", Reference("oauth_entity")),
        Column::text("scopes", "Scopes", 1000),
        Column::text("code_challenge", "Code challenge", 128),
        Column::text("redirect_url", "Redirect URL", 4000),
    ],
    display: "token",
    indexes: &[&["token"], &["user", "peer"]],
    public: false,
    ..Table::BASE
};
