//! `/api/now/ui/meta/{table}`: what a form has to know of a table. ServiceNow
//! does not document it; its own programs read it, so its members are as they
//! need them.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value, json};

use crate::auth::Caller;
use crate::labels;
use crate::locale::Locale;
use crate::state::AppState;
use crate::store::{Column, Kind, Table};
use crate::table_api::{
    self, ApiError, Choices, accepts_json, no_such_method, sees_field, table_named,
};

/// The route below `/api/now`.
pub fn router() -> Router<AppState> {
    Router::new().route("/ui/meta/{table}", get(meta).fallback(no_such_method))
}

/// Whoever is signed in gets the labels of choices here, which `sys_choice`
/// does not give them.
async fn meta(
    caller: Caller,
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let table = table_named(&name)?;
    accepts_json(&headers)?;
    let locale = Locale::of(&state.store, &caller.sys_id, &headers)?;
    let choices = Choices::of(&state.store, table, locale.language)?;
    let mut columns = Map::new();
    for column in table.columns() {
        if sees_field(&caller, table, column.name) {
            let shown = self::column(table, column, &choices, locale.language);
            columns.insert(column.name.to_owned(), shown);
        }
    }
    let body = json!({ "result": { "columns": columns } });
    Ok(table_api::json(StatusCode::OK, &body))
}

fn column(table: &Table, column: &Column, choices: &Choices, language: &str) -> Value {
    let mut shown = json!({
        "name": column.name,
        "label": labels::translated(column.label, language),
        "type": column.internal_type(),
        "max_length": column.max_length,
        "mandatory": is_mandatory(table, column),
        "read_only": column.name.starts_with("sys_"),
        "default_value": table.default_of(column),
    });
    if let Value::Object(shown) = &mut shown {
        if let Kind::Reference(to) | Kind::NameReference(to) | Kind::List(to) = column.kind {
            shown.insert("reference".into(), json!(to));
        }
        if column.has_choices() {
            let list = choices.list(column).into_iter();
            let list = list.map(|(value, label)| json!({ "value": value, "label": label }));
            shown.insert("choices".into(), list.collect());
        }
    }
    shown
}

/// The form of an incident does not go without these; the Table API does.
fn is_mandatory(table: &Table, column: &Column) -> bool {
    matches!(
        (table.name, column.name),
        ("incident", "caller_id" | "short_description")
    )
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::table_api::testing::Instance;

    #[tokio::test]
    async fn a_form_learns_types_lengths_and_choices_even_without_a_role() {
        let instance = Instance::as_user("abel.tuter");
        let answer = instance.get("/ui/meta/incident").await;
        assert_eq!(answer.status, StatusCode::OK);
        for (pointer, expect) in [
            (
                "/columns/short_description/label",
                json!("Short description"),
            ),
            ("/columns/short_description/type", json!("string")),
            ("/columns/short_description/max_length", json!(160)),
            ("/columns/short_description/mandatory", json!(true)),
            ("/columns/sys_created_on/read_only", json!(true)),
            ("/columns/caller_id/reference", json!("sys_user")),
            (
                "/columns/state/choices/0",
                json!({ "value": "1", "label": "New" }),
            ),
            (
                "/columns/state/choices/5",
                json!({ "value": "8", "label": "Canceled" }),
            ),
        ] {
            assert_eq!(answer.at(pointer), &expect, "{pointer}");
        }
        let no_choices = answer.at("/columns/short_description").get("choices");
        assert_eq!(no_choices, None);
    }

    #[tokio::test]
    async fn a_table_that_is_not_there_has_no_form() {
        let instance = Instance::as_user("admin");
        let answer = instance.get("/ui/meta/nonsense").await;
        answer.refuses(400, "Invalid table nonsense", None);
    }
}
