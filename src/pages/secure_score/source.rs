//! Whatever stands between a page and a score: nothing loaded, still loading, failed.

use snowline_core::tickets::Remote;
use yew::prelude::*;

use crate::components::{ErrorNote, SkeletonLines};
use crate::i18n::Messages;
use crate::options::Options;
use crate::posture::PostureHandle;

use super::load::{empty, load_button};

/// What is to be said about loading the score; where there is none, what stands in its place.
pub(super) fn source(messages: &Messages, posture: &PostureHandle, options: &Options) -> Html {
    let failed = posture.state().posture.error().map(|error| {
        let retry = options.secure_score.clone().map(|url| {
            let posture = posture.clone();
            Callback::from(move |()| posture.load_url(url.clone()))
        });
        html! {
            <ErrorNote error={error.clone()} {retry}>
                { load_button(messages, posture) }
            </ErrorNote>
        }
    });
    let instead = match &posture.state().posture {
        Remote::Idle => empty(messages, posture),
        Remote::Loading(None) => {
            html! { <section class="card"><SkeletonLines lines=12 /></section> }
        }
        _ => Html::default(),
    };
    html! { <>{ failed }{ instead }</> }
}
