//! Where the next page may be.

use super::fault::Fault;
use crate::error::{Error, Result, sentence};
use crate::oauth::InstanceUrl;
use crate::text::split_at_first;

/// The link as it stands, if it leads to the origin that was asked: the token is for nobody else.
pub(super) fn same_origin(link: String, graph: &InstanceUrl) -> Result<String> {
    match origin(&link) {
        Some(found) if found.as_str() == graph.as_str() => Ok(link),
        _ => {
            let address = sentence(&link);
            Err(Error::from(Fault::StrangeLink { address }))
        }
    }
}

/// What stands before the path. A browser reads `\` as a slash there; the address's own reader
/// refuses one, as it does a name and a password.
fn origin(link: &str) -> Option<InstanceUrl> {
    let (scheme, rest) = split_at_first(link, "://")?;
    let (authority, _) = split_at_first(rest, "/")?;
    InstanceUrl::parse(&[scheme, "://", authority].concat()).ok()
}
