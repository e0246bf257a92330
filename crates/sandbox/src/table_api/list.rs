//! `GET /table/{table}`.

use axum::Extension;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::links::{self, Page};
use super::render::Renderer;
use super::{ApiError, Operation, Params, Version, acl, answer};
use crate::auth::Caller;
use crate::locale::Locale;
use crate::query::{Query, Reader};
use crate::state::AppState;
use crate::store::{Select, Table};

pub(crate) const TOTAL: HeaderName = HeaderName::from_static("x-total-count");
const DEFAULT_LIMIT: u64 = 10_000;

pub(super) async fn list(
    caller: Caller,
    State(state): State<AppState>,
    Extension(version): Extension<Version>,
    OriginalUri(uri): OriginalUri,
    Path(table): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let table = table_named(&table)?;
    answer::accepts_json(&headers)?;
    let query = params.query(table);
    check_fields(&caller, table, &query)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let reader = reader(&state, table, &caller, &locale)?;
    let select = selected(&reader, &query, &params, DEFAULT_LIMIT);
    // The page is cut before rights are looked at, and the total knows
    // nothing of them: a caller without rights finds an empty page of many.
    let rows = match acl::may(&caller, table, Operation::Read) {
        true => state.store.select(table, &select)?,
        false if acl::says_no(table) => return Err(ApiError::Closed),
        false => Vec::new(),
    };
    let origin = links::origin(&headers);
    let mut renderer = Renderer::new(&state.store, &caller, &origin, &locale, &params);
    let mut result = Vec::with_capacity(rows.len());
    for row in rows {
        if acl::sees_row(&caller, table, &row) {
            result.push(renderer.record(table, &row)?);
        }
    }
    if result.is_empty() && version == Version::First {
        return Err(ApiError::NoRecord);
    }
    let mut response = answer::json(StatusCode::OK, &json!({ "result": result }));
    let total = match params.is_true("sysparm_no_count") {
        true => None,
        false => Some(state.store.count(table, &select.filter)?),
    };
    let page = Page {
        offset: select.offset,
        limit: select.limit,
        total,
    };
    if let Some(total) = total {
        response.headers_mut().insert(TOTAL, total.into());
    }
    if !params.is_true("sysparm_suppress_pagination_header")
        && let Ok(links) = HeaderValue::from_str(&links::pages(&origin, &uri, page))
    {
        response.headers_mut().insert(header::LINK, links);
    }
    Ok(response)
}

/// The page that the parameters ask for, of so many records unless told
/// otherwise.
pub(crate) fn selected(
    reader: &Reader<'_>,
    query: &Query,
    params: &Params,
    default: u64,
) -> Select {
    let limit = params.number("sysparm_limit", default);
    Select {
        filter: reader.filter(query),
        order: reader.order(query),
        limit: if limit == 0 { default } else { limit },
        offset: params.number("sysparm_offset", 0),
    }
}

/// The table of this name.
pub(crate) fn table_named(name: &str) -> Result<&'static Table, ApiError> {
    Table::named(name).ok_or_else(|| ApiError::NoTable(name.to_owned()))
}

/// What a query is read with.
pub(crate) fn reader<'a>(
    state: &AppState,
    table: &'static Table,
    caller: &'a Caller,
    locale: &'a Locale,
) -> Result<Reader<'a>, ApiError> {
    let strict = state
        .store
        .property("glide.invalid_query.returns_no_rows")?;
    Ok(Reader {
        table,
        caller,
        zone: &locale.zone,
        now: state.clock.now(),
        strict: strict == "true",
        seen: acl::seen,
    })
}

/// A query on fields that the caller may not read is refused as a whole.
pub(crate) fn check_fields(
    caller: &Caller,
    table: &'static Table,
    query: &Query,
) -> Result<(), ApiError> {
    match query.all_fields(table, &|table, field| acl::sees_path(caller, table, field)) {
        true => Ok(()),
        false => Err(ApiError::HiddenField),
    }
}
