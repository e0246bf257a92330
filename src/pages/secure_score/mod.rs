//! To come.
use yew::prelude::*;
/// The list.
#[component]
pub fn SecureScore() -> Html {
    html! {}
}
/// Properties of [`Action`].
#[derive(Properties, PartialEq)]
pub struct ActionProps {
    /// The action's ID.
    pub id: AttrValue,
}
/// One action.
#[component]
pub fn Action(_props: &ActionProps) -> Html {
    html! {}
}
