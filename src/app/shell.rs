//! The frame around every page: where one can go, and the language.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::browser::page;
use crate::components::Link;
use crate::hooks::{use_navigator, use_options};
use crate::i18n::{Language, Messages, use_messages};
use crate::mount::messages_of;
use crate::route::Route;

/// Properties of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// Shows another language.
    pub show_language: Callback<Messages>,
    /// The page.
    pub children: Html,
}

/// The frame around every page.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let language = messages.language().tag();
    let title = messages.text(title_key(navigator.route()));
    use_effect_with((title, navigator.in_memory()), |(title, in_memory)| {
        if !in_memory {
            page::set_title(&[title, " \u{b7} Snowline"].concat());
        }
    });
    html! {
        <div lang={language}>
            <header class="shell-head">
                <div>
                    <Link to={Route::Home} class="brand">
                        <Mark />
                        { "Snowline" }
                    </Link>
                    <nav aria-label={messages.text("nav.label")}>
                        <Item to={Route::Home} />
                        <Item to={Route::SecureScore} />
                        <Item to={Route::Provisioning} />
                    </nav>
                    <LanguageSwitch show={props.show_language.clone()} />
                </div>
            </header>
            <main>{ props.children.clone() }</main>
        </div>
    }
}

/// The key of a page's name.
fn title_key(route: &Route) -> &'static str {
    match route {
        Route::Home => "nav.home",
        Route::SecureScore | Route::Action(_) => "nav.secureScore",
        Route::Tickets(_) => "tickets.title",
        Route::Provisioning => "nav.provisioning",
        Route::NotFound => "notFound.title",
    }
}

/// Snowline's mark: a summit above its snow line.
#[component]
fn Mark() -> Html {
    html! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <path fill="currentColor" d="M10 2 1.5 17.5h17z" />
            <path class="snow" d="M10 5.2 6.4 11.7l1.9-.9 1.7 1.6 1.8-1.6 1.8.9z" />
        </svg>
    }
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    to: Route,
}

/// One of the places to go; the one that the page belongs to is marked.
#[component]
fn Item(props: &ItemProps) -> Html {
    let messages = use_messages();
    let navigator = use_navigator();
    let here = match (&props.to, navigator.route()) {
        (Route::Home, Route::Tickets(_)) | (Route::SecureScore, Route::Action(_)) => true,
        (to, route) => to == route,
    };
    let current = here.then_some("page");
    html! {
        <Link to={props.to.clone()} {current}>{ messages.text(title_key(&props.to)) }</Link>
    }
}

#[derive(Properties, PartialEq)]
struct LanguageSwitchProps {
    show: Callback<Messages>,
}

/// The language switch. The old language stays until the new one's words are there.
#[component]
fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let messages = use_messages();
    let options = use_options();
    let onchange = {
        let show = props.show.clone();
        Callback::from(move |event: Event| {
            let chosen = event
                .target_dyn_into::<HtmlSelectElement>()
                .and_then(|select| Language::from_tag(&select.value()));
            let Some(language) = chosen else { return };
            let show = show.clone();
            let folder = options.assets.clone();
            spawn_local(async move {
                if let Ok(messages) = messages_of(language, folder.as_deref()).await {
                    language.remember();
                    show.emit(messages);
                }
            });
        })
    };
    html! {
        <label>
            <span class="visually-hidden">{ messages.text("nav.language") }</span>
            <select class="compact-select" {onchange}>
                { for Language::ALL.into_iter().map(|language| html! {
                    <option
                        key={language.tag()}
                        value={language.tag()}
                        lang={language.tag()}
                        selected={language == messages.language()}
                    >
                        { language.own_name() }
                    </option>
                }) }
            </select>
        </label>
    }
}
