//! The people of the tenant.

/// A person who can sign in, without a password.
pub(super) struct Person {
    pub(super) address: &'static str,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    /// Whether the role lets read Secure Score.
    pub(super) may_read: bool,
    /// Whether an administrator has consented to the application for them.
    pub(super) consented: bool,
}

pub(super) const PEOPLE: [Person; 4] = [
    Person {
        address: "megan.bowen@contoso.example",
        name: "Megan Bowen",
        role: "Security Reader",
        may_read: true,
        consented: true,
    },
    Person {
        address: "admin@contoso.example",
        name: "MOD Administrator",
        role: "Global Administrator",
        may_read: true,
        consented: true,
    },
    Person {
        address: "alex.wilber@contoso.example",
        name: "Alex Wilber",
        role: "no role",
        may_read: false,
        consented: true,
    },
    Person {
        address: "diego.siciliani@contoso.example",
        name: "Diego Siciliani",
        role: "Security Reader, nobody has consented",
        may_read: true,
        consented: false,
    },
];

pub(super) fn person(address: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.address == address)
}
