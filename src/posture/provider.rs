//! The Secure Score, handed to components.

use std::rc::Rc;

use snowline_core::{Error, Kind, secure_score};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use crate::browser::file;
use crate::hooks::use_options;

use super::remembered;
use super::state::{PostureAction, PostureState};

/// The Secure Score, and the ways to load it.
#[derive(Clone, PartialEq)]
pub struct PostureHandle(UseReducerHandle<PostureState>);

impl PostureHandle {
    /// What is known.
    #[must_use]
    pub fn state(&self) -> &PostureState {
        &self.0
    }

    /// Reads a file that the person chose. One that cannot be used changes nothing but
    /// [`PostureState::refused`].
    pub fn load_file(&self, chosen: File) {
        let state = self.0.dispatcher();
        spawn_local(async move {
            let name = chosen.name();
            let answer = match file::read(&chosen).await {
                Some(text) => {
                    let answer = secure_score::load(&text).map(Rc::new);
                    if answer.is_ok() {
                        remembered::keep(&name, &text);
                    }
                    answer
                }
                None => Err(Kind::FileUnreadable.into()),
            };
            state.dispatch(PostureAction::FromFile(name.into(), answer));
        });
    }

    /// Loads the host's file (again).
    pub fn load_url(&self, url: String) {
        let state = self.0.dispatcher();
        state.dispatch(PostureAction::Loading);
        spawn_local(async move {
            let answer = match file::get(&url).await {
                Ok(text) => secure_score::load(&text).map(Rc::new),
                Err(status) => Err(Error::from(Kind::FileNotLoaded { url, status })),
            };
            state.dispatch(PostureAction::FromHost(answer));
        });
    }

    /// Forgets why a file was refused.
    pub fn dismiss(&self) {
        self.0.dispatch(PostureAction::Dismiss);
    }
}

/// Properties of [`PostureProvider`].
#[derive(Properties, PartialEq)]
pub struct PostureProviderProps {
    /// The app.
    pub children: Html,
}

/// Provides the [`PostureHandle`]. The host's file is loaded once, whatever page is first: the
/// home page's dialog needs the tenant, too.
#[component]
pub fn PostureProvider(props: &PostureProviderProps) -> Html {
    let options = use_options();
    let handle = PostureHandle(use_reducer(PostureState::default));
    {
        let handle = handle.clone();
        use_effect_with((), move |()| {
            if let Some((name, text)) = remembered::load() {
                let answer = secure_score::load(&text).map(Rc::new);
                handle
                    .0
                    .dispatch(PostureAction::FromFile(name.into(), answer));
            } else if let Some(url) = options.secure_score.clone() {
                handle.load_url(url);
            }
        });
    }
    html! {
        <ContextProvider<PostureHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<PostureHandle>>
    }
}

/// The [`PostureHandle`].
#[hook]
pub fn use_posture() -> PostureHandle {
    let own = use_reducer(PostureState::default);
    use_context::<PostureHandle>().unwrap_or(PostureHandle(own))
}
