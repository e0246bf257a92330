//! Whatever stands between the page and a score: nothing loaded, still loading, failed.

use std::rc::Rc;

use snowline_core::secure_score::Posture;
use yew::prelude::*;

use crate::components::{ErrorNote, SkeletonLines};
use crate::hooks::use_options;
use crate::posture::use_posture;

use super::empty::Empty;
use super::load_button::{LoadButton, RefusedFile};

/// The score, if there is one, and what else is to be said about loading it.
pub struct Source {
    /// The score.
    pub posture: Option<Rc<Posture>>,
    /// What failed; where there is no score, what stands in its place.
    pub notes: Html,
}

/// The score, and how loading it stands.
#[hook]
pub fn use_source() -> Source {
    let handle = use_posture();
    let options = use_options();
    let remote = &handle.state().posture;
    let posture = remote.value().cloned();
    let failed = remote.error().map(|error| {
        let retry = options.secure_score.clone().map(|url| {
            let handle = handle.clone();
            Callback::from(move |()| handle.load_url(url.clone()))
        });
        html! { <ErrorNote error={error.clone()} {retry}><LoadButton /></ErrorNote> }
    });
    let instead = match (&posture, remote.is_loading(), &failed) {
        (None, true, _) => html! { <section class="card"><SkeletonLines lines=12 /></section> },
        (None, false, None) => html! { <Empty /> },
        _ => Html::default(),
    };
    Source {
        posture,
        notes: html! { <><RefusedFile />{ failed }{ instead }</> },
    }
}
