//! The host's options.

use std::rc::Rc;

use yew::prelude::*;

use crate::options::Options;

/// The host's options.
#[hook]
pub fn use_options() -> Rc<Options> {
    // Outside an app (a component's own test) all options have their defaults.
    use_context::<Rc<Options>>().unwrap_or_default()
}
