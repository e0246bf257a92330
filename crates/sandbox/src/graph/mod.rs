//! Microsoft Graph and Microsoft Entra, as far as Secure Score needs them, on
//! an origin of their own (`--graph-port`): two lists of `/v1.0/security`, and
//! the sign-in that gives tokens for them. The data are the sandbox's own.

mod access;
mod control_profiles;
mod cors;
mod data;
pub mod entra;
mod error;
mod list;
mod memory;
mod scores;

pub use memory::{Memory, Patching};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};

use crate::{control, pages, state::AppState};

/// The tenant that everything is about.
pub const TENANT: &str = "0c9f6f5e-3d52-4c0b-8a43-7f1c2b9d6e10";

/// Both, for a server of their own.
pub fn app(state: AppState) -> Router {
    let security = Router::new()
        .route("/secureScores", get(scores::list))
        .route("/secureScores/{id}", get(scores::one))
        .route("/secureScoreControlProfiles", get(control_profiles::list))
        .route(
            "/secureScoreControlProfiles/{id}",
            get(control_profiles::one).patch(control_profiles::change),
        )
        .layer(from_fn_with_state(state.clone(), access::layer));
    let both = Router::new()
        .nest("/v1.0/security", security)
        .merge(entra::router())
        .merge(pages::assets())
        .fallback(error::no_such_resource);
    let both = match state.config.control {
        true => both.layer(from_fn_with_state(state.clone(), control::layer)),
        false => both,
    };
    both.layer(from_fn(cors::layer)).with_state(state)
}
