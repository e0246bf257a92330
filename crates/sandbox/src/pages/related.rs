//! The related lists of a user's form, roles and groups, and the page behind
//! their "Edit…" button.

use axum::{
    extract::{RawQuery, State},
    response::Response,
};

use super::{Page, escape, page, record, typed, view::VIEWS};
use crate::{
    params::{Params, encode},
    records::{is_true, text},
    redirect::lead_to,
    session::SignedIn,
    state::AppState,
    store::{Result, Row, Table},
    table_api::{ApiError, Operation, may},
};

/// The page's address. That it takes these parameters is an assumption.
pub(super) const PATH: &str = "/sys_m2m_template.do";

/// Whose form has the lists.
const USER: &str = "sys_user";

/// A list of what a user has, a record each.
struct Related {
    title: &'static str,
    /// The records that say who has what.
    table: &'static str,
    /// Their reference to what the user has, and its table.
    column: &'static str,
    of: &'static str,
}

const LISTS: [Related; 2] = [
    Related {
        title: "Roles",
        table: "sys_user_has_role",
        column: "role",
        of: "sys_user_role",
    },
    Related {
        title: "Groups",
        table: "sys_user_grmember",
        column: "group",
        of: "sys_user_group",
    },
];

/// One thing that there is to have.
struct Choice {
    sys_id: String,
    name: String,
    what: String,
    /// The record by which the user has it, unless it is inherited.
    held_by: Option<String>,
}

impl Related {
    fn of(collection: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.table == collection)
    }

    fn table(&self) -> Option<&'static Table> {
        Table::named(self.table)
    }

    fn may(&self, reader: &SignedIn, operation: Operation) -> bool {
        self.table()
            .is_some_and(|table| may(&reader.caller, table, operation))
    }

    fn may_edit(&self, reader: &SignedIn) -> bool {
        self.may(reader, Operation::Insert) && self.may(reader, Operation::Delete)
    }

    fn held(&self, state: &AppState, user: &str) -> Result<Vec<Row>> {
        state.store.find(self.table, &[("user", user)])
    }

    /// The list below the user's form.
    fn draw(&self, state: &AppState, reader: &SignedIn, user: &str) -> Result<String> {
        if !self.may(reader, Operation::Read) {
            return Ok(String::new());
        }
        let mut lines = Vec::new();
        for row in self.held(state, user)? {
            if let Some(of) = state.store.get(self.of, text(&row, self.column))? {
                let inherited = match is_true(&row, "inherited") {
                    true => "inherited",
                    false => "",
                };
                lines.push((text(&of, "name").to_owned(), inherited));
            }
        }
        lines.sort();
        let rows: String = lines
            .iter()
            .map(|(name, inherited)| {
                format!(
                    r#"<tr><td class="name">{}</td><td>{inherited}</td></tr>"#,
                    escape(name)
                )
            })
            .collect();
        let rows = match rows.is_empty() {
            true => r#"<p class="muted">There are none yet.</p>"#.to_owned(),
            false => format!("<table><tbody>{rows}</tbody></table>"),
        };
        let edit = match self.may_edit(reader) {
            true => {
                let query = encode([("sysparm_collection", self.table), ("sys_id", user)]);
                format!(r#"<a href="{PATH}?{}">Edit…</a>"#, escape(&query))
            }
            false => String::new(),
        };
        Ok(format!(
            r#"<section class="card"><div class="row between"><h2>{}</h2>{edit}</div>{rows}</section>"#,
            self.title
        ))
    }

    /// All there is to have, by name.
    fn choices(&self, state: &AppState, user: &str) -> Result<Vec<Choice>> {
        let mut held = self.held(state, user)?;
        held.retain(|row| !is_true(row, "inherited"));
        let mut choices = Vec::new();
        for of in state.store.find(self.of, &[])? {
            let sys_id = text(&of, "sys_id").to_owned();
            let by = held.iter().find(|row| text(row, self.column) == sys_id);
            choices.push(Choice {
                name: text(&of, "name").to_owned(),
                what: text(&of, "description").to_owned(),
                held_by: by.map(|row| text(row, "sys_id").to_owned()),
                sys_id,
            });
        }
        choices.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(choices)
    }

    /// Gives the user what was chosen, and takes what was not.
    fn set(
        &self,
        state: &AppState,
        reader: &SignedIn,
        user: &str,
        chosen: &[&str],
    ) -> Result<std::result::Result<(), ApiError>> {
        let Some(table) = self.table() else {
            return Ok(Err(ApiError::NoRecord));
        };
        let locale = typed::locale(state, reader)?;
        let change = typed::change(state, reader, &locale);
        let alone = state.store.alone();
        for choice in self.choices(state, user)? {
            let is_chosen = chosen.contains(&&*choice.sys_id);
            let done = match &choice.held_by {
                Some(held) if !is_chosen => change.remove_alone(&alone, table, held),
                None if is_chosen => {
                    let sent = [("user", user), (self.column, &choice.sys_id)];
                    let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
                    let sent = typed::body(sent.into());
                    change.make_alone(&alone, table, sent).map(drop)
                }
                _ => Ok(()),
            };
            match done {
                Err(ApiError::Store(error)) => return Err(error),
                Err(refused) => return Ok(Err(refused)),
                Ok(()) => {}
            }
        }
        Ok(Ok(()))
    }
}

/// The lists below a user's record.
pub(super) fn lists(
    state: &AppState,
    reader: &SignedIn,
    table: &Table,
    row: &Row,
) -> Result<String> {
    let mut drawn = String::new();
    if table.name == USER {
        for list in &LISTS {
            drawn += &list.draw(state, reader, text(row, "sys_id"))?;
        }
    }
    Ok(drawn)
}

/// Draws the page with what there is to choose.
pub(super) async fn form(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    reader: SignedIn,
) -> Result<Response> {
    let asked = Params::of(&query.unwrap_or_default());
    match found(&state, &reader, &asked)? {
        Some((list, user)) => draw(&state, list, &reader, &user, ""),
        None => Ok(record::not_found(&reader)),
    }
}

/// Takes what was chosen, and leads back to the user.
pub(super) async fn save(
    State(state): State<AppState>,
    reader: SignedIn,
    body: String,
) -> Result<Response> {
    let given = Params::of(&body);
    let Some((list, user)) = found(&state, &reader, &given)? else {
        return Ok(record::not_found(&reader));
    };
    if given.get("sysparm_ck") != reader.token {
        let why = "This page has been open for too long. Please try again.";
        return draw(&state, list, &reader, &user, why);
    }
    let chosen = given.iter().filter(|(name, _)| *name == "chosen");
    let chosen: Vec<_> = chosen.map(|(_, sys_id)| sys_id).collect();
    let sys_id = text(&user, "sys_id");
    match list.set(&state, &reader, sys_id, &chosen)? {
        Ok(()) => {
            let query = encode([("sys_id", sys_id)]);
            Ok(lead_to(&format!("/{USER}.do?{query}")))
        }
        Err(refused) => draw(&state, list, &reader, &user, &refused.words()),
    }
}

/// The list and the user that are asked for, if the reader may edit it.
fn found(
    state: &AppState,
    reader: &SignedIn,
    asked: &Params,
) -> Result<Option<(&'static Related, Row)>> {
    let list = Related::of(asked.get("sysparm_collection"));
    let list = list.filter(|list| list.may_edit(reader));
    let view = VIEWS.iter().find(|view| view.table == USER);
    let (Some(list), Some(view)) = (list, view) else {
        return Ok(None);
    };
    let user = record::find(state, view, reader, asked.get("sys_id"))?;
    Ok(user.map(|(_, row)| (list, row)))
}

fn draw(
    state: &AppState,
    list: &Related,
    reader: &SignedIn,
    user: &Row,
    notice: &str,
) -> Result<Response> {
    let sys_id = text(user, "sys_id");
    let lines: String = list
        .choices(state, sys_id)?
        .iter()
        .map(|choice| {
            format!(
                r#"<li><label><input type="checkbox" name="chosen" value="{sys_id}"{checked}> {name}</label> <span class="muted">{what}</span></li>"#,
                sys_id = escape(&choice.sys_id),
                checked = if choice.held_by.is_some() { " checked" } else { "" },
                name = escape(&choice.name),
                what = escape(&choice.what),
            )
        })
        .collect();
    let notice = match notice {
        "" => String::new(),
        text => format!(r#"<p class="notice" role="alert">{}</p>"#, escape(text)),
    };
    let query = encode([("sys_id", sys_id)]);
    let body = format!(
        r#"<h1>{title} of {name}</h1>
<div class="card">{notice}<form method="post" action="{PATH}">
<input type="hidden" name="sysparm_ck" value="{token}"><input type="hidden" name="sysparm_collection" value="{table}"><input type="hidden" name="sys_id" value="{id}">
<ul class="pick">{lines}</ul>
<button class="primary" type="submit">Save</button>
</form><p><a href="/{USER}.do?{back}">Cancel</a></p></div>"#,
        title = list.title,
        name = escape(text(user, "user_name")),
        token = reader.token,
        table = list.table,
        id = escape(sys_id),
        back = escape(&query),
    );
    Ok(page(Page::new(list.title, &body).read_by(reader)))
}
