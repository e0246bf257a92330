//! Who is calling: Basic, Bearer or the session's cookie.

mod caller;
mod challenge;

pub use caller::Caller;
pub use challenge::not_authenticated;
