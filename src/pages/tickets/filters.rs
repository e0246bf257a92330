//! What narrows a list down, and which columns it has.

use snowline_core::configuration::KnownState;
use snowline_core::ports::Clock;
use snowline_core::servicenow::{InstanceStates, unaskable};
use snowline_core::task::{Category, Priority, Reference, TicketType};
use snowline_core::tickets::{
    DueFilter, ListColumn, Order, StateFilter, TEXT_LIMIT, TicketFilter, TicketState,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;
use yew::{AttrValue, Callback, Html};

use crate::browser::Browser;
use crate::components::{Choice, Lookup, LookupField, Popover, state_label};
use crate::dom::{El, button, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part, State, part};

use super::table::{ALWAYS, column_key};
use super::view::View;

/// So long nothing more is typed before it is asked for.
const PAUSE_MS: u32 = 300;

/// The filters of a list.
pub(super) struct Filters {
    pub(super) view: View,
    pub(super) ticket_type: TicketType,
}

impl Part for Filters {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.view.app.messages();
        let filter = self.view.filter();
        let typed = cx.state(|| None);
        let states = cx.state(InstanceStates::usual);
        let asked = cx.state(|| false);
        let clear = filter.narrows().then(|| {
            let (view, widened, typed) = (self.view.clone(), filter.widened(), typed.clone());
            let clear = Callback::from(move |()| {
                typed.set(None);
                view.show(&widened, true);
            });
            button("button.btn quiet", clear).says(&messages, "tickets.clear")
        });
        let first = el("div.row search filters")
            .child(self.search(&filter, &typed))
            .child(self.states(&filter, &states, &asked))
            .child(self.priorities(&filter))
            .child(self.category(&filter))
            .child(self.due(&filter))
            .child(self.group(&filter))
            .child(self.flag("tickets.mine", filter.mine, |filter| {
                filter.mine = !filter.mine;
            }))
            .child(
                self.flag("tickets.everywhere", filter.everywhere, |filter| {
                    filter.everywhere = !filter.everywhere;
                }),
            )
            .child(self.columns(&filter))
            .child(self.sort(&filter))
            .child(clear);
        let left_out = unaskable(&filter.text).join(" ");
        let left_out = (!left_out.is_empty()).then(|| {
            let what = [("words", left_out.as_str())];
            el("p.muted").child(messages.format("tickets.unaskable", &what))
        });
        let said = el("div.filters-said")
            .attr("role", "status")
            .child(left_out);
        list(vec![el("search").child(first).html(), said.html()])
    }
}

impl Filters {
    fn search(&self, filter: &TicketFilter, typed: &State<Option<String>>) -> El {
        let label = self.view.app.messages().text("tickets.search");
        let on_input = {
            let (view, typed) = (self.view.clone(), typed.clone());
            Callback::from(move |text: String| {
                typed.set(Some(text.clone()));
                let (view, typed) = (view.clone(), typed.clone());
                spawn_local(async move {
                    Browser::new().sleep(PAUSE_MS).await;
                    // Something more was typed since then, or all filters were cleared.
                    if *typed.look() != Some(text.clone()) {
                        return;
                    }
                    typed.set(None);
                    let mut next = view.filter();
                    next.text = text.chars().take(TEXT_LIMIT).collect();
                    next.page = 0;
                    view.show(&next, false);
                });
            })
        };
        let text = typed.get().unwrap_or_else(|| filter.text.clone());
        el("input")
            .attr("type", "search")
            .set("maxlength", TEXT_LIMIT.to_string().into())
            .set("aria-label", label.clone())
            .set("placeholder", label)
            .value(text.into())
            .on_value("input", on_input)
    }

    /// The states, with the instance's names for them from when they are looked at.
    fn states(
        &self,
        filter: &TicketFilter,
        states: &State<InstanceStates>,
        asked: &State<bool>,
    ) -> Html {
        let messages = self.view.app.messages();
        let is_open = filter.states == StateFilter::Open;
        let mut body = el("fieldset.choose")
            .child(el("legend.visually-hidden").says(&messages, "ticket.state"))
            .child(self.checkbox(
                messages.text("tickets.state.open"),
                is_open,
                move |filter| {
                    filter.states = match is_open {
                        true => StateFilter::Any,
                        false => StateFilter::Open,
                    };
                },
            ));
        let chosen = match &filter.states {
            StateFilter::Only(states) => states.clone(),
            StateFilter::Any | StateFilter::Open => Vec::new(),
        };
        for KnownState { value, label } in self.in_order(&states.look()) {
            let state = TicketState {
                value: value.to_string(),
                label,
            };
            let name = state_label(&self.view.app, self.ticket_type, &state);
            let checkbox = self.checkbox(name, chosen.contains(&value), move |filter| {
                filter.toggle_state(value);
            });
            body = body.child(checkbox.key(&state.value));
        }
        let count = chosen.len() + usize::from(is_open);
        let load = {
            let (app, states, asked) = (self.view.app.clone(), states.clone(), asked.clone());
            Callback::from(move |()| {
                let servicenow = app.connection().servicenow.clone();
                let Some(servicenow) = servicenow.filter(|_| !asked.get()) else {
                    return;
                };
                asked.set(true);
                let (states, asked) = (states.clone(), asked.clone());
                let language = app.messages().language().tag();
                spawn_local(async move {
                    match servicenow.states_of_instance(language).await {
                        Ok(found) => states.set(found),
                        // The usual names are there; the next look asks again.
                        Err(_) => asked.set(false),
                    }
                });
            })
        };
        self.popover("ticket.state", count, body, load)
    }

    /// The states as they are set, then as the instance has them.
    fn in_order(&self, known: &InstanceStates) -> Vec<KnownState> {
        let configured = self.view.app.configured();
        let mut states = known.of(self.ticket_type).to_vec();
        states.sort_by_key(|known| {
            let state = TicketState {
                value: known.value.to_string(),
                label: None,
            };
            configured.states.place(self.ticket_type, &state)
        });
        states
    }

    fn priorities(&self, filter: &TicketFilter) -> Html {
        let messages = self.view.app.messages();
        let mut body = el("fieldset.choose")
            .child(el("legend.visually-hidden").says(&messages, "ticket.priority"));
        for priority in Priority::offered_for(self.ticket_type) {
            let priority = *priority;
            let name = messages.text(&["priority.", priority.key()].concat());
            let chosen = filter.priorities.contains(&priority);
            let checkbox = self.checkbox(name, chosen, move |filter| {
                filter.toggle_priority(priority);
            });
            body = body.child(checkbox.key(priority.key()));
        }
        let count = filter.priorities.len();
        self.popover("ticket.priority", count, body, Callback::noop())
    }

    fn category(&self, filter: &TicketFilter) -> El {
        let messages = self.view.app.messages();
        let choices = Category::ALL.map(|category| Choice {
            value: category.key(),
            label: messages.text(&["category.", category.key()].concat()),
        });
        let chosen = filter.category.map_or("", Category::key);
        let view = self.view.clone();
        let choose = Callback::from(move |value: String| {
            view.change(|filter| filter.category = Category::from_key(&value));
        });
        select(&messages, "score.category", chosen, choices.into(), choose)
    }

    fn due(&self, filter: &TicketFilter) -> El {
        let messages = self.view.app.messages();
        let choices = DueFilter::ALL.map(|due| Choice {
            value: due.key(),
            label: messages.text(match due {
                DueFilter::Overdue => "tickets.due.overdue",
                DueFilter::Soon => "tickets.due.soon",
            }),
        });
        let chosen = filter.due.map_or("", DueFilter::key);
        let view = self.view.clone();
        let choose = Callback::from(move |value: String| {
            let due = DueFilter::ALL.into_iter().find(|due| due.key() == value);
            view.change(|filter| filter.due = due);
        });
        select(&messages, "ticket.due", chosen, choices.into(), choose)
    }

    fn group(&self, filter: &TicketFilter) -> Html {
        let messages = self.view.app.messages();
        let view = self.view.clone();
        let field = LookupField {
            app: self.view.app.clone(),
            id: "filter-group",
            label: messages.text("tickets.column.group"),
            error: None,
            chosen: filter.group.clone(),
            lookup: Lookup::Group,
            on_choose: Callback::from(move |group: Option<Reference>| {
                view.change(|filter| filter.group = group);
            }),
        };
        let body = el("div.group-filter").child(part(field));
        let chosen = usize::from(filter.group.is_some());
        self.popover("tickets.column.group", chosen, body, Callback::noop())
    }

    fn columns(&self, filter: &TicketFilter) -> Html {
        let messages = self.view.app.messages();
        let mut body = el("fieldset.choose")
            .child(el("legend.visually-hidden").says(&messages, "tickets.columns"));
        for column in ListColumn::ALL {
            let view = self.view.clone();
            let toggle = Callback::from(move |_: Event| view.toggle_column(column));
            let shown = filter.shown_columns().contains(&column);
            let checkbox = checkbox(messages.text(column_key(column)), shown, toggle);
            body = body.child(checkbox.key(column.key()));
        }
        self.popover("tickets.columns", 0, body, Callback::noop())
    }

    /// For a narrow place, where the table has no heads.
    fn sort(&self, filter: &TicketFilter) -> El {
        let messages = self.view.app.messages();
        let view = self.view.clone();
        let choose = Callback::from(move |word: String| {
            view.change(|filter| filter.order = Order::read(&word).unwrap_or_default());
        });
        let mut select = el("select.compact-select").on_value("change", choose);
        let shown = filter.shown_columns().iter();
        let shown = shown.map(|column| (column.sort_by(), column_key(*column)));
        for (by, key) in ALWAYS.into_iter().chain(shown) {
            for (descending, arrow) in [(false, " \u{2191}"), (true, " \u{2193}")] {
                let order = Order { by, descending };
                let option = el("option")
                    .key(&order.word())
                    .set("value", order.word().into())
                    .attr_if(order == filter.order, "selected", "selected")
                    .says(&messages, key)
                    .child(arrow);
                select = select.child(option);
            }
        }
        let name = el("span.muted").says(&messages, "tickets.sort");
        el("label.row named sort-select").child(name).child(select)
    }

    fn popover(&self, key: &str, chosen: usize, body: El, on_toggle: Callback<()>) -> Html {
        let messages = self.view.app.messages();
        let chosen = match chosen {
            0 => AttrValue::default(),
            count => messages.number(count as f64).into(),
        };
        part(Popover {
            label: messages.text(key),
            chosen,
            body: body.html(),
            on_toggle,
        })
    }

    fn checkbox(
        &self,
        label: AttrValue,
        checked: bool,
        change: impl Fn(&mut TicketFilter) + 'static,
    ) -> El {
        let view = self.view.clone();
        let toggle = Callback::from(move |_: Event| view.change(&change));
        checkbox(label, checked, toggle)
    }

    fn flag(&self, key: &str, on: bool, change: fn(&mut TicketFilter)) -> El {
        self.checkbox(self.view.app.messages().text(key), on, change)
    }
}

fn checkbox(label: AttrValue, checked: bool, toggle: Callback<Event>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .checked(checked)
        .on("change", toggle);
    el("label.check").child(input).child(label)
}

/// One of a few, or any; its name stands before it.
fn select(
    messages: &Messages,
    key: &str,
    chosen: &'static str,
    choices: Vec<Choice>,
    choose: Callback<String>,
) -> El {
    let any = Choice {
        value: "",
        label: messages.text("tickets.any"),
    };
    let mut select = el("select.compact-select").on_value("change", choose);
    for choice in std::iter::once(any).chain(choices) {
        let option = el("option")
            .key(choice.value)
            .attr("value", choice.value)
            .attr_if(choice.value == chosen, "selected", "selected");
        select = select.child(option.child(choice.label));
    }
    let name = el("span.muted").says(messages, key);
    el("label.row named").child(name).child(select)
}
