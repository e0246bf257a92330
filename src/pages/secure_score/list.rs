//! The Secure Score page: the score, and the list of improvement actions.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::RowKeys;
use snowline_core::secure_score::{ActionFilter, Choices, Posture};
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::intl;
use crate::components::{PageHeading, Pager, Tone, note, note_body};
use crate::dom::{El, button, el};
use crate::part::{Cx, Part, Redraw, part};

use super::filters::Filters;
use super::fresh::keep_score;
use super::load::{load_button, refused, return_button};
use super::reports::{Reports, reported, reports};
use super::said::said;
use super::score::score;
use super::select::Select;
use super::source::source;
use super::standing::Standing;
use super::table::Table;
use super::ticket::tickets_note;
use super::view::{self, PAGE_SIZE};
use super::words;

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
        app.list_of_actions.replace(app.query());
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
        let tools = el("div.row")
            .child(load_button(app))
            .child(return_button(app));
        let cut_off = posture.profiles_cut_off.then(|| {
            let body = note_body().says(&messages, "score.cutOff");
            note(Tone::Warn, body)
        });
        let filter = view::filter(app);
        let standing = Standing {
            app: app.clone(),
            version: app.version(),
            posture: posture.clone(),
        };
        let found = Reports::of(app, posture);
        let known = cx.keep(RefCell::<Option<(Rc<Posture>, Rc<Choices>)>>::default);
        let choices = choices(&mut known.borrow_mut(), posture);
        let filters = (!posture.actions.is_empty()).then(|| {
            let filters = Filters {
                app,
                filter: &filter,
                choices: &choices,
                redraw: cx.redraw(),
            };
            filters.view()
        });
        el("div.page")
            .child(el("div.bar").child(part(heading)).child(tools))
            .child(refused(app))
            .child(source(app))
            .child(cut_off)
            .child(part(standing))
            .child(tickets_note(app))
            .child(reports(app, &found, &filter))
            .child(filters)
            .child(self.list(cx, posture, (&filter, &found), say))
            .child(said)
            .html()
    }
}

impl SecureScore {
    fn list(
        &self,
        cx: &mut Cx<'_>,
        posture: &Posture,
        (filter, reports): (&ActionFilter, &Reports),
        on_said: Callback<AttrValue>,
    ) -> El {
        let app = &self.app;
        let messages = &*app.messages();
        let has_ticket = |id: &str| view::has_ticket(app, id);
        let actions = reported(app, posture, reports, filter);
        let found = filter.arrange(&actions, &has_ticket, intl::lower_case);
        // An address may lead behind the last page.
        let last = found.total.saturating_sub(1) / PAGE_SIZE;
        let page = usize::try_from(filter.page).unwrap_or(last).min(last);
        let offset = page * PAGE_SIZE;
        let select = Select::new(cx, app, posture, &found);
        let keys = cx.keep(RefCell::<RowKeys>::default);
        let table = Table {
            app,
            posture,
            filter,
            found: &found,
            offset,
            keys: &keys,
            select: &select,
            redraw: cx.redraw(),
            on_said,
        };
        let content = match found.total {
            0 => self.nothing(cx.redraw(), posture, filter),
            _ => table.view(),
        };
        let pager = (found.total > PAGE_SIZE).then(|| {
            let (app, redraw, now) = (app.clone(), cx.redraw(), filter.clone());
            let pager = Pager {
                offset: offset as u64,
                shown: found.total.saturating_sub(offset).min(PAGE_SIZE) as u64,
                total: Some(found.total as u64),
                size: PAGE_SIZE as u64,
                go: Callback::from(move |to: u64| {
                    let mut next = now.clone();
                    next.page = to / PAGE_SIZE as u64;
                    view::show(&app, &redraw, &next);
                }),
            };
            pager.view(messages)
        });
        let said = el("span.visually-hidden").attr("role", "status");
        el("section.card actions")
            .child(said.child(messages.count("score.found", found.total as u64)))
            .child(select.bar())
            .child(content)
            .child(pager)
    }

    /// Why there is no row, and what one can do.
    fn nothing(&self, page: Redraw, posture: &Posture, filter: &ActionFilter) -> El {
        let messages = &*self.app.messages();
        if posture.actions.is_empty() {
            return el("p.muted").says(
                messages,
                match words::are_given(&self.app) {
                    true => "score.noneGiven.title",
                    false => "score.noActions",
                },
            );
        }
        let (app, widened) = (self.app.clone(), filter.widened());
        let clear = Callback::from(move |()| view::show(&app, &page, &widened));
        el("div.row")
            .child(el("p.muted").says(messages, "score.noneFound"))
            .child(button("button.btn", clear).says(messages, "tickets.clear"))
    }
}

/// What there is to choose from; worked out once for each posture.
fn choices(known: &mut Option<(Rc<Posture>, Rc<Choices>)>, posture: &Rc<Posture>) -> Rc<Choices> {
    if let Some((of, choices)) = known
        && Rc::ptr_eq(of, posture)
    {
        return choices.clone();
    }
    let choices = Rc::new(Choices::of(&posture.actions));
    *known = Some((posture.clone(), choices.clone()));
    choices
}
