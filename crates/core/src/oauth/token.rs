//! The token endpoint ([RFC 6749, 3.2](https://www.rfc-editor.org/rfc/rfc6749#section-3.2)) as
//! ServiceNow has it.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::callback::Callback;
use super::client::Connection;
use super::form;
use super::grant::Grant;
use super::secrets::{AccessToken, RefreshToken};
use crate::access::behind_proxy;
use crate::error::{Endpoint, Error, Kind, Result, explain, sentence};
use crate::json::{self, Value};
use crate::ports::{HttpFailure, Method, Ports, Request, Response};
use crate::text::{has, number};

const TIMEOUT_MS: u32 = 30_000;

/// What the token endpoint is sent for a code.
pub const REDEEMING: [&str; 6] = [
    "grant_type",
    "code",
    "redirect_uri",
    "client_id",
    "code_verifier",
    "state",
];
/// What it is sent for a new access token.
pub const RENEWING: [&str; 3] = ["grant_type", "refresh_token", "client_id"];

/// Redeems a code ([RFC 6749, 4.1.3](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3),
/// [RFC 7636, 4.5](https://www.rfc-editor.org/rfc/rfc7636#section-4.5)). ServiceNow's
/// documentation lists `state` among the parameters, other servers ignore it.
pub(super) async fn exchange<P: Ports>(ports: &P, callback: Callback) -> Result<Rc<Grant>> {
    let connection = &callback.connection;
    let values = [
        "authorization_code",
        callback.code.secret(),
        &connection.redirect_uri,
        connection.client_id.as_str(),
        callback.verifier.secret(),
        callback.state.secret(),
    ];
    let body = form::encode_all(&REDEEMING, &values);
    request(ports, connection, body).await
}

/// Renews the access token ([RFC 6749, 6](https://www.rfc-editor.org/rfc/rfc6749#section-6)).
pub(super) async fn refresh<P: Ports>(
    ports: &P,
    connection: &Connection,
    token: &RefreshToken,
) -> Result<Rc<Grant>> {
    let values = [
        "refresh_token",
        token.secret(),
        connection.client_id.as_str(),
    ];
    let body = form::encode_all(&RENEWING, &values);
    request(ports, connection, body).await
}

/// Asks the token endpoint with a code that it never gave: whether its answer can be read, and what
/// it says of the client, is worth knowing before anybody signs in.
pub async fn probe<P: Ports>(
    ports: &P,
    connection: &Connection,
) -> std::result::Result<Response, HttpFailure> {
    let body = form::encode(&[
        ("grant_type", "authorization_code"),
        ("code", "snowline-check"),
        ("redirect_uri", &connection.redirect_uri),
        ("client_id", connection.client_id.as_str()),
        (
            "code_verifier",
            "snowline-check-snowline-check-snowline-check",
        ),
    ]);
    let url = connection.instance.request_url("/oauth_token.do");
    send(ports, url, body).await
}

/// Whether the instance refused the grant itself. Nothing else ends a session.
pub(super) fn is_refusal(error: &Error) -> bool {
    matches!(
        error.kind(),
        Kind::TokenRefused { .. } | Kind::UnknownClient { .. }
    )
}

async fn request<P: Ports>(ports: &P, connection: &Connection, body: String) -> Result<Rc<Grant>> {
    let url = connection.instance.request_url(connection.token_path());
    match send(ports, url.clone(), body).await {
        Ok(response) => {
            let granted = read(&response, connection.instance.host(), ports.monotonic_ms());
            granted.map_err(|error| behind_proxy(&connection.instance, error))
        }
        Err(failure) => Err(explain(ports, failure, &url, Endpoint::Token).await),
    }
}

async fn send<P: Ports>(
    ports: &P,
    url: String,
    body: String,
) -> std::result::Result<Response, HttpFailure> {
    ports
        .send(Request {
            method: Method::Post,
            url,
            // Any other header would cause a preflight, which this endpoint may not answer.
            headers: vec![("Content-Type", "application/x-www-form-urlencoded".into())],
            body: Some(body),
            cookies: false,
            timeout_ms: TIMEOUT_MS,
        })
        .await
}

/// Reads an answer. ServiceNow does not keep to RFC 6749's status 400 for refusals, nor to its
/// list of error codes, so any 4xx with an `error` in words is one.
fn read(response: &Response, host: &str, now: u64) -> Result<Rc<Grant>> {
    let status = response.status;
    if status == 429 {
        let retry_after = response.header("retry-after");
        let retry_after = retry_after.and_then(|seconds| number(seconds.trim())?.try_into().ok());
        return Err(Kind::RateLimited { retry_after }.into());
    }
    if status >= 500 {
        return Err(Kind::ServerFailed { status }.into());
    }
    let Ok(body) = json::parse(&response.body) else {
        return Err(not_json(response, host));
    };
    if (200..300).contains(&status) {
        return granted(&body, now);
    }
    let Some(error) = body.text("error") else {
        let rest_error = body.get("error").and_then(|error| error.text("message"));
        let reason = sentence(rest_error.unwrap_or_default());
        return Err(Kind::Refused { status, reason }.into());
    };
    let description = body.text("error_description").unwrap_or_default();
    let reason = sentence(&[error, " ", description].concat());
    Err(match error {
        "invalid_client" | "unauthorized_client" => {
            Kind::UnknownClient { host: host.into() }.into()
        }
        "temporarily_unavailable" | "slow_down" => Kind::Refused { status, reason }.into(),
        _ if status == 408 => Kind::Refused { status, reason }.into(),
        _ => Kind::TokenRefused { reason }.into(),
    })
}

fn not_json(response: &Response, host: &str) -> Error {
    let page = response.body.to_ascii_lowercase();
    if has(&page, "hibernat") {
        Kind::Hibernating { host: host.into() }.into()
    } else {
        Kind::NotJson {
            status: response.status,
        }
        .into()
    }
}

fn granted(body: &Value, now: u64) -> Result<Rc<Grant>> {
    let shape = |path: &str| Error::new(Kind::UnexpectedShape { path: path.into() });
    let token = |name: &str| {
        let text = body.text(name)?;
        // It becomes a header: nothing in it may end one.
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| text.to_owned())
    };
    let access = token("access_token").ok_or_else(|| shape("access_token"))?;
    if let Some(kind) = body.text("token_type")
        && !kind.eq_ignore_ascii_case("bearer")
    {
        return Err(shape("token_type"));
    }
    Ok(Grant::new(
        AccessToken::new(access),
        token("refresh_token").map(RefreshToken::new),
        body.get("expires_in").and_then(lifetime_ms),
        now,
    ))
}

/// Zero says nothing: who would grant that?
fn lifetime_ms(value: &Value) -> Option<u64> {
    let seconds = match value {
        Value::String(text) => number(text.trim())?,
        _ => value.as_u64()?,
    };
    (seconds > 0).then(|| seconds.saturating_mul(1000))
}
