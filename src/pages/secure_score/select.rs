//! Choosing improvement actions, to share them in one go.

use std::rc::Rc;

use snowline_core::bulk::Selection;
use snowline_core::secure_score::{Arranged, Posture};
use web_sys::{Element, Event, HtmlElement};
use yew::{Callback, NodeRef};

use crate::app::App;
use crate::browser::page::put_indeterminate;
use crate::bulk::{choose, selection};
use crate::dom::{El, button, el, list};
use crate::part::{Cx, Redraw};
use crate::route::Route;

/// Which actions are chosen, and how many of those that the filters let through.
pub(super) struct Select {
    app: Rc<App>,
    redraw: Redraw,
    chosen: Rc<Selection>,
    tenant: String,
    /// The IDs that the filters let through, on all pages.
    found: Rc<Vec<String>>,
    /// How many of those are chosen.
    shown: usize,
    /// How many are chosen of those that there are.
    all: usize,
    checkbox: NodeRef,
    /// Chooses an action, or does not any more.
    pub(super) on_select: Callback<(String, bool)>,
}

impl Select {
    pub(super) fn new(cx: &mut Cx<'_>, app: &Rc<App>, posture: &Posture, found: &Arranged) -> Self {
        let tenant = posture.tenant_id.clone();
        let chosen = selection(app, &tenant);
        let found = found.groups.iter().flat_map(|group| &group.actions);
        let found: Vec<_> = found.map(|action| action.id.clone()).collect();
        let shown = found.iter().filter(|id| chosen.has(id)).count();
        let there = posture.actions.iter();
        let all = there.filter(|action| chosen.has(&action.id)).count();
        let (redraw, checkbox) = (cx.redraw(), cx.node());
        let on_select = {
            let (app, tenant, redraw) = (app.clone(), tenant.clone(), redraw.clone());
            Callback::from(move |(id, on): (String, bool)| {
                choose(&app, &tenant, |chosen| chosen.set(&id, on));
                redraw.soon();
            })
        };
        let (node, some) = (checkbox.clone(), shown > 0 && shown < found.len());
        // The browser forgets it with every click.
        cx.on_change(shown as u64 * 2 + u64::from(some), move || {
            if let Some(checkbox) = node.cast::<Element>() {
                put_indeterminate(checkbox, some);
            }
        });
        Self {
            app: app.clone(),
            redraw,
            chosen,
            tenant,
            found: Rc::new(found),
            shown,
            all,
            checkbox,
            on_select,
        }
    }

    /// Whether that action is chosen.
    pub(super) fn has(&self, id: &str) -> bool {
        self.chosen.has(id)
    }

    /// The head of the column: chooses all that the filters let through, or none of them.
    pub(super) fn head(&self) -> El {
        let is_all = self.shown == self.found.len();
        let (app, tenant) = (self.app.clone(), self.tenant.clone());
        let (found, redraw) = (self.found.clone(), self.redraw.clone());
        let toggle = Callback::from(move |_: Event| {
            choose(&app, &tenant, |chosen| {
                for id in &*found {
                    chosen.set(id, !is_all);
                }
            });
            redraw.soon();
        });
        let control = el("input")
            .attr("type", "checkbox")
            .node(&self.checkbox)
            .checked(is_all)
            .on("change", toggle);
        // Those on other pages, too.
        let count = self.found.len() as u64;
        let name = self.app.messages().count("score.select.all", count);
        let name = el("span").child(name);
        el("th.select")
            .attr("scope", "col")
            .child(el("label").child(control).child(name))
    }

    /// How many are chosen, and what can be done with them.
    pub(super) fn bar(&self) -> El {
        let messages = self.app.messages();
        let count = (self.all > 0).then(|| messages.count("score.selected", self.all as u64));
        let hidden = self.all.saturating_sub(self.shown);
        let hidden = (hidden > 0).then(|| {
            let hidden = messages.count("score.selectedHidden", hidden as u64);
            el("span.muted").child(hidden)
        });
        // The place is there before it says something: so it is heard.
        let said = el("span.row")
            .attr("role", "status")
            .child(count)
            .child(hidden);
        let buttons = (self.all > 0).then(|| {
            let app = self.app.clone();
            let share = Callback::from(move |()| app.go(Route::Share));
            let (app, tenant, redraw) =
                (self.app.clone(), self.tenant.clone(), self.redraw.clone());
            let checkbox = self.checkbox.clone();
            let clear = Callback::from(move |()| {
                choose(&app, &tenant, Selection::clear);
                // The button that had the focus goes.
                if let Some(checkbox) = checkbox.cast::<HtmlElement>() {
                    checkbox.focus().ok();
                }
                redraw.soon();
            });
            let clear = button("button.btn quiet", clear).says(&messages, "score.select.clear");
            let share = button("button.btn primary", share).says(&messages, "score.select.share");
            list(vec![clear.html(), share.html()])
        });
        let class = match self.all {
            0 => "selection none",
            _ => "selection",
        };
        el("div").attr("class", class).child(said).child(buttons)
    }
}
