//! A signal that tickets were made from this page, for those who show tickets.

use yew::prelude::*;

/// Counts the changes to tickets that this page has made.
#[derive(Clone, PartialEq)]
pub struct TicketsChanged(UseStateHandle<u32>);

impl TicketsChanged {
    /// Grows with every change.
    #[must_use]
    pub fn version(&self) -> u32 {
        *self.0
    }

    /// Says that there was a change.
    pub fn bump(&self) {
        self.0.set(self.0.wrapping_add(1));
    }
}

/// Properties of [`TicketsChangedProvider`].
#[derive(Properties, PartialEq)]
pub struct TicketsChangedProviderProps {
    /// The app.
    pub children: Html,
}

/// Provides the [`TicketsChanged`].
#[component]
pub fn TicketsChangedProvider(props: &TicketsChangedProviderProps) -> Html {
    let changed = TicketsChanged(use_state_eq(|| 0));
    html! {
        <ContextProvider<TicketsChanged> context={changed}>
            { props.children.clone() }
        </ContextProvider<TicketsChanged>>
    }
}

/// The [`TicketsChanged`].
#[hook]
pub fn use_tickets_changed() -> TicketsChanged {
    let own = use_state_eq(|| 0);
    use_context::<TicketsChanged>().unwrap_or(TicketsChanged(own))
}
