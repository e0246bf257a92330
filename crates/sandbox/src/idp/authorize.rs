//! `/authorize`: who is there?

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Value, json};
use url::{Host, Url};

use super::{AUTHORIZE, codes::Given};
use crate::{
    oauth::is_challenge,
    pages::{Page, escape, message, page},
    params::{Params, encode},
    records::text,
    redirect::lead_to,
    state::AppState,
    store::{Filter, Order, Result, Row, Select, Table, new_id, quote},
};

/// How many people the page offers; anybody else can be typed in.
const OFFERED: u64 = 50;

/// Where the instance takes the answer.
const CALLBACK: &str = "/navpage.do";

/// What comes back unchanged when a person is chosen.
const NAMES: [&str; 8] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
];

/// Asks, or, when `login_hint` says already who it is, leads back with a
/// code.
pub(super) async fn ask(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    let back = match checked(&state, &asked) {
        Ok(back) => back,
        Err(why) => {
            return Ok(message(
                StatusCode::BAD_REQUEST,
                "Sign-in failed",
                why,
                None,
            ));
        }
    };
    match asked.get("login_hint").trim() {
        "" => people(&state, &asked),
        person => answer(&state, &asked, back, person),
    }
}

/// Where the answer goes. Codes leave for this machine, or the one that the
/// provider itself is on, and no other.
fn checked(state: &AppState, asked: &Params) -> std::result::Result<Url, &'static str> {
    let is_code = asked.get("response_type") == "code"
        && asked
            .get("scope")
            .split_ascii_whitespace()
            .any(|scope| scope == "openid");
    if !is_code || asked.get("client_id").is_empty() {
        return Err("The request is not for a code of OpenID Connect.");
    }
    let by_pkce = asked.get("code_challenge_method") == "S256";
    if !by_pkce || !is_challenge(asked.get("code_challenge")) {
        return Err("The code challenge is missing or malformed.");
    }
    let here = state
        .config
        .sso
        .as_deref()
        .and_then(|at| Url::parse(at).ok());
    let back = Url::parse(asked.get("redirect_uri"))
        .ok()
        .filter(|back| matches!(back.scheme(), "http" | "https") && back.path() == CALLBACK)
        .filter(|back| is_loopback(back) || here.is_some_and(|here| here.host() == back.host()));
    back.ok_or("The redirect URL is not an instance's.")
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(at)) => at.is_loopback(),
        Some(Host::Ipv6(at)) => at.is_loopback(),
        None => false,
    }
}

fn answer(state: &AppState, asked: &Params, mut back: Url, person: &str) -> Result<Response> {
    let code = new_id()? + &new_id()?;
    let mut claims = claims(state, person)?;
    if !asked.get("nonce").is_empty() {
        claims["nonce"] = asked.get("nonce").into();
    }
    let given = Given {
        client_id: asked.get("client_id").to_owned(),
        redirect_uri: asked.get("redirect_uri").to_owned(),
        challenge: asked.get("code_challenge").to_owned(),
        claims,
        at: state.clock.now(),
    };
    state.idp.put(code.clone(), given);
    back.query_pairs_mut()
        .append_pair("code", &code)
        .append_pair("state", asked.get("state"));
    Ok(lead_to(back.as_str()))
}

/// What the organisation knows of the person. Whoever is no user of the
/// instance is only an address.
fn claims(state: &AppState, person: &str) -> Result<Value> {
    let found = state.store.find("sys_user", &[("email", person)])?;
    let (local, _) = person.split_once('@').unwrap_or((person, ""));
    let (given, family) = local.split_once('.').unwrap_or((local, ""));
    let of = |column: &str, otherwise: &str| match found.first().map(|row| text(row, column)) {
        None | Some("") => capital(otherwise),
        Some(value) => value.to_owned(),
    };
    let (given, family) = (of("first_name", given), of("last_name", family));
    Ok(json!({
        "sub": person,
        "email": person,
        "upn": person,
        "preferred_username": local,
        "given_name": given,
        "family_name": family,
        "name": format!("{given} {family}").trim(),
    }))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn people(state: &AppState, asked: &Params) -> Result<Response> {
    let again: Vec<_> = NAMES.iter().map(|name| (*name, asked.get(name))).collect();
    let mut list = String::new();
    for row in directory(state)? {
        let hint = [("login_hint", text(&row, "email"))];
        let address = encode(again.iter().copied().chain(hint));
        list += &format!(
            r#"<li><a href="{AUTHORIZE}?{address}">{name}</a> <span class="muted">{email}</span></li>"#,
            address = escape(&address),
            name = escape(text(&row, "name")),
            email = escape(text(&row, "email")),
        );
    }
    let fields: String = again
        .iter()
        .map(|(name, value)| {
            let value = escape(value);
            format!(r#"<input type="hidden" name="{name}" value="{value}">"#)
        })
        .collect();
    let body = format!(
        r#"<div class="card narrow">
<h1>Who are you?</h1>
<p class="muted">The identity provider of the sandbox asks for no password.</p>
<form method="get" action="{AUTHORIZE}">
{fields}
<label for="login_hint">Email</label>
<input id="login_hint" name="login_hint" type="email" autocomplete="username" required>
<button class="primary" type="submit">Sign in</button>
</form>
<ul class="menu">{list}</ul>
</div>"#
    );
    // The redirects that follow the form may end at the portal.
    let page_of_idp = Page::new("Sign in", &body)
        .of("Sandbox identity provider")
        .leads_to("http: https:".to_owned());
    Ok(page(page_of_idp))
}

/// The people with an address, by their names.
fn directory(state: &AppState) -> Result<Vec<Row>> {
    let Some(table) = Table::named("sys_user") else {
        return Ok(Vec::new());
    };
    let known = Filter::equals("active", "true").and(Filter::raw("\"email\" <> ''"));
    let mut select = Select::new(known);
    select.limit = OFFERED;
    select.order = vec![Order {
        by: quote("name"),
        descending: false,
    }];
    state.store.select(table, &select)
}
