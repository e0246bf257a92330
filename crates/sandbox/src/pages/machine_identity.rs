//! The Machine Identity Console: the newer way to register a program, which
//! writes the same records as the Application Registry.

use axum::{extract::State, http::StatusCode, response::Response};

use super::{Page, escape, message, page, typed};
use crate::{
    auth::Caller,
    params::Params,
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Table, new_id},
    table_api::ApiError,
};

/// The addresses of the console and of its form, by assumption.
pub(super) const CONSOLE: &str = "/machine_identity_console.do";
pub(super) const CODE_GRANT: &str = "/machine_identity_console_code_grant.do";

/// What the menu calls it.
pub(super) const MENU: &str = "Machine Identity Console > Inbound integrations";

const GRANT: &str = "OAuth authorization code grant";

/// Labels and columns of the form's texts. Those from the fourth on are
/// advanced options.
const TEXTS: [(&str, &str); 9] = [
    ("Name", "name"),
    ("Provider name", "provider_name"),
    ("Redirect URL", "redirect_url"),
    ("Token Format", "token_format"),
    ("Access token lifespan", "access_token_lifespan"),
    ("Refresh token lifespan", "refresh_token_lifespan"),
    ("Login URL", "login_url"),
    ("Logo URL", "logo_url"),
    ("Comments", "comments"),
];

/// How many of them are no advanced options.
const PLAIN: usize = 3;

/// Labels and columns of its boxes: the first is no advanced option.
const PUBLIC: (&str, &str) = ("This is a public client", "public_client");
const ENFORCE: (&str, &str) = ("Enforce token restriction", "enforce_token_restrictions");

/// Whether the person may register programs.
pub(super) fn is_for(caller: &Caller) -> bool {
    caller.has_role("oauth_admin") || caller.has_role("mi_admin")
}

/// The integrations, and the way to a new one.
pub(super) async fn console(State(state): State<AppState>, reader: SignedIn) -> Result<Response> {
    if !is_for(&reader.caller) {
        return Ok(refuse(&reader));
    }
    let mut rows = String::new();
    for row in state.store.find("oauth_entity", &[("type", "client")])? {
        rows += &format!(
            r#"<tr><td><a href="/oauth_entity.do?sys_id={sys_id}">{name}</a></td><td>{provider}</td><td>{public}</td><td>{active}</td></tr>"#,
            sys_id = escape(text(&row, "sys_id")),
            name = escape(text(&row, "name")),
            provider = escape(text(&row, "provider_name")),
            public = escape(text(&row, "public_client")),
            active = escape(text(&row, "active")),
        );
    }
    let body = format!(
        r#"<p class="muted">{menu}</p>
<h1>Inbound integrations</h1>
<section class="card"><h2>New integration</h2><p><a href="{CODE_GRANT}">{GRANT}</a></p></section>
<section class="card"><h2>Application Registries</h2><table><thead><tr><th scope="col">Name</th><th scope="col">Provider name</th><th scope="col">Public client</th><th scope="col">Active</th></tr></thead><tbody>{rows}</tbody></table></section>"#,
        menu = escape(MENU),
    );
    Ok(page(
        Page::new("Inbound integrations", &body).read_by(&reader),
    ))
}

/// The form.
pub(super) async fn form(reader: SignedIn) -> Response {
    match is_for(&reader.caller) {
        true => draw(&reader, &defaults(), ""),
        false => refuse(&reader),
    }
}

/// Takes it. Provider name is mandatory here, and nowhere else.
pub(super) async fn submit(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    if !is_for(&reader.caller) {
        return Ok(refuse(&reader));
    }
    let given = Params::of(&body);
    let mut typed = Row::new();
    for (_, column) in TEXTS {
        typed.insert(column.to_owned(), given.get(column).trim().to_owned());
    }
    for (_, column) in [PUBLIC, ENFORCE] {
        let checked = given.get(column) == "true";
        typed.insert(column.to_owned(), checked.to_string());
    }
    if given.get("sysparm_ck") != reader.token {
        let why = "This page has been open for too long. Please try again.";
        return Ok(draw(&reader, &typed, why));
    }
    if text(&typed, "name").is_empty() || text(&typed, "provider_name").is_empty() {
        return Ok(draw(
            &reader,
            &typed,
            "Name and Provider name are mandatory.",
        ));
    }
    let Some(scopes) = scopes(&state, given.get("auth_scope"))? else {
        return Ok(draw(&reader, &typed, "There is no such Auth scope."));
    };
    register(&state, &reader, typed, &scopes)
}

/// The `sys_id`s of the scopes named, with spaces or commas between, `None`
/// when there is not each of them.
fn scopes(state: &AppState, names: &str) -> Result<Option<Vec<String>>> {
    let mut scopes = Vec::new();
    let names = names.split([',', ' ']).filter(|name| !name.is_empty());
    for name in names.filter(|name| *name != "useraccount") {
        match state
            .store
            .find("sys_auth_scope", &[("name", name)])?
            .first()
        {
            Some(scope) => scopes.push(text(scope, "sys_id").to_owned()),
            None => return Ok(None),
        }
    }
    Ok(Some(scopes))
}

fn register(
    state: &AppState,
    reader: &SignedIn,
    typed: Row,
    scopes: &[String],
) -> Result<Response> {
    let (Some(entities), Some(mappings)) = (
        Table::named("oauth_entity"),
        Table::named("oauth_entity_auth_scope_mapping"),
    ) else {
        return Ok(refuse(reader));
    };
    let (client_id, secret) = (new_id()?, new_id()?);
    let is_public = text(&typed, PUBLIC.1) == "true";
    // What is left empty has its default.
    let mut entity = typed.clone();
    entity.retain(|_, value| !value.is_empty());
    entity.insert("client_id".to_owned(), client_id.clone());
    if !is_public {
        entity.insert("client_secret".to_owned(), secret.clone());
    }
    let locale = typed::locale(state, reader)?;
    let change = typed::change(state, reader, &locale);
    let made = match change.make(entities, typed::body(entity)) {
        Ok(made) => made,
        Err(ApiError::Store(error)) => return Err(error),
        Err(refused) => return Ok(draw(reader, &typed, &refused.words())),
    };
    for scope in scopes {
        let columns = [
            ("oauth_entity", text(&made, "sys_id")),
            ("auth_scope", scope),
        ];
        let columns = columns.map(|(name, value)| (name.to_owned(), value.to_owned()));
        match change.make(mappings, typed::body(Row::from(columns))) {
            Err(ApiError::Store(error)) => return Err(error),
            Err(refused) => return Ok(draw(reader, &typed, &refused.words())),
            Ok(_) => {}
        }
    }
    let secret = match is_public {
        true => String::new(),
        false => format!("<dt>Client Secret, shown this once</dt><dd>{secret}</dd>"),
    };
    let body = format!(
        r#"<p class="muted">{menu}</p>
<h1>{name}</h1>
<div class="card"><dl><dt>Client ID</dt><dd>{client_id}</dd>{secret}</dl>
<p><a href="/oauth_entity.do?sys_id={sys_id}">Application Registries</a></p></div>"#,
        menu = escape(MENU),
        name = escape(text(&made, "name")),
        sys_id = escape(text(&made, "sys_id")),
    );
    Ok(page(Page::new("Integration", &body).read_by(reader)))
}

fn defaults() -> Row {
    let table = Table::named("oauth_entity");
    let columns = table.into_iter().flat_map(Table::columns);
    let defaults = columns.map(|column| (column.name.to_owned(), column.default.to_owned()));
    defaults.collect()
}

fn draw(reader: &SignedIn, typed: &Row, notice: &str) -> Response {
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    };
    let mut fields = TEXTS.iter().map(|(label, column)| {
        let required = match *column {
            "name" | "provider_name" => " required",
            _ => "",
        };
        let value = escape(text(typed, column));
        format!(
            r#"<label for="{column}">{label}</label><input id="{column}" name="{column}" value="{value}"{required}>"#
        )
    });
    let plain: String = fields.by_ref().take(PLAIN).collect();
    let advanced: String = fields.collect();
    let body = format!(
        r#"<p class="muted">{menu} &gt; New integration</p>
<h1>{GRANT}</h1>
<section class="card">{notice}<form class="edit" method="post" action="{CODE_GRANT}">
<input type="hidden" name="sysparm_ck" value="{token}">
{plain}{public}
<label for="auth_scope">Auth scope</label><input id="auth_scope" name="auth_scope" value="useraccount">
<h2>Advanced options</h2><span></span>
{advanced}{enforce}
<button class="primary" type="submit">Save</button>
</form></section>"#,
        menu = escape(MENU),
        token = reader.token,
        public = self::checkbox(PUBLIC, typed),
        enforce = self::checkbox(ENFORCE, typed),
    );
    page(Page::new(GRANT, &body).read_by(reader))
}

fn checkbox((label, column): (&str, &str), typed: &Row) -> String {
    let checked = match text(typed, column) {
        "true" => " checked",
        _ => "",
    };
    format!(
        r#"<label for="{column}">{label}</label><input id="{column}" name="{column}" type="checkbox" value="true"{checked}>"#
    )
}

fn refuse(reader: &SignedIn) -> Response {
    let why = "Your roles do not let you see this console.";
    let status = StatusCode::FORBIDDEN;
    message(status, "Machine Identity Console", why, Some(reader))
}
