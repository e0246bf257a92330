//! A static bundle as an application on the instance serves it: its files,
//! and a UI page that knows the session's token.

use std::path::{Component, Path, PathBuf};

use axum::{
    Router,
    extract::{Path as Place, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::{pages, session::SignedIn, state::AppState};

/// Where the page is. On a real instance a UI page has the application's
/// scope and `.do` in its name, and files are attachments or static content.
const PAGE: &str = "/x_snowline_page.do";
const FILES: &str = "/x_snowline/{*file}";

/// The page and the files. Whoever is not signed in is led to the sign-in
/// page and from there back, as by every UI page that is not public.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(PAGE, get(page))
        .route("/x_snowline_page.js", get(script))
        .route(FILES, get(file))
}

/// An instance hands a UI page's scripts the session's token as `window.g_ck`, in
/// an inline script. Here it comes in a file of its own, so that the page
/// keeps the portal's strict policy.
async fn page(State(state): State<AppState>, _: SignedIn) -> Response {
    if state.config.bundle.is_none() {
        return pages::not_found().await;
    }
    let page = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Snowline</title>
<link rel="icon" href="/x_snowline/icons/snowline.svg" type="image/svg+xml">
<script type="module" src="/x_snowline_page.js"></script>
</head>
<body><div id="snowline"></div></body>
</html>
"#;
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; \
         trusted-types 'none'";
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Html(page)).into_response()
}

async fn script(State(state): State<AppState>, reader: SignedIn) -> Response {
    if state.config.bundle.is_none() {
        return pages::not_found().await;
    }
    // The token is hexadecimal: nothing in it ends the string.
    let script = format!(
        r#"import init, {{ mount }} from "/x_snowline/snowline.js";

window.g_ck = "{}";
await init();
mount(document.getElementById("snowline"), {{
  way: "session",
  userToken: () => window.g_ck,
  routing: "hash",
  secureScore: "/x_snowline/demo/secure-score.json",
}});
"#,
        reader.token,
    );
    let headers = [
        (header::CONTENT_TYPE, "text/javascript"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, script).into_response()
}

/// A file of the bundle.
async fn file(State(state): State<AppState>, Place(file): Place<String>, _: SignedIn) -> Response {
    let Some(path) = state
        .config
        .bundle
        .as_deref()
        .and_then(|folder| within(folder, &file))
    else {
        return pages::not_found().await;
    };
    let kind = match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    match std::fs::read(&path) {
        Ok(contents) => {
            let mut answer = contents.into_response();
            let kind = HeaderValue::from_static(kind);
            answer.headers_mut().insert(header::CONTENT_TYPE, kind);
            answer
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The path of a file in the folder, `None` for one that leads out of it.
fn within(folder: &Path, file: &str) -> Option<PathBuf> {
    let file = Path::new(file);
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    file.components().all(plain).then(|| folder.join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_outside_the_bundle() {
        let folder = Path::new("/bundle");
        let found = within(folder, "messages/en.json");
        assert_eq!(
            found.as_deref(),
            Some(Path::new("/bundle/messages/en.json"))
        );
        for file in ["../secret", "/etc/passwd", "messages/../../secret"] {
            assert_eq!(within(folder, file), None, "{file}");
        }
    }
}
