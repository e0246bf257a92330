//! The page of one improvement action.

use yew::prelude::*;

use crate::components::{Link, PageHeading};
use crate::i18n::use_messages;
use crate::route::Route;

use super::action_body::ActionBody;
use super::source::use_source;

/// Properties of [`Action`].
#[derive(Properties, PartialEq)]
pub struct ActionProps {
    /// The action's ID.
    pub id: AttrValue,
}

/// The page of one improvement action.
#[component]
pub fn Action(props: &ActionProps) -> Html {
    let messages = use_messages();
    let source = use_source();
    let action = source
        .posture
        .as_ref()
        .map(|posture| (posture.find(&props.id).cloned(), posture.tenant_id.clone()));
    html! {
        <div class="page">
            <p class="back">
                <Link to={Route::SecureScore}>{ messages.text("score.back") }</Link>
            </p>
            { source.notes }
            { match action {
                Some((Some(action), tenant)) => html! { <ActionBody {action} {tenant} /> },
                Some((None, _)) => html! {
                    <>
                        <PageHeading title={messages.text("score.noSuchAction")} />
                        <p class="muted">{ messages.text("score.noSuchAction.why") }</p>
                    </>
                },
                None => Html::default(),
            } }
        </div>
    }
}
