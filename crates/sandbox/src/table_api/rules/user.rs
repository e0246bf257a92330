//! Users.

use super::Write;

/// The full name is made of its parts, whatever is sent for it.
pub(super) fn apply(write: &mut Write<'_>) {
    const PARTS: [&str; 3] = ["first_name", "middle_name", "last_name"];
    if PARTS.iter().any(|part| write.changes(part)) {
        let parts = PARTS.map(|part| write.is(part));
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = parts.join(" ");
        write.set("name", &name);
    }
}
