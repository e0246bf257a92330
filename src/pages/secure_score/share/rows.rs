//! The improvement actions that are shared, with what becomes of each.

use std::rc::Rc;

use snowline_core::bulk::{Phase, Row};
use snowline_core::secure_score::Posture;
use web_sys::HtmlElement;
use yew::{Callback, Html, NodeRef};

use crate::app::App;
use crate::bulk::{Sharing, choose};
use crate::components::Pager;
use crate::dom::{El, el};
use crate::part::{Cx, Part, keyed};

use super::super::view::PAGE_SIZE;
use super::plan::Plan;
use super::row::Line;

/// The improvement actions that are shared.
pub(super) struct Rows {
    pub(super) app: Rc<App>,
    pub(super) posture: Rc<Posture>,
    pub(super) sharing: Rc<Sharing>,
}

impl Part for Rows {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let offset = cx.state(|| 0);
        let heading = cx.node();
        let run = self.sharing.run();
        let total = run.rows().len();
        // Rows may have been taken out.
        let last = total.saturating_sub(1) / PAGE_SIZE * PAGE_SIZE;
        let from = (*offset.look()).min(last);
        let take_out = {
            let (app, tenant) = (self.app.clone(), self.posture.tenant_id.clone());
            let heading = heading.clone();
            Callback::from(move |id: String| {
                choose(&app, &tenant, |chosen| chosen.set(&id, false));
                // The button that had the focus goes.
                if let Some(heading) = heading.cast::<HtmlElement>() {
                    heading.focus().ok();
                }
                app.redraw();
            })
        };
        let busy = run.is_busy();
        let mut body = el("tbody");
        let rows = run.rows().iter();
        for row in rows.skip(from).take(PAGE_SIZE) {
            let line = self.line(row, busy, &take_out);
            body = body.child(keyed(&row.action_id, line));
        }
        let head = |key| el("th").attr("scope", "col").says(&messages, key);
        let heads = el("tr")
            .child(head("score.action"))
            .child(head("share.bulk.becomes"))
            .child(
                el("th")
                    .attr("scope", "col")
                    .child(el("span.visually-hidden").says(&messages, "share.bulk.takeOut")),
            );
        let table = el("table.share-table")
            .attr("aria-labelledby", "share-rows")
            .child(el("thead").child(heads))
            .child(body);
        let pager = (total > PAGE_SIZE).then(|| {
            let pager = Pager {
                offset: from as u64,
                shown: total.saturating_sub(from).min(PAGE_SIZE) as u64,
                total: Some(total as u64),
                size: PAGE_SIZE as u64,
                go: Callback::from(move |to: u64| offset.set(usize::try_from(to).unwrap_or(0))),
            };
            pager.view(&messages)
        });
        let count = messages.count("score.found", total as u64);
        el("section.card actions")
            .attr("aria-labelledby", "share-rows")
            .child(
                self.heading(&heading)
                    .child(el("span.muted num").child(count)),
            )
            .child(table)
            .child(pager)
            .html()
    }
}

impl Rows {
    fn heading(&self, node: &NodeRef) -> El {
        let heading = el("h2").attr("id", "share-rows").attr("tabindex", "-1");
        let heading = heading.node(node);
        let heading = heading.says(&self.app.messages(), "share.bulk.rows");
        el("div.row share-rows").child(heading)
    }

    fn line(&self, row: &Rc<Row>, busy: bool, take_out: &Callback<String>) -> Line {
        Line {
            app: self.app.clone(),
            messages: self.app.messages(),
            plan: match row.is_settled() {
                true => Plan::Unknown,
                false => Plan::of(&self.app, &row.action_id),
            },
            row: row.clone(),
            removable: !busy && row.made().is_none() && !row.in_doubt(),
            running: *self.sharing.run().phase() == Phase::Running,
            take_out: take_out.clone(),
        }
    }
}
