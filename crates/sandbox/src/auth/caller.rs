//! The person or program on whose behalf a request is carried out.

use axum::{extract::FromRequestParts, http::request::Parts, response::Response};

use super::challenge::not_authenticated;

/// A signed-in user, as the API's handlers receive it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The name the user signs in with.
    pub user_name: String,
    /// The user's row in `sys_user`.
    pub sys_id: String,
    /// Every role the user has.
    pub roles: Vec<String>,
}

impl Caller {
    /// Whether the user has this role. `admin` has all of them.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|has| has == role || has == "admin")
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        parts
            .extensions
            .get::<Caller>()
            .cloned()
            .ok_or_else(not_authenticated)
    }
}
