//! To come.
use yew::prelude::*;
/// Properties of [`TaskDialogProvider`].
#[derive(Properties, PartialEq)]
pub struct TaskDialogProviderProps {
    /// The app.
    pub children: Html,
}
/// Provides the dialog.
#[component]
pub fn TaskDialogProvider(props: &TaskDialogProviderProps) -> Html {
    html! { { props.children.clone() } }
}
