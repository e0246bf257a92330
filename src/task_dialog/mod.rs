//! The dialog in which a task is written and sent: one for the whole app, opened from anywhere
//! by [`use_task_dialog`].

mod actions;
mod controls;
mod dialog;
mod form;
mod notes;
mod provider;
mod seed;
mod sent;
mod steps;
mod view;

pub use form::{Form, FormAction, Keeping, Phase};
pub use provider::{
    TaskDialogHandle, TaskDialogProvider, TaskDialogProviderProps, use_task_dialog,
};
pub use seed::{Opening, Seed};
pub use view::{Access, TaskView, TaskViewProps};
