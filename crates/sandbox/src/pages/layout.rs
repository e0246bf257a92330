//! The frame around every page.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::escape;
use crate::session::SignedIn;

/// A page: what it is called and what it shows.
pub struct Page<'a> {
    title: &'a str,
    body: &'a str,
    reader: Option<&'a SignedIn>,
    /// Whose page it is.
    place: &'static str,
    /// Further places that a form may lead to.
    leads_to: String,
}

impl<'a> Page<'a> {
    /// A page for anybody. The body is HTML.
    pub fn new(title: &'a str, body: &'a str) -> Self {
        Self {
            title,
            body,
            reader: None,
            place: "Sandbox instance",
            leads_to: String::new(),
        }
    }

    /// Names the reader and offers the way around and out.
    pub fn read_by(mut self, reader: &'a SignedIn) -> Self {
        self.reader = Some(reader);
        self
    }

    /// Says whose page it is when it is not the instance's.
    pub fn of(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    /// Lets forms lead to another origin, by a redirect that follows them.
    pub fn leads_to(mut self, origin: String) -> Self {
        self.leads_to = origin;
        self
    }
}

/// Draws the page.
pub fn page(page: Page<'_>) -> Response {
    let html = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {place}</title>
<link rel="icon" href="/sandbox.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body>
<header><a class="brand" href="/">{place}</a>{around}</header>
<main>
{body}
</main>
</body>
</html>
"#,
        title = escape(page.title),
        place = page.place,
        around = page.reader.map(around).unwrap_or_default(),
        body = page.body,
    );
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {}; \
         base-uri 'none'; frame-ancestors 'none'",
        page.leads_to,
    );
    let mut answer = Html(html).into_response();
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    match HeaderValue::from_str(&policy) {
        Ok(policy) => headers.insert(header::CONTENT_SECURITY_POLICY, policy),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    answer
}

fn around(reader: &SignedIn) -> String {
    format!(
        r#"
<nav aria-label="Records"><a href="/">All</a><a href="/change_request_list.do">Changes</a><a href="/incident_list.do">Incidents</a></nav>
<form class="out" method="post" action="/logout.do"><span>{}</span><input type="hidden" name="sysparm_ck" value="{}"><button type="submit">Log out</button></form>"#,
        escape(&reader.caller.user_name),
        reader.token,
    )
}

/// A page that says one thing.
pub fn message(status: StatusCode, title: &str, text: &str, reader: Option<&SignedIn>) -> Response {
    let body = format!(
        r#"<div class="card narrow"><h1>{}</h1><p>{}</p></div>"#,
        escape(title),
        escape(text)
    );
    let mut told = Page::new(title, &body);
    told.reader = reader;
    let mut answer = page(told);
    *answer.status_mut() = status;
    answer
}
