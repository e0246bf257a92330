//! Microsoft Graph, as far as Secure Score needs it: two lists, read page by page, and what people
//! decide of an improvement action.
//!
//! [`Graph`] is the client. It is given an [`Access`](crate::access::Access) whose instance is
//! Graph's own origin, and asks it for tokens as the client of ServiceNow does.

mod answer;
mod client;
mod decide;
mod fault;
mod pages;
mod sign_in;
#[cfg(test)]
mod tests;

pub use client::{Graph, Progress};
pub use decide::{COMMENT_LIMIT, Decided, SENT, state_of};
pub use fault::Fault;
pub use sign_in::{AUTHORITY, SignInFault, SignedIn, TENANT, connection, told};

/// Where Graph is, unless somebody says otherwise: the global cloud.
pub const GLOBAL: &str = "https://graph.microsoft.com";

/// What Graph is asked for today's score.
pub const SCORE: &str = "/v1.0/security/secureScores?$top=1";
/// What it is asked for the score of as many days as Microsoft keeps.
pub const HISTORY: &str = "/v1.0/security/secureScores?$top=90";
/// What it is asked for what can be achieved, and how.
pub const PROFILES: &str = "/v1.0/security/secureScoreControlProfiles";
