//! What narrows the list down, and how it is ordered.

use std::rc::Rc;

use snowline_core::secure_score::{
    ACTION_TEXT_LIMIT, ActionFilter, ActionOrder, Choices, GroupBy, Status,
};
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::app::App;
use crate::browser::page::after_paint;
use crate::components::Popover;
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::part::{Redraw, part};

use super::table::HEADS;
use super::{view, words};

/// The filters of the list.
pub(super) struct Filters<'a> {
    /// What all parts share.
    pub(super) app: &'a Rc<App>,
    /// What they are set to.
    pub(super) filter: &'a ActionFilter,
    /// What there is to choose from.
    pub(super) choices: &'a Choices,
    /// Draws the list anew while something is typed.
    pub(super) redraw: Redraw,
}

impl Filters<'_> {
    pub(super) fn view(&self) -> Html {
        let messages = self.app.messages();
        let filter = self.filter;
        let clear = filter.narrows().then(|| {
            let (app, page, widened) = (self.app.clone(), self.redraw.clone(), filter.widened());
            let clear = Callback::from(move |()| view::show(&app, &page, &widened));
            button("button.btn quiet", clear).says(&messages, "tickets.clear")
        });
        let (app, page) = (self.app.clone(), self.redraw.clone());
        let fixable = Callback::from(move |_: Event| {
            view::change(&app, &page, |filter| filter.fixable = !filter.fixable);
        });
        let fixable = el("label.check")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .checked(filter.fixable)
                    .on("change", fixable),
            )
            .says(&messages, "score.filter.fixable");
        let row = el("div.row search filters")
            .child(self.search(&messages))
            .child(self.category(&messages))
            .child(self.status(&messages))
            .child(self.more(&messages))
            .child(fixable)
            .child(self.group(&messages))
            .child(self.sort(&messages))
            .child(clear);
        // Before the tickets are there, nobody can tell which action has one.
        let tickets = self.app.action_tickets();
        let unknown = (filter.ticket.is_some() || filter.report.is_some())
            && tickets.state().value().is_none()
            && !tickets.state().is_loading();
        let unknown = unknown.then(|| el("p.muted").says(&messages, "score.filter.ticketsUnknown"));
        let said = el("div.filters-said").attr("role", "status").child(unknown);
        list(vec![el("search").child(row).html(), said.html()])
    }

    /// The list follows every letter.
    fn search(&self, messages: &Messages) -> El {
        let label = messages.text("score.search");
        let (app, redraw) = (self.app.clone(), self.redraw.clone());
        let on_input = Callback::from(move |text: String| {
            let mut next = view::filter(&app);
            next.text = text.chars().take(ACTION_TEXT_LIMIT).collect();
            next.page = 0;
            app.is_shown_by(&next.write(), false);
            let redraw = redraw.clone();
            after_paint(move || redraw.soon());
        });
        el("input")
            .attr("type", "search")
            .set("maxlength", ACTION_TEXT_LIMIT.to_string().into())
            .set("aria-label", label.clone())
            .set("placeholder", label)
            .value(self.filter.text.clone().into())
            .on_value("input", on_input)
    }

    fn category(&self, messages: &Messages) -> Option<El> {
        let named = |word: &String| (word.clone(), words::category_of_word(messages, word));
        let choices = self.choices.categories.iter().map(named).collect();
        self.select("score.category", &self.filter.category, choices, |to| {
            Box::new(|filter| filter.category = to)
        })
    }

    fn status(&self, messages: &Messages) -> Option<El> {
        let named = |status: &Status| (status.key().to_owned(), words::status(messages, *status));
        let choices = self.choices.statuses.iter().map(named).collect();
        let chosen = self.filter.status.map_or("", Status::key);
        self.select("score.status", chosen, choices, |to| {
            Box::new(move |filter| filter.status = Status::from_key(&to))
        })
    }

    /// What is looked for less often.
    fn more(&self, messages: &Messages) -> Html {
        let filter = self.filter;
        let same = |word: &String| (word.clone(), AttrValue::from(word.clone()));
        let services = self.choices.services.iter().map(same).collect();
        let services = self.select("score.service", &filter.service, services, |to| {
            Box::new(|filter| filter.service = to)
        });
        let threats = self.choices.threats.iter().map(same).collect();
        let threats = self.select("score.threats", &filter.threat, threats, |to| {
            Box::new(|filter| filter.threat = to)
        });
        let tickets = [
            ("yes", "score.filter.hasTicket"),
            ("no", "score.filter.hasNone"),
        ];
        let tickets = tickets.map(|(word, key)| (word.to_owned(), messages.text(key)));
        let chosen = match filter.ticket {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let tickets = self.select("score.ticket", chosen, tickets.into(), |to| {
            Box::new(move |filter| {
                filter.ticket = match to.as_str() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
            })
        });
        let chosen = [
            !filter.service.is_empty(),
            !filter.threat.is_empty(),
            filter.ticket.is_some(),
        ];
        let chosen = match chosen.into_iter().filter(|chosen| *chosen).count() {
            0 => AttrValue::default(),
            count => messages.number(count as f64).into(),
        };
        let body = el("div.stack")
            .child(services)
            .child(threats)
            .child(tickets);
        part(Popover {
            label: messages.text("score.filter.more"),
            chosen,
            body: body.html(),
            on_toggle: Callback::noop(),
        })
    }

    fn group(&self, messages: &Messages) -> El {
        let chosen = self.filter.group.map_or("", GroupBy::key);
        let none = (String::new(), messages.text("score.group.none"));
        let groups = GroupBy::ALL.map(|by| {
            let key = match by {
                GroupBy::Category => "score.category",
                GroupBy::Service => "score.service",
            };
            (by.key().to_owned(), messages.text(key))
        });
        let choices = std::iter::once(none).chain(groups).collect();
        self.named("score.group", false, chosen, choices, |to| {
            Box::new(move |filter| filter.group = GroupBy::from_key(&to))
        })
    }

    /// For a narrow place, where the table has no heads.
    fn sort(&self, messages: &Messages) -> El {
        let mut choices = Vec::new();
        for (by, key) in HEADS {
            for (descending, arrow) in [(false, " \u{2191}"), (true, " \u{2193}")] {
                let label = [&*messages.text(key), arrow].concat();
                choices.push((ActionOrder { by, descending }.word(), label.into()));
            }
        }
        let chosen = self.filter.order.word();
        self.named("tickets.sort", true, &chosen, choices, |to| {
            Box::new(move |filter| filter.order = ActionOrder::read(&to).unwrap_or_default())
        })
    }

    /// One of several, or any; nothing where there is nothing to choose.
    fn select(
        &self,
        key: &'static str,
        chosen: &str,
        choices: Named,
        change: fn(String) -> Change,
    ) -> Option<El> {
        let mut all = vec![(String::new(), self.app.messages().text("tickets.any"))];
        all.extend(choices);
        // An address may name what none of these actions is.
        let is_chosen = |(word, _): &(String, AttrValue)| word.eq_ignore_ascii_case(chosen);
        if !all.iter().any(is_chosen) {
            all.push((chosen.to_owned(), chosen.to_owned().into()));
        }
        (all.len() > 1).then(|| self.named(key, false, chosen, all, change))
    }

    /// A control with its name before it; `narrow` ones are in narrow places only.
    fn named(
        &self,
        key: &'static str,
        narrow: bool,
        chosen: &str,
        choices: Named,
        change: fn(String) -> Change,
    ) -> El {
        let (app, page) = (self.app.clone(), self.redraw.clone());
        let choose = Callback::from(move |to: String| view::change(&app, &page, change(to)));
        let mut select = el("select.compact-select").on_value("change", choose);
        for (word, label) in choices {
            let is_chosen = word.eq_ignore_ascii_case(chosen);
            let option = el("option")
                .key(&word)
                .attr_if(is_chosen, "selected", "selected")
                .set("value", word.into());
            select = select.child(option.child(label));
        }
        let name = el("span.muted").says(&self.app.messages(), key);
        el("label.row named")
            .attr_if(narrow, "class", "row named sort-select")
            .child(name)
            .child(select)
    }
}

/// Words in addresses, each with its name.
type Named = Vec<(String, AttrValue)>;

/// A change to what is shown.
type Change = Box<dyn FnOnce(&mut ActionFilter)>;
