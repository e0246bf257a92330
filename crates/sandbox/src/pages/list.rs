//! `/{table}_list.do`: the records that a person may see, a page at a time.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    Page, escape, filter, filter::Asked, import_xml, labels::Labels, message, page, pager::pager,
    view::View, wizard,
};
use crate::{
    dates,
    params::Params,
    query::Query,
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Select, Table},
    table_api::{Operation, check_fields, may},
};

/// How many records a page of a list has.
pub(super) const PAGE: u64 = 20;

/// Draws the list: tasks with the newest first, the rest by name, and what
/// the address filters and orders.
pub(super) async fn list(
    view: &'static View,
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    reader: SignedIn,
) -> Result<Response> {
    let refuse = |why| message(StatusCode::FORBIDDEN, view.title, why, Some(&reader));
    let Some(table) = view.table_for(&reader.caller) else {
        return Ok(refuse("Your roles do not let you see these records."));
    };
    let labels = Labels::of(&state.store, table)?;
    let asked = Asked::of(&labels, table, &Params::of(&query.unwrap_or_default()));
    let usual = match view.is_task() {
        true => "ORDERBYDESCsys_created_on^ORDERBYDESCnumber",
        false => &format!("ORDERBY{}", table.display),
    };
    // What the address orders by comes first.
    let query = Query::parse(&format!("{}^{usual}", asked.query));
    if check_fields(&reader.caller, table, &query).is_err() {
        return Ok(refuse("Your roles do not let you filter by these fields."));
    }
    let (passing, order) = filter::read(&state, &reader.caller, table, &headers, &query)?;
    let passing = passing.and(View::seen(table, &reader.caller));
    let total = state.store.count(table, &passing)?;
    let first = first_row(&asked.first_row, total);
    let mut select = Select::new(passing);
    select.order = order;
    select.limit = PAGE;
    select.offset = first - 1;
    let found = state.store.select(table, &select)?;
    let mut rows = String::new();
    for row in &found {
        rows += &line(&state, view, table, &labels, row)?;
    }
    let new = match may(&reader.caller, table, Operation::Insert) {
        true => format!(r#"<a href="{}">New</a>"#, escape(&wizard::new_of(view))),
        false => String::new(),
    };
    let import = match import_xml::is_for(&reader) {
        true => import_xml::link(view.table),
        false => String::new(),
    };
    let body = format!(
        r#"<p class="muted">{menu}</p>
<div class="row between"><h1>{title}</h1><div class="row">{new}{import}{pager}</div></div>
{filter}
<div class="card">{table}</div>"#,
        menu = escape(view.menu),
        title = view.title,
        filter = filter::bar(view, table, &asked),
        pager = pager(view, &asked.query, first, found.len() as u64, total),
        table = table_of(view, table, &rows, asked.query.is_empty()),
    );
    Ok(page(Page::new(view.title, &body).read_by(&reader)))
}

fn table_of(view: &View, table: &Table, rows: &str, is_whole: bool) -> String {
    if rows.is_empty() {
        let why = match is_whole {
            true => "There are none yet.",
            false => "No records match the filter.",
        };
        return format!(r#"<p class="muted">{why}</p>"#);
    }
    let columns = view.list.iter().filter_map(|name| table.column(name));
    let heads: String = columns
        .map(|column| format!(r#"<th scope="col">{}</th>"#, table.label_of(column)))
        .collect();
    format!("<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
}

/// Counts from one, as ServiceNow's own address does, and stays in range.
fn first_row(asked: &str, total: u64) -> u64 {
    let first = asked.parse::<u64>().unwrap_or(1);
    first.min(total).max(1)
}

fn line(
    state: &AppState,
    view: &View,
    table: &Table,
    labels: &Labels<'_>,
    row: &Row,
) -> Result<String> {
    let mut cells = String::new();
    for (at, name) in view.list.iter().enumerate() {
        let shown = labels.named(row, name)?;
        let shown = escape(&shown);
        cells += &match *name {
            _ if at == 0 => {
                let sys_id = escape(text(row, "sys_id"));
                format!(
                    r#"<td><a href="/{}.do?sys_id={sys_id}">{shown}</a></td>"#,
                    table.name
                )
            }
            "short_description" | "value" | "domain" => format!(r#"<td class="name">{shown}</td>"#),
            "state" => {
                let open = if view.is_open(row) { " open" } else { "" };
                format!(r#"<td><span class="tag state{open}">{shown}</span></td>"#)
            }
            "due_date" => format!("<td>{}</td>", due(state, view, row)),
            _ => format!("<td>{shown}</td>"),
        };
    }
    Ok(format!("<tr>{cells}</tr>"))
}

fn due(state: &AppState, view: &View, row: &Row) -> String {
    match dates::parse(text(row, "due_date")) {
        None => String::new(),
        Some(due) if view.is_open(row) && due < state.clock.now() => {
            format!(r#"<span class="tag late">{} overdue</span>"#, due.date())
        }
        Some(due) => due.date().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: &str, total: u64, first: u64) {
        assert_eq!(first_row(asked, total), first, "{asked} of {total}");
    }

    #[test]
    fn the_first_row_stays_in_range() {
        check("", 45, 1);
        check("21", 45, 21);
        check("0", 45, 1);
        check("46", 45, 45);
        check("-3", 45, 1);
        check("99999999999999999999999", 45, 1);
        check("21", 0, 1);
    }
}
