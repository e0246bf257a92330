//! The page of one improvement action.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;
use yew::prelude::*;

use crate::components::{Link, PageHeading};
use crate::hooks::use_options;
use crate::i18n::use_messages;
use crate::posture::use_posture;
use crate::route::Route;

use super::action_body::ActionBody;
use super::source::source;

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
    let handle = use_posture();
    let options = use_options();
    let found: Option<Option<(Rc<ImprovementAction>, AttrValue)>> =
        handle.state().posture.value().map(|posture| {
            let action = posture.find(&props.id)?.clone();
            Some((action, posture.tenant_id.clone().into()))
        });
    html! {
        <div class="page">
            <p class="back">
                <Link to={Route::SecureScore}>{ messages.text("score.back") }</Link>
            </p>
            { source(&messages, &handle, &options) }
            { match found {
                Some(Some((action, tenant))) => html! { <ActionBody {action} {tenant} /> },
                Some(None) => html! {
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
