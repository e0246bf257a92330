//! Direct web services: any table at `/{table}.do` and `/{table}_list.do` in
//! the format that a parameter without a value names: `?CSV`, `?XML`,
//! `?JSONv2`. They are older than the REST APIs and have their own shapes.
//!
//! `?WSDL` and `?SOAP` are not here, nor are `?EXCEL`, `?XLSX` and `?PDF`.

mod asked;
mod csv;
mod json;
mod json_change;
mod records;
mod xml;

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
};
use tower::ServiceExt;

use crate::auth::{self, Caller};
use crate::state::AppState;
use crate::store::Result as Stored;
use crate::table_api::{ApiError, MAX_BODY};
use crate::{oauth, session, stamps};
use asked::{Asked, Format};

/// Where a session proves that a page of ours sent the request.
const TOKEN: &str = "x-usertoken";

/// Answers the requests that name a format; the others go on to the pages.
pub async fn layer(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Stored<Response> {
    let Some(asked) = Asked::of(request.uri()) else {
        return Ok(next.run(request).await);
    };
    let changes = asked.format == Format::Json && request.method() == Method::POST;
    // Reading a list in another format is what a browser does by a link.
    if !changes
        && let Some(session) = session::current(&state, request.headers())?
        && let Ok(token) = HeaderValue::from_str(&session.token)
    {
        request.headers_mut().insert(TOKEN, token);
    }
    request.extensions_mut().insert(asked);
    let service = Router::new()
        .fallback(answer)
        .layer(from_fn_with_state(state.clone(), oauth::scope_layer))
        .layer(from_fn_with_state(state.clone(), auth::layer))
        .layer(from_fn(stamps::layer))
        .with_state(state);
    Ok(match service.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    })
}

async fn answer(
    caller: Caller,
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    let Some(mut asked) = parts.extensions.remove::<Asked>() else {
        return Err(ApiError::NoMethod);
    };
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    if !reads && parts.method != Method::POST {
        return Err(ApiError::NoMethod);
    }
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"application/x-www-form-urlencoded")
    });
    if !reads && asked.format != Format::Json && is_form {
        let bytes = to_bytes(body, MAX_BODY).await;
        let bytes = bytes.map_err(|_| ApiError::BadBody)?;
        asked.add_form(&String::from_utf8_lossy(&bytes));
        return records::read(&state, &caller, &parts.headers, &asked);
    }
    match (asked.format, reads) {
        (Format::Json, false) => {
            json_change::answer(&state, &caller, &parts.headers, asked, body).await
        }
        _ => records::read(&state, &caller, &parts.headers, &asked),
    }
}
