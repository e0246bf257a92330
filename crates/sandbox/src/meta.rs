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
    self, ApiError, Choices, Dictionary, accepts_json, no_such_method, sees_field, table_named,
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
    let dictionary = Dictionary::of(&state.store, table)?;
    let mut columns = Map::new();
    for column in table.columns() {
        if sees_field(&caller, table, column.name) {
            let shown = self::column(table, column, &dictionary, &choices, locale.language);
            columns.insert(column.name.to_owned(), shown);
        }
    }
    let body = json!({ "result": { "columns": columns } });
    Ok(table_api::json(StatusCode::OK, &body))
}

fn column(
    table: &Table,
    column: &Column,
    dictionary: &Dictionary,
    choices: &Choices,
    language: &str,
) -> Value {
    let mut shown = json!({
        "name": column.name,
        "label": labels::translated(table.label_of(column), language),
        "type": column.internal_type(),
        "max_length": column.max_length,
        "mandatory": dictionary.is_mandatory(column),
        "read_only": dictionary.is_read_only(column),
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
    async fn a_form_learns_what_the_dictionary_says() {
        let instance = Instance::as_user("admin");
        let says = |column: &'static str| {
            let instance = &instance;
            async move {
                let answer = instance.get("/ui/meta/incident").await;
                let of = answer.at(&format!("/columns/{column}")).clone();
                (of["mandatory"] == true, of["read_only"] == true)
            }
        };
        assert_eq!(says("caller_id").await, (true, false));
        assert_eq!(says("short_description").await, (true, false));
        assert_eq!(says("description").await, (false, false));
        assert_eq!(says("reopen_count").await, (false, true));
        for (table, query, sent) in [
            (
                "sys_dictionary",
                "name=task^element=description",
                json!({ "mandatory": "true" }),
            ),
            (
                "sys_dictionary_override",
                "name=incident^element=short_description",
                json!({ "mandatory": "false", "read_only_override": "true", "read_only": "true" }),
            ),
        ] {
            let found = instance.query(table, query).await;
            let sys_id = found.at("/0/sys_id").as_str().expect("an id");
            let path = format!("/table/{table}/{sys_id}");
            assert_eq!(instance.patch(&path, sent).await.status, StatusCode::OK);
        }
        assert_eq!(says("description").await, (true, false));
        assert_eq!(says("short_description").await, (false, true));
        // The APIs go without it all the same.
        let made = instance.post("/table/incident", json!({})).await;
        assert_eq!(made.status, StatusCode::CREATED);
    }

    #[tokio::test]
    async fn a_table_that_is_not_there_has_no_form() {
        let instance = Instance::as_user("admin");
        let answer = instance.get("/ui/meta/nonsense").await;
        answer.refuses(400, "Invalid table nonsense", None);
    }
}
