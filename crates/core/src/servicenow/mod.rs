//! ServiceNow's REST APIs, and all that is peculiar about them.
//!
//! [`ServiceNow`] is the client. Nothing outside this module knows ServiceNow's columns, its
//! encoded queries or the shapes of its values: what comes out are tickets.

mod answer;
mod base64;
mod batch;
mod change_request;
mod choices;
mod client;
mod columns;
mod connection_record;
mod contact;
mod counts;
pub mod exchange;
mod filter;
mod form;
mod found;
mod fresh;
mod groups;
mod home;
mod labels;
pub mod leftovers;
mod list;
mod lookup;
pub mod needs;
mod one_ticket;
mod path;
pub mod provisioning;
pub mod query;
mod record;
mod records;
mod reopen;
mod retry;
mod send;
pub mod setup;
mod sign_out;
mod user;
mod users;
pub mod value;

#[cfg(test)]
mod tests;

pub use batch::CLOSED as CLOSED_BATCH;
pub use client::{ServiceNow, record_url};
pub use contact::Contact;
pub use filter::unaskable;
pub use form::{InstanceForm, Missing};
pub use found::{Found, Offer};
pub use fresh::Pace;
pub use groups::TABLE as GROUPS;
pub use labels::{InstanceStates, LabelSource};
pub use list::{ListPart, ListPlace, PageRequest};
pub use one_ticket::{
    FILE_LIMIT, FormChoices, NOTE_LIMIT, NoteFailure, Saved, SavedTicket, UploadProblem,
};
pub use record::MADE_HERE;
pub use send::{Outcome, Sent};
pub use sign_out::{Revocation, sign_out};
pub use user::{SignedInUser, TABLE as USERS};
