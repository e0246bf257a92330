//! The dialog in which a task is written and sent: one for the whole app, opened from anywhere
//! by [`open_task`].

mod actions;
mod before;
mod change;
mod common;
mod controls;
mod dialog;
mod extra;
mod fields;
mod form;
mod known;
mod learn;
mod notes;
mod priority;
mod seed;
mod select;
mod sent;
mod steps;
mod view;

pub use form::{Form, FormAction, Keeping, Phase};
pub use known::Known;
pub(crate) use seed::instance;
pub use seed::{Author, Opening, Seed, chosen, defaults};
pub use view::{Access, TaskView};

pub(crate) use common::CommonFields;
pub(crate) use dialog::TaskDialog;
pub(crate) use steps::{open_task, take_up_task};
