//! `/api/now/ui/user/current_user`: who is calling. ServiceNow does not
//! document it; its own pages and many clients read it, so its members are as
//! they need them.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use serde_json::json;

use crate::{
    auth::Caller,
    records::text,
    state::AppState,
    store::Row,
    table_api::{self, ApiError, accepts_json, no_such_method},
};

/// The route below `/api/now`.
pub fn router() -> Router<AppState> {
    let route = get(current_user).fallback(no_such_method);
    Router::new().route("/ui/user/current_user", route)
}

async fn current_user(
    caller: Caller,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    accepts_json(&headers)?;
    let user = state.store.get("sys_user", &caller.sys_id)?;
    let user = user.unwrap_or_default();
    let avatar = match text(&user, "avatar") {
        "" => String::new(),
        avatar => format!("{avatar}.iix?t=small"),
    };
    let body = json!({"result": {
        "user_avatar": avatar,
        "user_sys_id": caller.sys_id,
        "user_name": caller.user_name,
        "user_display_name": text(&user, "name"),
        "user_initials": initials(&user),
    }});
    Ok(table_api::json(StatusCode::OK, &body))
}

/// The first letters of the first and the last word of the name.
fn initials(user: &Row) -> String {
    let words: Vec<_> = text(user, "name").split_whitespace().collect();
    let ends = [words.first(), words.get(1..).and_then(<[_]>::last)];
    let letters = ends.into_iter().flatten();
    let letters = letters.filter_map(|word| word.chars().next());
    letters.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use super::*;
    use crate::table_api::testing::Instance;

    #[tokio::test]
    async fn a_caller_learns_its_name_its_sys_id_and_its_initials() {
        let instance = Instance::as_user("beth.anglin");
        let answer = instance.get("/ui/user/current_user").await;
        assert_eq!(answer.status, StatusCode::OK);
        for (pointer, expect) in [
            ("/user_name", json!("beth.anglin")),
            ("/user_display_name", json!("Beth Anglin")),
            ("/user_initials", json!("BA")),
            ("/user_avatar", json!("")),
        ] {
            assert_eq!(answer.at(pointer), &expect, "{pointer}");
        }
    }

    #[track_caller]
    fn check(name: &str, expect: &str) {
        let user = Row::from([("name".to_owned(), name.to_owned())]);
        assert_eq!(initials(&user), expect, "{name}");
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        check("System Administrator", "SA");
        check("Charlie van der Whitherspoon", "CW");
        check("admin", "A");
        check("ö ä", "ÖÄ");
        check("", "");
    }
}
