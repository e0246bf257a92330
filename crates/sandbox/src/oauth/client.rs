//! The rows of `oauth_entity`: programs that may ask for a person's consent.

use crate::{
    records::{is_true, text},
    store::{Result, Row, Store, is_password},
};

/// A registered program.
pub(super) struct Client {
    pub(super) sys_id: String,
    /// What the consent page calls it.
    pub(super) name: String,
    /// What the program calls itself.
    pub(super) client_id: String,
    /// Has no secret and proves by PKCE that it is the one that asked.
    pub(super) is_public: bool,
    /// Seconds.
    pub(super) access_lifespan: i64,
    /// Seconds.
    pub(super) refresh_lifespan: i64,
    /// Seconds.
    pub(super) code_lifespan: i64,
    /// Nobody is asked before it is let in.
    pub(super) skips_consent: bool,
    /// Where a person signs in who is not, in place of the usual page.
    pub(super) login_url: String,
    /// In which column of `sys_user` is whom its assertions are about.
    pub(super) user_field: String,
    /// Takes a challenge that is the verifier itself, too.
    pub(super) takes_plain: bool,
    /// Its access tokens are JSON Web Tokens.
    pub(super) wants_jwt: bool,
    /// Whom it acts for when it acts for nobody: the `sys_id` of a user.
    pub(super) acts_as: String,
    redirects: Vec<String>,
    secret: String,
}

impl Client {
    /// The program registered under this ID, if it is active.
    pub(super) fn find(store: &Store, client_id: &str) -> Result<Option<Self>> {
        let found = store.find(
            "oauth_entity",
            &[("client_id", client_id), ("active", "true")],
        )?;
        Ok(found
            .first()
            .filter(|_| !client_id.is_empty())
            .map(Self::read))
    }

    /// Where an authorization asked for with this redirect URI leads to. One
    /// that is not registered gives way to the first that is, without a word
    /// (ServiceNow's documentation of the Redirect URL field), unless the
    /// instance is strict.
    pub(super) fn redirect(&self, asked: &str, strict: bool) -> Option<&str> {
        let registered = self.redirects.iter().find(|redirect| *redirect == asked);
        let first = self.redirects.first().filter(|_| !strict);
        registered.or(first).map(String::as_str)
    }

    /// Whether it has registered any place to be led back to.
    pub(super) fn has_redirects(&self) -> bool {
        !self.redirects.is_empty()
    }

    /// Whether this is the program's secret.
    pub(super) fn has_secret(&self, given: &str) -> bool {
        is_password(&self.secret, given)
    }

    fn read(row: &Row) -> Self {
        let seconds = |column, usual| match text(row, column).parse() {
            Ok(seconds) if seconds > 0 => seconds,
            _ => usual,
        };
        Self {
            sys_id: text(row, "sys_id").to_owned(),
            name: text(row, "name").to_owned(),
            client_id: text(row, "client_id").to_owned(),
            is_public: is_true(row, "public_client"),
            skips_consent: is_true(row, "public_client") && is_true(row, "disable_consent_screen"),
            user_field: match text(row, "user_field") {
                "" => "user_name".to_owned(),
                field => field.to_owned(),
            },
            takes_plain: text(row, "code_challenge_method").eq_ignore_ascii_case("plain"),
            wants_jwt: text(row, "token_format").eq_ignore_ascii_case("jwt"),
            login_url: text(row, "login_url").to_owned(),
            acts_as: text(row, "user").to_owned(),
            access_lifespan: seconds("access_token_lifespan", 1_800),
            refresh_lifespan: seconds("refresh_token_lifespan", 8_640_000),
            code_lifespan: seconds("auth_code_lifespan", 60),
            redirects: text(row, "redirect_url")
                .split(',')
                .map(|url| url.trim().to_owned())
                .filter(|url| !url.is_empty())
                .collect(),
            secret: text(row, "client_secret").to_owned(),
        }
    }
}
