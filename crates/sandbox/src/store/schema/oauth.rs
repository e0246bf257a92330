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
        Column::text("login_url", "Login URL", 1024),
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
        // The names of these columns are an assumption.
        Column::text("user_field", "User Field", 100).or("user_name"),
        Column::text("provider_name", "Provider name", 100),
        Column::text("code_challenge_method", "Code challenge method", 40).or("S256"),
        Column::flag("disable_consent_screen", "Disable consent screen"),
        Column::link("user", "OAuth Application User", "sys_user"),
        Column::link(
            "oidc_provider_configuration",
            "OAuth OIDC Provider Configuration",
            "oidc_provider_configuration",
        ),
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
        // Long enough for a JSON Web Token.
        Column {
            max_length: 4000,
            ..Column::new("token", "Token", Password)
        },
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

/// Scopes that a program can ask for besides `useraccount`.
pub(super) static SCOPE: Table = Table {
    name: "sys_auth_scope",
    label: "Auth Scope",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("description", "Description", 1000),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

/// Which scopes a program may have. The names of the columns of this table
/// and of the next two are an assumption.
pub(super) static ENTITY_SCOPE: Table = Table {
    name: "oauth_entity_auth_scope_mapping",
    label: "OAuth Entity Auth Scope",
    system: system::METADATA,
    own: &[
        Column::link("oauth_entity", "OAuth Entity", "oauth_entity"),
        Column::link("auth_scope", "Auth Scope", "sys_auth_scope"),
    ],
    display: "auth_scope",
    indexes: &[&["oauth_entity"]],
    ..Table::BASE
};

/// Which APIs a scope opens.
pub(super) static API_SCOPE: Table = Table {
    name: "sys_api_access_scope",
    label: "REST API Auth Scope",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::link("rest_api", "REST API", "sys_ws_definition"),
        Column::text("http_method", "HTTP Method", 40),
        Column::link("auth_scope", "Auth Scope", "sys_auth_scope"),
        Column::flag("active", "Active").or("true"),
    ],
    indexes: &[&["rest_api"]],
    ..Table::BASE
};

/// Identity providers whose tokens are taken in place of the instance's own.
pub(super) static PROVIDER: Table = Table {
    name: "oidc_provider_configuration",
    label: "OIDC Provider Configuration",
    system: system::METADATA,
    own: &[
        Column::text("oidc_provider", "OIDC Provider", 100),
        Column::text("oidc_config_url", "OIDC Metadata URL", 1024),
        Column::text("user_claim", "User Claim", 100).or("sub"),
        Column::text("user_field", "User Field", 100).or("user_name"),
        Column::text("jti_claim", "JTI Claim", 100).or("jti"),
        Column::flag("enable_jti_verification", "Enable JTI claim verification"),
        // The names of these two are an assumption.
        Column::flag("auto_provision_user", "Automatically provision users"),
        Column::new(
            "user_roles",
            "User roles applied to provisioned users",
            Kind::List("sys_user_role"),
        ),
    ],
    display: "oidc_provider",
    ..Table::BASE
};

/// Certificates of programs and others.
pub(super) static CERTIFICATE: Table = Table {
    name: "sys_certificate",
    label: "X.509 Certificate",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("type", "Type", 40).or("trust_store_cert"),
        Column::text("format", "Format", 40).or("pem"),
        Column::flag("active", "Active").or("true"),
        Column::text("pem_certificate", "PEM Certificate", 8000),
    ],
    ..Table::BASE
};

/// With which certificate the assertions of a registry record are verified.
pub(super) static VERIFIER_MAP: Table = Table {
    name: "jwt_verifier_map",
    label: "JWT Verifier Map",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::link("oauth_jwt", "OAuth JWT", "oauth_entity"),
        Column::text("kid", "Kid", 100),
        Column::link("sys_certificate", "Sys certificate", "sys_certificate"),
    ],
    indexes: &[&["oauth_jwt"]],
    ..Table::BASE
};

/// Where people sign in who do not at the instance itself.
pub(super) static IDENTITY_PROVIDER: Table = Table {
    name: "sso_properties",
    label: "Identity Provider",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::flag("active", "Active"),
        Column::flag("default", "Default"),
        Column::flag("show_as_login_option", "Show as login option"),
        Column::text("sso_label", "SSO label", 100),
        Column::text("logo_url", "Logo URL", 1024),
    ],
    ..Table::BASE
};

/// Those of OpenID Connect. The names of this table and of its column are an
/// assumption.
pub(super) static OIDC_IDENTITY_PROVIDER: Table = Table {
    name: "oidc_identity_provider",
    label: "OIDC Identity Provider",
    extends: Some(&IDENTITY_PROVIDER),
    system: system::METADATA,
    own: &[Column::link("oidc_entity", "OIDC Entity", "oauth_entity")],
    ..Table::BASE
};
