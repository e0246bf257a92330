//! The list of improvement actions.

use std::rc::Rc;

use snowline_core::secure_score::{ImprovementAction, Posture};
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::intl;
use crate::components::{PageHeading, Pager, Tone, note, note_body};
use crate::dom::{El, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, keyed, part};

use super::filter;
use super::fresh::keep_score;
use super::load::{load_button, refused, return_button};
use super::row::Row;
use super::said::said;
use super::score::score;
use super::source::source;
use super::ticket::tickets_note;
use super::words;

/// So many rows are mounted at most: more make typing in the search box slow.
const PAGE_SIZE: usize = 200;

/// The Secure Score page.
pub struct SecureScore {
    /// What all parts share.
    pub app: Rc<App>,
}

impl Part for SecureScore {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let messages = app.messages();
        keep_score(cx, app);
        let (said, say) = said(cx);
        let typed = cx.state(|| app.search.borrow().clone());
        let offset = cx.state(|| 0_u64);
        let state = app.posture();
        let mut heading = PageHeading {
            app: app.clone(),
            title: messages.text(words::page(app)),
            more: Html::default(),
        };
        let Some(posture) = state.posture.value() else {
            return el("div.page")
                .child(part(heading))
                .child(refused(app))
                .child(source(app))
                .html();
        };
        heading.more = score(app, posture, state.source.as_ref());
        let search = {
            let (app, typed, offset) = (app.clone(), typed.clone(), offset.clone());
            Callback::from(move |text: String| {
                app.search.replace(text.clone());
                typed.set(text);
                offset.set(0);
            })
        };
        let tools = el("div.row search")
            .child(search_box(&messages, typed.get(), search))
            .child(load_button(app))
            .child(return_button(app));
        let cut_off = posture.profiles_cut_off.then(|| {
            let body = note_body().says(&messages, "score.cutOff");
            note(Tone::Warn, body)
        });
        let list = List {
            app,
            messages: &messages,
            posture,
            found: filter::with_title(&posture.actions, &typed.look(), intl::lower_case),
            offset: offset.get(),
            on_said: say,
            go: Callback::from(move |to: u64| offset.set(to)),
        };
        el("div.page")
            .child(el("div.bar").child(part(heading)).child(tools))
            .child(refused(app))
            .child(source(app))
            .child(cut_off)
            .child(tickets_note(app))
            .child(list.view())
            .child(said)
            .html()
    }
}

fn search_box(messages: &Messages, typed: String, search: Callback<String>) -> El {
    let label = messages.text("score.search");
    el("input")
        .attr("type", "search")
        .set("aria-label", label.clone())
        .set("placeholder", label)
        .value(typed.into())
        .on_value("input", search)
}

/// What was found, a page of it.
struct List<'a> {
    app: &'a Rc<App>,
    messages: &'a Messages,
    posture: &'a Posture,
    found: Vec<Rc<ImprovementAction>>,
    offset: u64,
    on_said: Callback<AttrValue>,
    go: Callback<u64>,
}

impl List<'_> {
    fn view(self) -> El {
        let start = usize::try_from(self.offset).unwrap_or(0);
        let rest = self.found.get(start..).unwrap_or_default();
        let rows = rest.get(..PAGE_SIZE).unwrap_or(rest);
        let nothing = if self.posture.actions.is_empty() && words::are_given(self.app) {
            "score.noneGiven.title"
        } else if self.posture.actions.is_empty() {
            "score.noActions"
        } else {
            "score.noneFound"
        };
        let total = self.found.len() as u64;
        let content = if rows.is_empty() {
            el("p.muted").says(self.messages, nothing)
        } else {
            self.table(rows)
        };
        let pager = (self.found.len() > PAGE_SIZE).then(|| {
            let pager = Pager {
                offset: self.offset,
                shown: rows.len() as u64,
                total: Some(total),
                size: PAGE_SIZE as u64,
                go: self.go.clone(),
            };
            pager.view(self.messages)
        });
        let found = el("span.visually-hidden").attr("role", "status");
        el("section.card actions")
            .child(found.child(self.messages.count("score.found", total)))
            .child(content)
            .child(pager)
    }

    fn table(&self, rows: &[Rc<ImprovementAction>]) -> El {
        let column = |kind, key| el(kind).attr("scope", "col").says(self.messages, key);
        let share = el("span.visually-hidden").says(self.messages, "share.label");
        let head = el("tr")
            .child(column("th", "score.action"))
            .child(column("th.opt", "score.category"))
            .child(column("th.points", "score.pointsLeft"))
            .child(column("th.opt", "score.status"))
            .child(column("th", "score.ticket"))
            .child(el("th").attr("scope", "col").child(share));
        let mut body = el("tbody");
        for action in rows {
            let row = Row {
                app: self.app.clone(),
                version: self.app.version(),
                action: action.clone(),
                tenant: self.posture.tenant_of(action).to_owned().into(),
                on_said: self.on_said.clone(),
            };
            body = body.child(keyed(&action.id, row));
        }
        let caption = el("caption.visually-hidden").says(self.messages, "score.caption");
        el("table.action-table")
            .child(caption)
            .child(el("thead").child(head))
            .child(body)
    }
}
