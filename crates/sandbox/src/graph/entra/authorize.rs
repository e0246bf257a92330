//! `/{tenant}/oauth2/v2.0/authorize`: pick an account.

use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use url::Url;

use super::grant::Login;
use super::people::{PEOPLE, person};
use super::refusal::{NO_CLIENT, NO_TENANT, Refusal, WRONG_REDIRECT};
use super::{clients, is_tenant};
use crate::{
    oauth::is_challenge,
    pages::{Page, escape, message, page},
    params::{Params, encode},
    redirect::lead_to,
    state::AppState,
    store::{Result, new_id},
};

pub(super) async fn ask(
    State(state): State<AppState>,
    Path(tenant): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    if let Some(why) = wrong(&state, &tenant, &asked) {
        return Ok(message(
            StatusCode::BAD_REQUEST,
            "Sorry, but we're having trouble signing you in.",
            &why.description(),
            None,
        ));
    }
    let Ok(back) = Url::parse(asked.get("redirect_uri")) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let by_pkce = asked.get("code_challenge_method") == "S256";
    if asked.get("response_type") != "code"
        || !by_pkce
        || !is_challenge(asked.get("code_challenge"))
    {
        let words = "AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.";
        return Ok(refused(back, &asked, "invalid_request", words));
    }
    match (person(asked.get("login_hint")), asked.get("cancel")) {
        (_, "true") => {
            let words = "AADSTS65004: User declined to consent to access the app.";
            Ok(refused(back, &asked, "access_denied", words))
        }
        (Some(person), _) => {
            let code = new_id()? + &new_id()?;
            let login = Login {
                client_id: asked.get("client_id").to_owned(),
                redirect_uri: asked.get("redirect_uri").to_owned(),
                challenge: asked.get("code_challenge").to_owned(),
                scope: asked.get("scope").to_owned(),
                person: person.address,
                at: state.clock.now(),
            };
            state.graph.put_code(code.clone(), login);
            Ok(lead_back(
                back,
                &[("code", &code), ("state", asked.get("state"))],
            ))
        }
        (None, _) => Ok(people(&tenant, &asked)),
    }
}

/// What is told to the person, and leads nowhere.
fn wrong(state: &AppState, tenant: &str, asked: &Params) -> Option<Refusal> {
    if !is_tenant(tenant) {
        return Some(NO_TENANT);
    }
    match clients::kind(asked.get("client_id")) {
        Some(clients::Kind::Spa | clients::Kind::Web) => {}
        _ => return Some(NO_CLIENT),
    }
    let registered = clients::is_registered(state, asked.get("redirect_uri"));
    (!registered).then_some(WRONG_REDIRECT)
}

fn refused(back: Url, asked: &Params, error: &str, words: &str) -> Response {
    let state = asked.get("state");
    let answer = [
        ("error", error),
        ("error_description", words),
        ("state", state),
    ];
    lead_back(back, &answer)
}

fn lead_back(mut back: Url, answer: &[(&str, &str)]) -> Response {
    back.query_pairs_mut().extend_pairs(answer);
    lead_to(back.as_str())
}

fn people(tenant: &str, asked: &Params) -> Response {
    let here = format!("/{tenant}/oauth2/v2.0/authorize?");
    let link = |name: &str, value: &str| {
        let query = asked.iter().chain([(name, value)]);
        escape(&(here.clone() + &encode(query))).to_string()
    };
    let mut list = String::new();
    for person in &PEOPLE {
        list += &format!(
            r#"<li><a href="{link}">{name}</a> <span class="muted">{address}, {role}</span></li>"#,
            link = link("login_hint", person.address),
            name = escape(person.name),
            address = escape(person.address),
            role = escape(person.role),
        );
    }
    let cancel = link("cancel", "true");
    let body = format!(
        r#"<div class="card narrow">
<h1>Pick an account</h1>
<p class="muted">The sandbox asks for no password.</p>
<ul class="menu">{list}</ul>
<p><a href="{cancel}">Cancel</a></p>
</div>"#
    );
    page(Page::new("Sign in", &body).of("Sandbox Entra"))
}
