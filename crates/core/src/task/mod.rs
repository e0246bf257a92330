//! The task: what a person fills in before it becomes a ticket.
//!
//! A [`Draft`] is what stands in the form, complete or not, and can be kept in a store. Only
//! [`Draft::validate`] makes a [`ValidTask`] of it, and only that can be sent.

mod draft;
mod errors;
mod extra;
pub mod footer;

pub mod kept;
mod kinds;
mod pair;
mod reference;
mod storage;
mod validate;

#[cfg(test)]
mod tests;

pub use draft::{ActionFacts, DEFAULT_DAYS_TO_DUE, Draft, DraftAction};
pub use errors::{FieldError, FieldErrors, FormField, Problem};

pub use extra::{Extra, ExtraField, ExtraKind};
pub use kinds::{Category, ChangeType, Priority, RecommendationSource, TicketType};
pub use pair::{Level, Pair};
pub use reference::Reference;
pub use validate::{DESCRIPTION_LIMIT, ExtraValue, NAME_LIMIT, ValidTask, length};
