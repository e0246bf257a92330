//! The list of improvement actions.

use std::rc::Rc;

use snowline_core::secure_score::{ImprovementAction, Posture};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Note, PageHeading, Pager, Tone};
use crate::connection::{use_connection, use_sign_in_again};
use crate::hooks::{ActionTickets, use_action_tickets, use_options};
use crate::i18n::{Messages, use_messages};
use crate::posture::use_posture;

use super::filter;
use super::load::{load_button, refused};
use super::row::Row;
use super::said::use_said;
use super::score::score;
use super::source::source;
use super::ticket::tickets_note;

/// So many rows are mounted at most: more make typing in the search box slow.
const PAGE_SIZE: usize = 200;

/// The Secure Score page.
#[component]
pub fn SecureScore() -> Html {
    let messages = use_messages();
    let handle = use_posture();
    let options = use_options();
    let tickets = use_action_tickets();
    let connection = use_connection();
    let sign_in = use_sign_in_again();
    let said = use_said();
    let typed = use_state_eq(String::new);
    let offset = use_state_eq(|| 0_u64);
    let notes = html! {
        <>{ refused(&messages, &handle) }{ source(&messages, &handle, &options) }</>
    };
    let title = messages.text("nav.secureScore");
    let Some(posture) = handle.state().posture.value() else {
        return html! { <div class="page"><PageHeading {title} />{ notes }</div> };
    };
    let search = {
        let (typed, offset) = (typed.clone(), offset.setter());
        Callback::from(move |text: String| {
            typed.set(text);
            offset.set(0);
        })
    };
    let list = List {
        messages: &messages,
        posture,
        tickets: &tickets,
        found: filter::with_title(&posture.actions, &typed),
        offset: *offset,
        on_said: said.say(),
        go: Callback::from(move |to: u64| offset.set(to)),
    };
    html! {
        <div class="page">
            <div class="bar">
                <PageHeading {title}>
                    { score(&messages, posture, handle.state().source.as_ref()) }
                </PageHeading>
                <div class="row search">
                    { search_box(&messages, &typed, &search) }
                    { load_button(&messages, &handle) }
                </div>
            </div>
            { notes }
            if posture.profiles_cut_off {
                <Note tone={Tone::Warn}>{ messages.text("score.cutOff") }</Note>
            }
            { tickets_note(&messages, &connection, &tickets, &sign_in) }
            { list.view() }
            { said.view() }
        </div>
    }
}

fn search_box(messages: &Messages, typed: &str, search: &Callback<String>) -> Html {
    let label = messages.text("score.search");
    let search = search.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            search.emit(input.value());
        }
    });
    html! {
        <input
            type="search"
            aria-label={label.clone()}
            placeholder={label}
            value={typed.to_owned()}
            {oninput}
        />
    }
}

/// What was found, a page of it.
struct List<'a> {
    messages: &'a Messages,
    posture: &'a Posture,
    tickets: &'a ActionTickets,
    found: Vec<Rc<ImprovementAction>>,
    offset: u64,
    on_said: Callback<AttrValue>,
    go: Callback<u64>,
}

impl List<'_> {
    fn view(&self) -> Html {
        let start = usize::try_from(self.offset).unwrap_or(0);
        let rows = self.found.iter().skip(start).take(PAGE_SIZE);
        let nothing = if self.posture.actions.is_empty() {
            "score.noActions"
        } else {
            "score.noneFound"
        };
        let total = self.found.len() as u64;
        html! {
            <section class="card actions">
                <span class="visually-hidden" role="status">
                    { self.messages.count("score.found", total) }
                </span>
                if self.found.is_empty() {
                    <p class="muted">{ self.messages.text(nothing) }</p>
                } else {
                    { self.table(rows.clone()) }
                }
                if self.found.len() > PAGE_SIZE {
                    <Pager
                        offset={self.offset}
                        shown={rows.count() as u64}
                        total={Some(total)}
                        size={PAGE_SIZE as u64}
                        go={self.go.clone()}
                    />
                }
            </section>
        }
    }

    fn table<'r>(&self, rows: impl Iterator<Item = &'r Rc<ImprovementAction>>) -> Html {
        let text = |key| self.messages.text(key);
        let known = self.tickets.state().value().is_some();
        let tenant = AttrValue::from(self.posture.tenant_id.clone());
        html! {
            <table class="action-table">
                <caption class="visually-hidden">{ text("score.caption") }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ text("score.action") }</th>
                        <th scope="col" class="opt">{ text("score.category") }</th>
                        <th scope="col" class="points">{ text("score.pointsLeft") }</th>
                        <th scope="col" class="opt">{ text("score.status") }</th>
                        <th scope="col">{ text("score.ticket") }</th>
                        <th scope="col">
                            <span class="visually-hidden">{ text("share.label") }</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.map(|action| html! {
                        <Row
                            key={action.id.as_str()}
                            action={action.clone()}
                            tenant={tenant.clone()}
                            ticket={known.then(|| self.tickets.of(&action.id))}
                            on_said={self.on_said.clone()}
                        />
                    }) }
                </tbody>
            </table>
        }
    }
}
