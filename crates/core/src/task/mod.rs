//! The task: what a person fills in before it becomes a ticket.
//!
//! A [`Draft`] is what stands in the form, complete or not, and can be kept in a store. Only
//! [`Draft::validate`] makes a [`ValidTask`] of it, and only that can be sent.

mod draft;
mod errors;
pub mod footer;

pub mod kept;
mod kinds;
mod reference;
mod storage;
mod validate;

#[cfg(test)]
mod tests;

pub use draft::{ActionFacts, DEFAULT_DAYS_TO_DUE, Draft, DraftAction};
pub use errors::{FieldError, FieldErrors, FormField, Problem};

pub use kinds::{Category, Priority, RecommendationSource, TicketType};
pub use reference::Reference;
pub use validate::{DESCRIPTION_LIMIT, NAME_LIMIT, ValidTask, length};
