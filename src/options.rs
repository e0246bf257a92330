//! The options of `mount`, as JavaScript gives them.

pub(crate) mod member;

use js_sys::JSON;
use snowline_core::oauth::{InstanceUrl, TokenStorage};
use wasm_bindgen::JsValue;

use crate::browser::host::TokenFunction;
use crate::browser::navigation::{self, LinkTo};
use crate::connection::{SignInBy, Way};
use crate::i18n::Language;

use member::{
    A_FUNCTION, PORTALS, ROUTINGS, SIGN_INS, STORAGES, THEMES, WAYS, choice, function, member, text,
};

/// Where the route lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// In the address's fragment: the page is Snowline's own.
    Hash,
    /// In memory: the page is the host's.
    Memory,
}

/// Whose words are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portal {
    /// The security center's: Secure Score.
    Security,
    /// The compliance center's: the compliance score.
    Compliance,
}

/// Light, dark, or as the person's system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of the `data-theme` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The person at the portal, as the host knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalUser {
    /// The ID that is sent with a ticket as its initiating user.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
}

/// All options, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The instance to offer on the setup page.
    pub instance_url: Option<String>,
    /// The client ID to offer there.
    pub client_id: Option<String>,
    /// The way to be let in, where the host fixes it.
    pub way: Option<Way>,
    /// The path of the portal's own that leads to the instance, if the host names one: a slash
    /// before, none behind.
    pub proxy_path: Option<String>,
    /// What supplies tokens, in the ways in which the page does.
    pub token_function: Option<TokenFunction>,
    /// Where the instance's sign-in pages are shown, where the host fixes it.
    pub sign_in: Option<SignInBy>,
    /// Where ServiceNow sends the person back to; the page's own address by default.
    pub redirect_uri: Option<String>,
    /// The language; the browser's by default.
    pub language: Option<Language>,
    /// Where the route lives.
    pub routing: Routing,
    /// The first route in memory routing.
    pub route: Option<String>,
    /// Gives the address of a page of Snowline in the host's page, for those it is shared with.
    pub link_to: Option<LinkTo>,
    /// Who is at the portal.
    pub user: Option<PortalUser>,
    /// The URL of a Secure Score export in Graph's shape.
    pub secure_score: Option<String>,
    /// The object itself: what it says of where recommendations come from, the part reads that needs
    /// it, and comes later.
    pub given: JsValue,
    /// Whose words are used.
    pub portal: Portal,
    /// What is set for the tickets, as JSON.
    pub configuration: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// Where tokens are kept.
    pub tokens: TokenStorage,
    /// Where styles and messages are; the module's own folder by default.
    pub assets: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            instance_url: None,
            client_id: None,
            way: None,
            proxy_path: None,
            token_function: None,
            sign_in: None,
            redirect_uri: None,
            language: None,
            routing: Routing::Memory,
            route: None,
            link_to: None,
            user: None,
            secure_score: None,
            given: JsValue::UNDEFINED,
            portal: Portal::Security,
            configuration: None,
            theme: Theme::Auto,
            tokens: TokenStorage::Memory,
            assets: None,
        }
    }
}

/// An option that cannot be used: its name and what it takes.
pub struct BadOption {
    pub(crate) name: &'static str,
    pub(crate) takes: &'static str,
}

impl From<BadOption> for JsValue {
    fn from(bad: BadOption) -> Self {
        let text = ["Snowline: the option \"", bad.name, "\" takes ", bad.takes].concat();
        js_sys::TypeError::new(&text).into()
    }
}

impl Options {
    /// Reads the options object; `undefined` and `null` are all defaults.
    ///
    /// # Errors
    /// An option of a wrong type or with a value that does not exist. Unknown options are
    /// ignored, so that a host may serve two versions.
    pub fn read(object: &JsValue) -> Result<Self, BadOption> {
        let mut options = Self::default();
        let texts = [
            ("instanceUrl", &mut options.instance_url),
            ("clientId", &mut options.client_id),
            ("redirectUri", &mut options.redirect_uri),
            ("route", &mut options.route),
            ("secureScore", &mut options.secure_score),
            ("assets", &mut options.assets),
        ];
        for (name, option) in texts {
            *option = text(object, name)?;
        }
        options.given = object.clone();
        options.portal = match choice(object, &PORTALS)? {
            1 => Portal::Compliance,
            _ => Portal::Security,
        };
        options.link_to = function(object, "linkTo")?.and_then(LinkTo::read);
        options.read_way(object)?;
        options.sign_in = match choice(object, &SIGN_INS)? {
            1 => Some(SignInBy::Redirect),
            2 => Some(SignInBy::Popup),
            _ => None,
        };
        options.user = user(object)?;
        options.configuration = configuration(object)?;
        options.language = language(object)?;
        options.routing = match choice(object, &ROUTINGS)? {
            1 => Routing::Hash,
            _ => Routing::Memory,
        };
        options.theme = match choice(object, &THEMES)? {
            1 => Theme::Light,
            2 => Theme::Dark,
            _ => Theme::Auto,
        };
        options.tokens = match choice(object, &STORAGES)? {
            1 => TokenStorage::SessionStorage,
            _ => TokenStorage::Memory,
        };
        Ok(options)
    }

    /// The way, and what it needs.
    fn read_way(&mut self, object: &JsValue) -> Result<(), BadOption> {
        let user_token = function(object, "userToken")?;
        let bearer = function(object, "getServiceNowToken")?;
        if let Some(path) = text(object, "proxyPath")? {
            self.proxy_path = Some(proxy_path(&path)?.to_owned());
        }
        let named = choice(object, &WAYS)?.checked_sub(1);
        let named = named.and_then(|place| Way::ALL.get(place)).copied();
        self.way = named.or(match (&bearer, &user_token) {
            (Some(_), _) => Some(Way::Token),
            (None, Some(_)) => Some(Way::Session),
            _ => None,
        });
        let (function, address) = match self.way {
            Some(Way::Token) => (bearer, self.instance_url.clone()),
            Some(Way::Session) => (user_token, Some(navigation::origin())),
            _ => return Ok(()),
        };
        if self.way == Some(Way::Token) && function.is_none() {
            return Err(BadOption {
                name: "getServiceNowToken",
                takes: A_FUNCTION,
            });
        }
        // A session is one at the instance that the page is from.
        if InstanceUrl::parse(&address.unwrap_or_default()).is_err() {
            return Err(BadOption {
                name: "instanceUrl",
                takes: "the instance's address",
            });
        }
        self.token_function = Some(TokenFunction::new(function));
        Ok(())
    }
}

/// A path of this site, without the slash at its end.
fn proxy_path(text: &str) -> Result<&str, BadOption> {
    let path = text.trim().trim_end_matches('/');
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    if plain && path.starts_with('/') && !path.starts_with("//") {
        return Ok(path);
    }
    Err(BadOption {
        name: "proxyPath",
        takes: "a path of this site",
    })
}

fn language(object: &JsValue) -> Result<Option<Language>, BadOption> {
    let name = "language";
    let Some(tag) = text(object, name)? else {
        return Ok(None);
    };
    match Language::from_tag(&tag) {
        None => Err(BadOption {
            name,
            takes: "\"en\", \"ko\", \"sv\" or \"zh-Hans\"",
        }),
        known => Ok(known),
    }
}

/// Whether it is right in every word is looked at where it is shown: it takes more than the first
/// load is to weigh.
fn configuration(object: &JsValue) -> Result<Option<String>, BadOption> {
    let name = "configuration";
    let given = member(object, name);
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    let text = JSON::stringify(&given).ok().filter(|_| given.is_object());
    text.map(|text| Some(text.into())).ok_or(BadOption {
        name,
        takes: "an object",
    })
}

fn user(object: &JsValue) -> Result<Option<PortalUser>, BadOption> {
    let user = member(object, "user");
    if user.is_undefined() || user.is_null() {
        return Ok(None);
    }
    let bad = || BadOption {
        name: "user",
        takes: "an object with an id and, if known, a name",
    };
    let id = text(&user, "id").ok().flatten().ok_or_else(bad)?;
    let name = text(&user, "name").map_err(|_| bad())?;
    Ok(Some(PortalUser { id, name }))
}
