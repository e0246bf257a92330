//! `POST /{tenant}/oauth2/v2.0/token`.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::clients::{self, Kind, PROGRAM_SECRET};
use super::grant::{Grant, Login, Renewal};
use super::is_tenant;
use super::people::person;
use super::refusal::{
    CODE_OLD, CODE_SPENT, NO_CLIENT, NO_CONSENT, NO_TENANT, NOT_SPA, ONLY_CROSS_ORIGIN, Refusal,
    SPA_ENDED, WRONG_GRANT, WRONG_SCOPE, WRONG_SECRET, WRONG_VERIFIER,
};
use crate::{
    oauth::fits,
    params::Params,
    state::AppState,
    store::{Result, new_id},
};

/// How long an access token is in force, in seconds.
const LIFESPAN: i64 = 3_599;
const CODE: Duration = Duration::minutes(10);
const REFRESH: Duration = Duration::hours(24);

/// The permissions of Graph that the registrations have.
const SECURITY: [&str; 2] = ["SecurityEvents.Read.All", "SecurityEvents.ReadWrite.All"];

/// What is to be given.
struct Given {
    scopes: Vec<String>,
    may_read: bool,
    renewal: Option<Renewal>,
}

pub(super) async fn redeem(
    State(state): State<AppState>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    let asked = Params::of(&body);
    let from_page = headers.contains_key(header::ORIGIN);
    match given(&state, &tenant, &asked, from_page) {
        Ok(given) => give(&state, given),
        Err(refusal) => refusal.answer(&state),
    }
}

fn given(
    state: &AppState,
    tenant: &str,
    asked: &Params,
    from_page: bool,
) -> std::result::Result<Given, Refusal> {
    if !is_tenant(tenant) {
        return Err(NO_TENANT);
    }
    let kind = clients::kind(asked.get("client_id")).ok_or(NO_CLIENT)?;
    match (kind, from_page) {
        (Kind::Web | Kind::Program, true) => return Err(NOT_SPA),
        (Kind::Spa, false) => return Err(ONLY_CROSS_ORIGIN),
        _ => {}
    }
    match (asked.get("grant_type"), kind) {
        ("authorization_code", _) => by_code(state, asked),
        ("refresh_token", _) => by_renewal(state, asked),
        ("client_credentials", Kind::Program) => by_secret(asked),
        _ => Err(WRONG_GRANT),
    }
}

fn by_code(state: &AppState, asked: &Params) -> std::result::Result<Given, Refusal> {
    let login = state.graph.take_code(asked.get("code")).ok_or(CODE_SPENT)?;
    let Login {
        client_id,
        redirect_uri,
        challenge,
        scope,
        person,
        at,
    } = login;
    if state.clock.now() - at > CODE {
        return Err(CODE_OLD);
    }
    let is_its = client_id == asked.get("client_id") && redirect_uri == asked.get("redirect_uri");
    if !is_its || !fits(&challenge, asked.get("code_verifier")) {
        return Err(WRONG_VERIFIER);
    }
    let ends = state.clock.now() + REFRESH;
    of_person(&scope, person, &client_id, ends)
}

fn by_renewal(state: &AppState, asked: &Params) -> std::result::Result<Given, Refusal> {
    let renewal = state.graph.renewal_of(asked.get("refresh_token"));
    let renewal = renewal.filter(|renewal| renewal.client_id == asked.get("client_id"));
    let renewal = renewal.ok_or(CODE_OLD)?;
    if renewal.ends <= state.clock.now() {
        return Err(SPA_ENDED);
    }
    of_person(
        &renewal.scope,
        renewal.person,
        &renewal.client_id,
        renewal.ends,
    )
}

fn of_person(
    scope: &str,
    address: &'static str,
    client_id: &str,
    ends: OffsetDateTime,
) -> std::result::Result<Given, Refusal> {
    let known = person(address).filter(|person| person.consented);
    let known = known.ok_or(NO_CONSENT)?;
    let words: Vec<_> = scope.split_ascii_whitespace().collect();
    let renews = words.contains(&"offline_access");
    let renewal = Renewal {
        client_id: client_id.to_owned(),
        scope: scope.to_owned(),
        person: address,
        ends,
    };
    Ok(Given {
        scopes: words.iter().filter_map(|word| permission(word)).collect(),
        may_read: known.may_read,
        renewal: renews.then_some(renewal),
    })
}

fn by_secret(asked: &Params) -> std::result::Result<Given, Refusal> {
    if asked.get("client_secret") != PROGRAM_SECRET {
        return Err(WRONG_SECRET);
    }
    if !asked.get("scope").ends_with("/.default") {
        return Err(WRONG_SCOPE);
    }
    Ok(Given {
        scopes: SECURITY.map(str::to_owned).into(),
        may_read: true,
        renewal: None,
    })
}

/// The permission without the address of its API.
fn permission(scope: &str) -> Option<String> {
    let name = scope.rsplit('/').next().unwrap_or(scope);
    SECURITY.contains(&name).then(|| name.to_owned())
}

fn give(state: &AppState, given: Given) -> Result<Response> {
    let token = new_id()? + &new_id()?;
    let mut body = json!({
        "token_type": "Bearer",
        "scope": given.scopes.join(" "),
        "expires_in": LIFESPAN,
        "ext_expires_in": LIFESPAN,
        "access_token": token,
    });
    let grant = Grant {
        scopes: given.scopes,
        may_read_security: given.may_read,
        ends: state.clock.now() + Duration::seconds(LIFESPAN),
    };
    state.graph.put_grant(token, grant);
    if let Some(renewal) = given.renewal {
        let token = new_id()? + &new_id()?;
        body["refresh_token"] = token.clone().into();
        state.graph.put_renewal(token, renewal);
    }
    let no_store = [(header::CACHE_CONTROL, "no-store, no-cache")];
    Ok((no_store, Json(body)).into_response())
}
