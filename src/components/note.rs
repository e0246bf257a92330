//! A note: something to know, in a box of its own.

use yew::prelude::*;

use super::{Icon, Shape};

/// What kind of news a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neutral news.
    Info,
    /// Done.
    Ok,
    /// Needs attention soon.
    Warn,
    /// Wrong or late.
    Bad,
}

impl Tone {
    /// The class of that colour.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// Properties of [`Note`].
#[derive(Properties, PartialEq)]
pub struct NoteProps {
    /// What kind of news.
    pub tone: Tone,
    /// Whether assistive technology is to say it at once, because it appeared after something
    /// that the person did.
    #[prop_or_default]
    pub announced: bool,
    /// The text and what one can do.
    pub children: Html,
}

/// Something to know, in a box of its own.
#[component]
pub fn Note(props: &NoteProps) -> Html {
    let shape = match props.tone {
        Tone::Info => Shape::Info,
        Tone::Ok => Shape::Check,
        Tone::Warn | Tone::Bad => Shape::Alert,
    };
    let role = props.announced.then_some(match props.tone {
        Tone::Warn | Tone::Bad => "alert",
        Tone::Info | Tone::Ok => "status",
    });
    html! {
        <div class={classes!("note", props.tone.class())} {role}>
            <Icon {shape} />
            <div class="body">{ props.children.clone() }</div>
        </div>
    }
}
