//! `/`: how much there is, and the way to it.

use axum::{extract::State, response::Response};

use super::{Page, kind::Records, page};
use crate::{
    session::SignedIn,
    state::AppState,
    store::{Filter, Result},
};

/// Draws the page.
pub(super) async fn home(State(state): State<AppState>, reader: SignedIn) -> Result<Response> {
    let mut cards = String::new();
    for records in Records::ALL {
        if let Some(table) = records.table_for(&reader.caller) {
            let all = state.store.count(table, &Filter::all())?;
            let open = state.store.count(table, &records.open())?;
            cards += &format!(
                r#"<section class="card"><h2>{title}</h2><div class="row"><span class="big">{open}</span><span class="muted">open of {all}</span></div><p><a href="/{name}_list.do">View all</a></p></section>"#,
                title = records.title(),
                name = records.name(),
            );
        }
    }
    if cards.is_empty() {
        cards =
            r#"<p class="muted">Your roles let you see no change requests and no incidents.</p>"#
                .to_owned();
    }
    let body = format!(
        r#"<h1>Records</h1>
<div class="grid">{cards}</div>
<p class="muted">A stand-in for a ServiceNow instance, for demos and tests. It is not ServiceNow.</p>"#
    );
    Ok(page(Page::new("Records", &body).read_by(&reader)))
}
