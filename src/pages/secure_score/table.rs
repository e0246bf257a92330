//! The table: its heads, its groups, its rows.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::RowKeys;
use snowline_core::secure_score::{
    ActionFilter, ActionSort, Arranged, Group, GroupBy, ImprovementAction, Posture,
};
use yew::{AttrValue, Callback};

use crate::app::App;
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Redraw, keyed};

use super::row::Row;
use super::select::Select;
use super::{view, words};

/// What the list can be sorted by, with the names of the messages.
pub(super) const HEADS: [(ActionSort, &str); 3] = [
    (ActionSort::Title, "score.action"),
    (ActionSort::Category, "score.category"),
    (ActionSort::Points, "score.pointsLeft"),
];

/// The actions on a page of the list.
pub(super) struct Table<'a> {
    /// What all parts share.
    pub(super) app: &'a Rc<App>,
    /// Whose actions they are.
    pub(super) posture: &'a Posture,
    /// How they are shown.
    pub(super) filter: &'a ActionFilter,
    /// What was found.
    pub(super) found: &'a Arranged,
    /// How many actions come before this page.
    pub(super) offset: usize,
    /// Which rows become others.
    pub(super) keys: &'a RefCell<RowKeys>,
    /// Which of them are chosen.
    pub(super) select: &'a Select,
    /// Draws the page anew when it shows another list.
    pub(super) redraw: Redraw,
    /// Says what was done.
    pub(super) on_said: Callback<AttrValue>,
}

impl Table<'_> {
    pub(super) fn view(&self) -> El {
        let messages = self.app.messages();
        let head = |kind: &'static str, by, key| self.head(el(kind), by, key);
        let plain = |kind, key| el(kind).attr("scope", "col").says(&messages, key);
        let share = el("span.visually-hidden").says(&messages, "share.label");
        let head = el("tr")
            .child(self.select.head())
            .child(head("th", ActionSort::Title, "score.action"))
            .child(head("th.opt", ActionSort::Category, "score.category"))
            .child(head("th.points", ActionSort::Points, "score.pointsLeft"))
            .child(plain("th.opt", "score.status"))
            .child(plain("th", "score.ticket"))
            .child(el("th").attr("scope", "col").child(share));
        let caption = el("caption.visually-hidden").says(&messages, "score.caption");
        let mut table = el("table.action-table sortable")
            .child(caption)
            .child(el("thead").child(head));
        let page = self.found.page(self.offset, view::PAGE_SIZE);
        let shown = page.iter().flat_map(|(_, actions)| actions.iter());
        let shown = shown.map(|action| action.id.as_str());
        let mut keys = self
            .keys
            .borrow_mut()
            .next(&self.filter.write(), shown)
            .into_iter();
        for (group, actions) in page {
            let mut body = el("tbody");
            if let (Some(by), Some(first)) = (self.filter.group, group.actions.first()) {
                let name = group_name(&messages, by, first);
                body = body.child(heading(&messages, name, group));
            }
            for (action, key) in actions.iter().zip(keys.by_ref()) {
                body = body.child(keyed(&key.to_string(), self.row(action)));
            }
            table = table.child(body);
        }
        table
    }

    /// A head: a button that sorts by its column, and turns the order round.
    fn head(&self, head: El, by: ActionSort, key: &'static str) -> El {
        let order = self.filter.order;
        let (app, page) = (self.app.clone(), self.redraw.clone());
        let sort = Callback::from(move |()| {
            view::change(&app, &page, |filter| {
                filter.order = filter.order.pressed(by)
            });
        });
        let word = match order.descending {
            true => "descending",
            false => "ascending",
        };
        head.attr("scope", "col")
            .attr_if(order.by == by, "aria-sort", word)
            .child(button("button.sort", sort).says(&self.app.messages(), key))
    }

    fn row(&self, action: &Rc<ImprovementAction>) -> Row {
        Row {
            app: self.app.clone(),
            version: self.app.version(),
            action: action.clone(),
            tenant: self.posture.tenant_of(action).to_owned().into(),
            selected: self.select.has(&action.id),
            on_select: self.select.on_select.clone(),
            on_said: self.on_said.clone(),
        }
    }
}

/// What the actions of a group have in common.
fn group_name(messages: &Messages, by: GroupBy, first: &ImprovementAction) -> AttrValue {
    let name = match by {
        GroupBy::Category => words::category(messages, first),
        GroupBy::Service => first.service.clone().into(),
    };
    match name.is_empty() {
        true => messages.text("score.group.unnamed"),
        false => name,
    }
}

/// `Identity  12 improvement actions · 34.5 points left`
fn heading(messages: &Messages, name: AttrValue, group: &Group) -> El {
    let count = messages.count("score.found", group.actions.len() as u64);
    let left = messages.amount("score.group.left", group.points_left(), &[]);
    let more = el("span.muted num")
        .child(count)
        .child(" \u{b7} ")
        .child(left);
    let head = el("th.group")
        .attr("colspan", "7")
        .attr("scope", "rowgroup")
        .child(el("bdi").child(name))
        .child(" ")
        .child(more);
    el("tr.group").key("").child(head)
}
