//! Who is calling: by password, by token, by an identity provider's token or
//! by the session's cookie.

mod assertion;
mod basic_restriction;
mod caller;
mod challenge;
mod credentials;
mod id_token;
mod provision;
mod second_factor;
mod totp;
mod user;

pub use assertion::asserted;
pub use caller::Caller;
pub use challenge::{missing_scope, not_authenticated};
pub use id_token::{meant_by, verified};
pub use second_factor::{has_code, owes_code};
pub use user::{by_field, by_id, by_password};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{
    oauth,
    params::Params,
    session::{self, MadeWith},
    state::AppState,
    store::Result,
};
use credentials::Credentials;

const IS_LOGGED_IN: HeaderName = HeaderName::from_static("x-is-logged-in");

/// Name and password of a Basic `Authorization` header, if there is one.
pub fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    match Credentials::of(headers) {
        Credentials::Basic { user, password } => Some((user, password)),
        _ => None,
    }
}

/// Where a session's page finds the token that it should have sent.
const TOKEN_RESPONSE: HeaderName = HeaderName::from_static("x-usertoken-response");

/// Says that the second factor is missing (reported; the value is an
/// assumption), and carries it in the next request.
const MFA_TOKEN: HeaderName = HeaderName::from_static("x-mfa_token");

/// What is known of who sent a request.
#[derive(Default)]
struct Identity {
    /// Who may call.
    caller: Option<Caller>,
    /// There is somebody: a session without its token is, yet may not call.
    logged_in: bool,
    /// The scope of the token that was sent.
    scope: Option<String>,
    /// The token of a session that was sent without it.
    fresh: Option<String>,
    /// What a session is to begin with, unless the call came by one.
    begins: Option<MadeWith>,
    /// The password was right, and the second factor is missing.
    owes_code: bool,
}

/// Lets a request through to the REST APIs with its [`Caller`], or answers
/// that there is none.
pub async fn layer(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let identity = identify(&state, &request)?;
    let of_page = request.headers().contains_key("x-usertoken");
    let sent = request.headers().clone();
    let begins = identity.caller.as_ref().zip(identity.begins);
    let begins = begins.map(|(caller, made_with)| (caller.sys_id.clone(), made_with));
    let mut answer = match identity.caller {
        Some(caller) => {
            request.extensions_mut().insert(caller);
            if let Some(scope) = identity.scope {
                request.extensions_mut().insert(oauth::Granted(scope));
            }
            next.run(request).await
        }
        None => not_authenticated(),
    };
    let headers = answer.headers_mut();
    // ServiceNow's own pages read such a 401 and go on with the token that it brings. Asked for
    // Basic, a browser would show a dialog of its own instead.
    if of_page {
        headers.remove(header::WWW_AUTHENTICATE);
    }
    let logged_in = if identity.logged_in { "true" } else { "false" };
    headers.insert(IS_LOGGED_IN, HeaderValue::from_static(logged_in));
    if identity.owes_code {
        headers.insert(MFA_TOKEN, HeaderValue::from_static("required"));
    }
    if let Some(Ok(fresh)) = identity.fresh.as_deref().map(HeaderValue::from_str) {
        headers.insert(TOKEN_RESPONSE, fresh);
    }
    if let Some((user, made_with)) = begins {
        session::begin_for_call(&state, &user, &made_with, &sent, headers)?;
    }
    Ok(answer)
}

fn identify(state: &AppState, request: &Request) -> Result<Identity> {
    let headers = request.headers();
    match Credentials::of(headers) {
        Credentials::Basic { user, password } => by_basic(state, headers, &user, &password),
        Credentials::Bearer(token) => bearer(state, &token),
        Credentials::Unreadable => Ok(Identity::default()),
        Credentials::None => {
            // An older way to send a token (r_RESTOAuthExample).
            let query = request.uri().query().unwrap_or_default();
            match Params::of(query).get("access_token") {
                "" => by_session(state, request),
                token => bearer(state, token),
            }
        }
    }
}

/// By password, with a second factor where the user has one, and only if the
/// restriction of Basic authentication lets the user.
fn by_basic(state: &AppState, headers: &HeaderMap, user: &str, password: &str) -> Result<Identity> {
    let Some((caller, code)) = second_factor::by_password_and_code(state, headers, user, password)?
    else {
        return Ok(Identity::default());
    };
    if !code && owes_code(&state.store, &caller)? {
        return Ok(Identity {
            owes_code: true,
            ..Identity::default()
        });
    }
    match basic_restriction::allows(&state.store, &caller, code)? {
        true => Ok(Identity {
            begins: Some(MadeWith::default()),
            ..Identity::of(Some(caller))
        }),
        false => Ok(Identity::default()),
    }
}

/// Is it a token of our own? If not, it may be one of an identity provider.
fn bearer(state: &AppState, token: &str) -> Result<Identity> {
    match oauth::owner_of(state, token)? {
        Some((caller, scope, expires_in)) => Ok(Identity {
            begins: Some(MadeWith {
                scope: Some(scope.clone()),
                expires_in: Some(expires_in),
            }),
            scope: Some(scope),
            ..Identity::of(Some(caller))
        }),
        // Its session would outlast it and what it is good for.
        None => id_token::by_id_token(state, token).map(Identity::of),
    }
}

fn by_session(state: &AppState, request: &Request) -> Result<Identity> {
    let Some(session) = session::of_call(state, request.headers())? else {
        return Ok(Identity::default());
    };
    let given = request.headers().get("x-usertoken");
    let same = given.is_some_and(|given| given.as_bytes() == session.token.as_bytes());
    let logged_in = session.caller.is_some();
    Ok(Identity {
        caller: session.caller.filter(|_| same),
        logged_in,
        scope: session.scope,
        fresh: (logged_in && !same).then_some(session.token),
        ..Identity::default()
    })
}

impl Identity {
    fn of(caller: Option<Caller>) -> Self {
        Self {
            logged_in: caller.is_some(),
            caller,
            ..Self::default()
        }
    }
}
