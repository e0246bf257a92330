//! The list of improvement actions.

use std::rc::Rc;

use snowline_core::secure_score::Posture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Note, PageHeading, Pager, Tone};
use crate::i18n::use_messages;

use super::filter;
use super::load_button::LoadButton;
use super::said::use_said;
use super::score::Score;
use super::source::use_source;
use super::table::ActionTable;
use super::tickets_note::TicketsNote;

/// So many rows are mounted at most: more make typing in the search box slow.
const PAGE_SIZE: usize = 200;

/// The Secure Score page.
#[component]
pub fn SecureScore() -> Html {
    let messages = use_messages();
    let source = use_source();
    html! {
        <div class="page">
            if let Some(posture) = source.posture {
                <Loaded {posture} notes={source.notes} />
            } else {
                <PageHeading title={messages.text("nav.secureScore")} />
                { source.notes }
            }
        </div>
    }
}

#[derive(Properties)]
struct LoadedProps {
    posture: Rc<Posture>,
    notes: Html,
}

impl PartialEq for LoadedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.posture, &other.posture) && self.notes == other.notes
    }
}

/// The score, the search box and the page of the list.
#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let messages = use_messages();
    let typed = use_state_eq(AttrValue::default);
    let offset = use_state_eq(|| 0_usize);
    let said = use_said();
    let posture = &props.posture;
    let found = {
        let posture = posture.clone();
        // By the address: equal or not, another export is another list.
        let deps = (Rc::as_ptr(&posture) as usize, (*typed).clone());
        use_memo(deps, move |(_, typed)| {
            filter::with_title(&posture.actions, typed)
        })
    };
    let oninput = {
        let (typed, offset) = (typed.setter(), offset.setter());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(input.value().into());
                offset.set(0);
            }
        })
    };
    let start = (*offset).min(found.len());
    let end = (start + PAGE_SIZE).min(found.len());
    let rows = Rc::new(found.get(start..end).unwrap_or_default().to_vec());
    let search = messages.text("score.search");
    let go = Callback::from(move |to: u64| offset.set(usize::try_from(to).unwrap_or(0)));
    html! {
        <>
            <div class="bar">
                <PageHeading title={messages.text("nav.secureScore")}>
                    <Score posture={posture.clone()} />
                </PageHeading>
                <div class="row search">
                    <input
                        type="search"
                        aria-label={search.clone()}
                        placeholder={search}
                        value={(*typed).clone()}
                        {oninput}
                    />
                    <LoadButton />
                </div>
            </div>
            { props.notes.clone() }
            if posture.profiles_cut_off {
                <Note tone={Tone::Warn}>{ messages.text("score.cutOff") }</Note>
            }
            <TicketsNote />
            <section class="card actions">
                <span class="visually-hidden" role="status">
                    { messages.count("score.found", found.len() as u64) }
                </span>
                if found.is_empty() {
                    <p class="muted">{ messages.text(if posture.actions.is_empty() {
                        "score.noActions"
                    } else {
                        "score.noneFound"
                    }) }</p>
                } else {
                    <ActionTable
                        actions={rows}
                        tenant={posture.tenant_id.clone()}
                        on_said={said.say()}
                    />
                }
                if found.len() > PAGE_SIZE {
                    <Pager
                        offset={start as u64}
                        shown={(end - start) as u64}
                        total={Some(found.len() as u64)}
                        size={PAGE_SIZE as u64}
                        {go}
                    />
                }
            </section>
            { said.view() }
        </>
    }
}
