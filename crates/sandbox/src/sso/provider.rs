//! The identity providers: rows of `oidc_identity_provider`, each with its
//! client in `oauth_entity` and its metadata in `oidc_provider_configuration`.

use crate::{
    jwt::METADATA,
    records::{is_true, text},
    store::{Result, Row, Store},
};

/// One that is active and complete.
#[derive(Debug)]
pub struct Provider {
    /// The `glide_sso_id` of addresses and of the cookie.
    pub sys_id: String,
    /// What the sign-in page calls it.
    pub label: String,
    /// What the instance is called there.
    pub client_id: String,
    /// Its row of `oidc_provider_configuration`.
    pub configuration: Row,
}

impl Provider {
    /// The active provider of this `sys_id`.
    pub fn find(store: &Store, sys_id: &str) -> Result<Option<Self>> {
        match store.get("oidc_identity_provider", sys_id)? {
            Some(row) if is_true(&row, "active") => Self::read(store, &row),
            _ => Ok(None),
        }
    }

    /// The one to be offered when nobody knows any better.
    pub fn default_one(store: &Store) -> Result<Option<Self>> {
        let which = [("active", "true"), ("default", "true")];
        match store.find("oidc_identity_provider", &which)?.first() {
            Some(row) => Self::read(store, row),
            None => Ok(None),
        }
    }

    /// Those that the sign-in page offers by name.
    pub fn offered(store: &Store) -> Result<Vec<Self>> {
        let which = [("active", "true"), ("show_as_login_option", "true")];
        let mut offered = Vec::new();
        for row in store.find("oidc_identity_provider", &which)? {
            offered.extend(Self::read(store, &row)?);
        }
        Ok(offered)
    }

    /// Its `iss`.
    pub fn issuer(&self) -> &str {
        let address = text(&self.configuration, "oidc_config_url");
        let issuer = address.strip_suffix(METADATA).unwrap_or(address);
        issuer.trim_end_matches('/')
    }

    fn read(store: &Store, row: &Row) -> Result<Option<Self>> {
        let entity = store.get("oauth_entity", text(row, "oidc_entity"))?;
        let Some(entity) = entity.filter(|entity| is_true(entity, "active")) else {
            return Ok(None);
        };
        let configuration = text(&entity, "oidc_provider_configuration");
        let configuration = store.get("oidc_provider_configuration", configuration)?;
        let label = match text(row, "sso_label") {
            "" => text(row, "name"),
            label => label,
        };
        Ok(configuration.map(|configuration| Self {
            sys_id: text(row, "sys_id").to_owned(),
            label: label.to_owned(),
            client_id: text(&entity, "client_id").to_owned(),
            configuration,
        }))
    }
}
