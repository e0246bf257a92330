//! Another record that a ticket refers to: the group or the person that is to work on it.

/// A record of the instance, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The record's ID: 32 hexadecimal digits.
    pub id: String,
    /// Its name, as it was when it was chosen.
    pub name: String,
}

impl Reference {
    /// A record, if that is an ID.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Option<Self> {
        Self::is_id(id).then(|| Self {
            id: id.to_owned(),
            name: name.trim().to_owned(),
        })
    }

    /// Whether that is a record's ID.
    #[must_use]
    pub fn is_id(id: &str) -> bool {
        id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}
