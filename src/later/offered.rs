//! What the host's options say of where recommendations come from.

use snowline_core::error::Told;
use snowline_core::graph::{AUTHORITY, GLOBAL, TENANT};
use snowline_core::oauth::{ClientId, InstanceUrl};
use snowline_core::{Error, Kind};
use wasm_bindgen::JsValue;

use crate::browser::host::TokenFunction;
use crate::options::member::{function, member, text};
use crate::options::{BadOption, Options};

/// The options, checked.
pub(super) struct Offered {
    /// The host's own recommendations, or its function that gives them.
    pub(super) recommendations: Option<JsValue>,
    /// What supplies tokens for Microsoft Graph.
    pub(super) graph_token: Option<TokenFunction>,
    /// The client ID of a sign-in at Microsoft of our own.
    pub(super) client_id: Option<ClientId>,
    /// The tenant to sign in at.
    pub(super) tenant: String,
    /// Where Graph is.
    pub(super) graph: InstanceUrl,
    /// Where people sign in at Microsoft.
    pub(super) authority: InstanceUrl,
    /// Whether people may set an action's status in Secure Score from here.
    pub(super) write_back: bool,
}

impl Offered {
    /// Reads them.
    ///
    /// # Errors
    /// That an option has a value that it cannot have.
    pub(super) fn read(options: &Options) -> Result<Self, Error> {
        Self::of(&options.given).map_err(|BadOption { name, takes }| {
            let args = vec![("name", name.to_owned()), ("takes", takes.to_owned())];
            let (key, passes) = ("badOption", false);
            Kind::Told(Told { key, args, passes }).into()
        })
    }

    fn of(given: &JsValue) -> Result<Self, BadOption> {
        let client_id = text(given, "graphClientId")?;
        let client_id = client_id.map(|text| ClientId::parse(&text)).transpose();
        Ok(Self {
            recommendations: recommendations(given)?,
            graph_token: function(given, "getGraphToken")?
                .map(|function| TokenFunction::new(Some(function))),
            client_id: client_id.map_err(|_| BadOption {
                name: "graphClientId",
                takes: "a client ID",
            })?,
            tenant: text(given, "graphTenant")?.unwrap_or_else(|| TENANT.to_owned()),
            graph: address(given, "graphUrl", GLOBAL)?,
            authority: address(given, "entraUrl", AUTHORITY)?,
            write_back: flag(given, "writeBack")?,
        })
    }
}

fn recommendations(given: &JsValue) -> Result<Option<JsValue>, BadOption> {
    let name = "recommendations";
    let list = member(given, name);
    if list.is_undefined() || list.is_null() {
        return Ok(None);
    }
    match list.is_object() || list.is_function() {
        true => Ok(Some(list)),
        false => Err(BadOption {
            name,
            takes: "an array, or a function that gives one",
        }),
    }
}

/// Off, unless it is said to be on.
fn flag(given: &JsValue, name: &'static str) -> Result<bool, BadOption> {
    let value = member(given, name);
    if value.is_undefined() || value.is_null() {
        return Ok(false);
    }
    value.as_bool().ok_or(BadOption {
        name,
        takes: "true or false",
    })
}

fn address(given: &JsValue, name: &'static str, usual: &str) -> Result<InstanceUrl, BadOption> {
    let text = text(given, name)?;
    InstanceUrl::parse(text.as_deref().unwrap_or(usual)).map_err(|_| BadOption {
        name,
        takes: "an https address without a path",
    })
}
