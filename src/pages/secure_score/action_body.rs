//! One improvement action: what it is about, how it is done, its ticket.

use std::rc::Rc;

use snowline_core::rich_text::RichText;
use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::components::{ExternalLink, Note, PageHeading, RichTextView, Tone};
use crate::i18n::use_messages;

use super::facts::Facts;
use super::own_ticket::OwnTicket;
use super::said::use_said;
use super::share_menu::ShareMenu;
use super::words;

/// Properties of [`ActionBody`].
#[derive(Properties)]
pub struct ActionBodyProps {
    /// The action.
    pub action: Rc<ImprovementAction>,
    /// The tenant's ID.
    pub tenant: AttrValue,
}

impl PartialEq for ActionBodyProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.action, &other.action) && self.tenant == other.tenant
    }
}

/// One improvement action, with its facts and its ticket beside it.
#[component]
pub fn ActionBody(props: &ActionBodyProps) -> Html {
    let messages = use_messages();
    let said = use_said();
    let action = &props.action;
    html! {
        <>
            <div class="bar">
                <PageHeading title={action.title.clone()}>
                    <p class="muted">{ words::threats_and_tier(action) }</p>
                </PageHeading>
                <ShareMenu
                    action={action.clone()}
                    tenant={props.tenant.clone()}
                    on_said={said.say()}
                />
            </div>
            if action.deprecated {
                <Note tone={Tone::Warn}>{ messages.text("score.deprecated.what") }</Note>
            }
            <div class="action-page">
                <section class="card action-main">
                    <Section title="score.description" text={action.description.clone()} />
                    <Section title="score.steps" text={action.remediation.clone()} />
                    <Section title="score.impact" text={action.impact.clone()} />
                    if is_bare(action) {
                        <p class="muted">{ messages.text("score.noSteps") }</p>
                    }
                    if let Some(url) = &action.action_url {
                        <p>
                            <ExternalLink href={url.as_str().to_owned()}>
                                { messages.text("score.open") }
                            </ExternalLink>
                        </p>
                    }
                </section>
                <div class="action-side">
                    <section class="card" aria-labelledby="action-ticket">
                        <h2 id="action-ticket">{ messages.text("score.ticket") }</h2>
                        <OwnTicket action={action.clone()} />
                    </section>
                    <section class="card" aria-labelledby="action-facts">
                        <h2 id="action-facts">{ messages.text("score.facts") }</h2>
                        <Facts action={action.clone()} />
                    </section>
                </div>
            </div>
            { said.view() }
        </>
    }
}

/// A score without a profile says hardly anything.
fn is_bare(action: &ImprovementAction) -> bool {
    action.remediation.is_empty() && action.impact.is_empty()
}

#[derive(Properties, PartialEq)]
struct SectionProps {
    /// The key of its heading.
    title: &'static str,
    text: RichText,
}

/// A text under its heading; nothing where the file has none.
#[component]
fn Section(props: &SectionProps) -> Html {
    let messages = use_messages();
    if props.text.is_empty() {
        return Html::default();
    }
    html! {
        <div class="section">
            <h2>{ messages.text(props.title) }</h2>
            <RichTextView text={props.text.clone()} />
        </div>
    }
}
