//! Whether the portal is connected.

use super::checklist::Found;
use crate::{
    dates,
    records::text,
    state::AppState,
    store::{Filter, Order, Result, Select, Table},
};

/// What is known of the connection.
pub(super) struct Status {
    /// When the token that lasts longest runs out, empty when there is none.
    pub(super) until: String,
    /// Number, short description and address of the newest ticket that came
    /// over the connection.
    pub(super) newest: Option<(String, String, String)>,
}

impl Status {
    pub(super) fn of(state: &AppState, found: &Found) -> Result<Self> {
        let (Some(entity), Some(user)) = (&found.entity, &found.user) else {
            return Ok(Self {
                until: String::new(),
                newest: None,
            });
        };
        let which = [
            ("peer", text(entity, "sys_id")),
            ("user", text(user, "sys_id")),
        ];
        let now = dates::format(state.clock.now());
        let tokens = state.store.find("oauth_credential", &which)?;
        // Stored dates sort as texts.
        let lasting = tokens.iter().filter(|row| {
            text(row, "type") != "authorization_code" && text(row, "expires") > now.as_str()
        });
        let until = lasting.map(|row| text(row, "expires")).max();
        Ok(Self {
            until: until.unwrap_or_default().to_owned(),
            newest: newest(state, text(user, "user_name"))?,
        })
    }
}

fn newest(state: &AppState, user: &str) -> Result<Option<(String, String, String)>> {
    let Some(table) = Table::named("task") else {
        return Ok(None);
    };
    let mut select = Select::new(Filter::equals("sys_created_by", user));
    select.order = vec![Order::newest("sys_created_on")];
    select.limit = 1;
    let rows = state.store.select(table, &select)?;
    Ok(rows.first().map(|row| {
        let address = format!(
            "/{}.do?sys_id={}",
            text(row, "sys_class_name"),
            text(row, "sys_id")
        );
        let shown = |column| text(row, column).to_owned();
        (shown("number"), shown("short_description"), address)
    }))
}
