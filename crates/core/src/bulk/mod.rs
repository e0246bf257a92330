//! Many tasks sent in one go: which were chosen, what they have in common, and how far it has come.
//!
//! A [`Run`] decides what is done next and what an answer means; it sends nothing itself. Each of its
//! rows becomes a ticket by [`ServiceNow::send`](crate::servicenow::ServiceNow::send), which looks
//! the task up before every POST: so a run that is stopped, lost or begun again makes no second one.
//! A look-up does not find what a slow instance has yet to make. So a row whose POST went out, and of
//! which no answer told anything, is only looked up until nothing can come of that POST any more.

mod answers;
mod common;
mod counts;
mod doubt;
mod fault;
mod kept;
mod row;
mod run;
mod selection;
mod verdict;

#[cfg(test)]
mod tests;

pub use common::{Common, NOTE_LIMIT, Offered};
pub use counts::Counts;
pub use fault::Fault;
pub use kept::{KEYS, Kept};
pub use row::{Made, Row, RowState};
pub use run::{Phase, Run, Step};
pub use selection::Selection;
