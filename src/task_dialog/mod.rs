//! To come.
use snowline_core::task::TicketType;
use yew::prelude::*;
/// What the dialog begins with.
#[derive(Clone, PartialEq)]
pub enum Seed {
    /// A person's own ticket.
    Own(TicketType),
}
/// The dialog.
#[derive(Clone, PartialEq)]
pub struct TaskDialogHandle;
impl TaskDialogHandle {
    /// Opens it.
    pub fn open(&self, _seed: Seed) {}
}
/// The dialog.
#[hook]
pub fn use_task_dialog() -> TaskDialogHandle {
    TaskDialogHandle
}
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
