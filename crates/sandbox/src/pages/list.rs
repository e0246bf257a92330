//! `/incident_list.do` and `/change_request_list.do`.

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

use super::{Page, escape, kind::Records, labels::Labels, message, page};
use crate::{
    dates,
    params::Params,
    records::text,
    session::SignedIn,
    state::AppState,
    store::{Filter, Order, Result, Row, Select},
};

const PAGE: u64 = 20;

/// Draws the list, newest first.
pub(super) async fn list(
    records: Records,
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
) -> Result<Response> {
    let Some(table) = records.table_for(&reader.caller) else {
        let why = "Your roles do not let you see these records.";
        return Ok(message(
            StatusCode::FORBIDDEN,
            records.title(),
            why,
            Some(&reader),
        ));
    };
    let total = state.store.count(table, &Filter::all())?;
    let asked = Params::of(&query.unwrap_or_default());
    let first = first_row(asked.get("sysparm_first_row"), total);
    let mut select = Select::new(Filter::all());
    select.order = ["sys_created_on", "number"].map(Order::newest).into();
    select.limit = PAGE;
    select.offset = first - 1;
    let found = state.store.select(table, &select)?;
    let labels = Labels::of(&state.store, table)?;
    let mut rows = String::new();
    for row in &found {
        rows += &line(&state, records, &labels, row)?;
    }
    let body = format!(
        r#"<div class="row between"><h1>{title}</h1>{pager}</div>
<div class="card">{table}</div>"#,
        title = records.title(),
        pager = pager(records, first, found.len() as u64, total),
        table = match rows.is_empty() {
            true => r#"<p class="muted">There are none yet.</p>"#.to_owned(),
            false => format!(
                "<table><thead><tr><th scope=\"col\">Number</th><th scope=\"col\">Short description</th><th scope=\"col\">State</th><th scope=\"col\">Priority</th><th scope=\"col\">Due date</th></tr></thead><tbody>{rows}</tbody></table>"
            ),
        },
    );
    Ok(page(Page::new(records.title(), &body).read_by(&reader)))
}

/// Counts from one, as ServiceNow's own address does, and stays in range.
fn first_row(asked: &str, total: u64) -> u64 {
    let first = asked.parse::<u64>().unwrap_or(1);
    first.min(total).max(1)
}

fn line(state: &AppState, records: Records, labels: &Labels<'_>, row: &Row) -> Result<String> {
    let open = records.is_open(row);
    let due = dates::parse(text(row, "due_date"));
    let due = match due {
        None => String::new(),
        Some(due) if open && due < state.clock.now() => {
            format!(r#"<span class="tag late">{} overdue</span>"#, due.date())
        }
        Some(due) => due.date().to_string(),
    };
    Ok(format!(
        r#"<tr><td><a href="/{table}.do?sys_id={sys_id}">{number}</a></td><td class="name">{name}</td><td><span class="tag state{open}">{state}</span></td><td>{priority}</td><td>{due}</td></tr>"#,
        table = records.name(),
        sys_id = escape(text(row, "sys_id")),
        number = escape(text(row, "number")),
        name = escape(text(row, "short_description")),
        open = if open { " open" } else { "" },
        state = escape(&labels.named(row, "state")?),
        priority = escape(&labels.named(row, "priority")?),
    ))
}

fn pager(records: Records, first: u64, shown: u64, total: u64) -> String {
    if total == 0 {
        return String::new();
    }
    let link = |first: u64, label: &str| {
        let name = records.name();
        format!(r#"<a href="/{name}_list.do?sysparm_first_row={first}">{label}</a>"#)
    };
    let last = first + shown - shown.min(1);
    let mut parts = vec![format!("<span>{first} to {last} of {total}</span>")];
    if first > 1 {
        parts.push(link(first.saturating_sub(PAGE).max(1), "Previous"));
    }
    if last < total {
        parts.push(link(last + 1, "Next"));
    }
    format!(
        r#"<nav class="row" aria-label="Pages of the list">{}</nav>"#,
        parts.concat()
    )
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

    #[test]
    fn pages_lead_to_their_neighbours() {
        let middle = pager(Records::Incidents, 21, 20, 45);
        assert!(middle.contains("21 to 40 of 45"), "{middle}");
        assert!(middle.contains("sysparm_first_row=1\""), "{middle}");
        assert!(middle.contains("sysparm_first_row=41\""), "{middle}");
        let last = pager(Records::Incidents, 41, 5, 45);
        assert!(last.contains("41 to 45 of 45"), "{last}");
        assert!(!last.contains("Next"), "{last}");
        let only = pager(Records::Incidents, 1, 1, 1);
        assert!(!only.contains("href"), "{only}");
    }
}
