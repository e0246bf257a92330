//! Something loaded, as a reducer of a component.

use std::rc::Rc;

use snowline_core::Result;
use snowline_core::tickets::Remote;
use yew::Reducible;

/// Something loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct RemoteState<T>(Remote<T>);

impl<T> Default for RemoteState<T> {
    fn default() -> Self {
        Self(Remote::Idle)
    }
}

impl<T> RemoteState<T> {
    /// How it stands.
    #[must_use]
    pub fn remote(&self) -> &Remote<T> {
        &self.0
    }
}

/// What happens to it.
pub enum RemoteAction<T> {
    /// It is asked for.
    Start,
    /// It is answered.
    Finish(Result<T>),
}

impl<T: Clone + 'static> Reducible for RemoteState<T> {
    type Action = RemoteAction<T>;

    fn reduce(self: Rc<Self>, action: RemoteAction<T>) -> Rc<Self> {
        let known = self.0.clone();
        Rc::new(Self(match action {
            RemoteAction::Start => known.start(),
            RemoteAction::Finish(answer) => known.finish(answer),
        }))
    }
}
