//! Values that must not show. Their `Debug` prints `[redacted]`, they have no `Display`, and
//! nothing serialises them by itself: only what calls `secret()` sees one.

#[cfg(test)]
mod tests;

use std::fmt;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(String);

        impl $name {
            /// Wraps the value.
            #[must_use]
            pub fn new(value: String) -> Self {
                Self(value)
            }

            /// The value itself, to be sent and nothing else.
            #[must_use]
            pub fn secret(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[redacted]")
            }
        }
    };
}

secret! {
    /// What a request to a REST API carries ([RFC 6749, 1.4](https://www.rfc-editor.org/rfc/rfc6749#section-1.4)).
    #[derive(Clone, PartialEq, Eq)]
    AccessToken
}
secret! {
    /// What a new access token is had for ([RFC 6749, 1.5](https://www.rfc-editor.org/rfc/rfc6749#section-1.5)).
    #[derive(Clone, PartialEq, Eq)]
    RefreshToken
}
secret! {
    /// What the instance's page sends back ([RFC 6749, 4.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2)).
    /// It is good for one use, so it cannot be cloned.
    AuthorizationCode
}
secret! {
    /// Proof that who redeems the code is who asked for it ([RFC 7636, 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1)).
    /// It is good for one use, so it cannot be cloned.
    CodeVerifier
}
secret! {
    /// Ties the return from the instance's page to this tab ([RFC 6749, 10.12](https://www.rfc-editor.org/rfc/rfc6749#section-10.12)).
    /// In hexadecimal: ServiceNow asks for a `state` without special characters.
    State
}
secret! {
    /// The sign-in's URL on the instance, with its `state` ([RFC 6749, 4.1.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1)).
    #[derive(Clone, PartialEq, Eq)]
    AuthorizeUrl
}
