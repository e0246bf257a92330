//! What a list is filtered by: an encoded query in its address, and a bar by
//! which a person adds to it.

use axum::http::HeaderMap;

use super::{escape, labels::Labels, view::View};
use crate::{
    auth::Caller,
    locale::Locale,
    params::{Params, encode},
    query::Query,
    state::AppState,
    store::{Column, Filter, Order, Result, Table},
    table_api::{ApiError, reader},
};

/// What the list's address asks for.
pub(super) struct Asked {
    /// `sysparm_query`, with what the bar adds.
    pub(super) query: String,
    /// `sysparm_first_row`.
    pub(super) first_row: String,
}

impl Asked {
    /// The bar sends a column and a text. A choice is searched by what people
    /// call it.
    pub(super) fn of(labels: &Labels<'_>, table: &Table, given: &Params) -> Self {
        let mut query = given.get("sysparm_query").trim().to_owned();
        let text = given.get("text").trim();
        let column = table
            .column(given.get("field"))
            .filter(|_| !text.is_empty());
        if let Some(column) = column {
            if !query.is_empty() {
                query.push('^');
            }
            query += &term(labels, column, text);
        }
        Self {
            query,
            first_row: given.get("sysparm_first_row").to_owned(),
        }
    }
}

/// A caret would end the value and begin another condition.
fn term(labels: &Labels<'_>, column: &Column, text: &str) -> String {
    let name = column.name;
    if column.has_choices() {
        let wanted = text.to_lowercase();
        let values = labels.choices(column).into_iter();
        let values = values.filter(|(_, label)| label.to_lowercase().contains(&wanted));
        let values: Vec<_> = values.map(|(value, _)| value).collect();
        return format!("{name}IN{}", values.join(","));
    }
    format!("{name}LIKE{}", text.replace('^', ""))
}

/// The query as the store takes it, for this person.
pub(super) fn read(
    state: &AppState,
    caller: &Caller,
    table: &'static Table,
    headers: &HeaderMap,
    query: &Query,
) -> Result<(Filter, Vec<Order>)> {
    let locale = Locale::of(&state.store, &caller.sys_id, headers)?;
    match reader(state, table, caller, &locale) {
        Ok(reader) => Ok((reader.filter(query), reader.order(query))),
        Err(ApiError::Store(error)) => Err(error),
        Err(_) => Ok((Filter::none(), Vec::new())),
    }
}

/// The bar above a list.
pub(super) fn bar(view: &View, table: &Table, asked: &Asked) -> String {
    let columns = view.list.iter().filter_map(|name| table.column(name));
    let options: String = columns
        .map(|column| {
            format!(
                r#"<option value="{}">{}</option>"#,
                column.name,
                table.label_of(column)
            )
        })
        .collect();
    let link = |query: &str, label: &str| {
        let address = format!(
            "/{}_list.do?{}",
            view.table,
            encode([("sysparm_query", query)])
        );
        format!(r#"<a href="{}">{label}</a>"#, escape(&address))
    };
    let usual = match view.is_task() {
        true => [
            link("active=true", "Open"),
            link(
                "assigned_toDYNAMIC90d1921e5f510100a9ad2572f2b477fe",
                "Assigned to me",
            ),
        ]
        .concat(),
        false => String::new(),
    };
    let now = match asked.query.as_str() {
        "" => String::new(),
        query => format!(
            r#"<p class="muted">Filter: <code>{}</code> <a href="/{}_list.do">Show all</a></p>"#,
            escape(query),
            view.table
        ),
    };
    format!(
        r#"<form class="filter" method="get" action="/{table}_list.do" role="search">
<label for="field">Search in</label><select id="field" name="field">{options}</select>
<label for="text">for</label><input id="text" name="text" type="search">
<input type="hidden" name="sysparm_query" value="{query}">
<button type="submit">Search</button>{usual}
</form>{now}"#,
        table = view.table,
        query = escape(&asked.query),
    )
}
