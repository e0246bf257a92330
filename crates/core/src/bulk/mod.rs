//! Many tasks sent in one go: which were chosen, what they have in common, and how far it has come.
//!
//! A [`Run`] decides what is done next and what an answer means; it sends nothing itself. Each of its
//! rows becomes a ticket by [`ServiceNow::send`](crate::servicenow::ServiceNow::send), which looks
//! the task up before every POST: so a run that is stopped, lost or begun again makes no second one.

mod answers;
mod common;
mod counts;
mod kept;
mod row;
mod run;
mod selection;
mod verdict;

#[cfg(test)]
mod tests;

pub use common::{Common, NOTE_LIMIT, Offered};
pub use counts::Counts;
pub use kept::{Kept, forget_all};
pub use row::{Made, Row, RowState};
pub use run::{Phase, Run, Step};
pub use selection::Selection;
