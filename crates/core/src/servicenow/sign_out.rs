//! Signing out, and whether the instance has heard of it.

use super::client::ask_once;
use super::user;
use crate::access::Proof;
use crate::json;
use crate::oauth::Session;
use crate::ports::{Method, Ports};

/// What became of the tokens at the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// There were none here.
    Nothing,
    /// The instance takes the access token no longer.
    Ended,
    /// It still takes it: the revocation was refused, or never came to it.
    StillGood,
    /// That could not be found out: the instance was not reached, or its answer cannot be read.
    Unconfirmed,
}

/// Signs out. A browser cannot read what the instance answers to a revocation, so a REST API is
/// asked with the access token whether it is still good.
pub async fn sign_out<P: Ports>(ports: &P, session: &Session<P>) -> Revocation {
    let Some(signed_out) = session.sign_out().await else {
        return Revocation::Nothing;
    };
    if !signed_out.told {
        return Revocation::Unconfirmed;
    }
    let instance = &session.connection().instance;
    let proof = Proof::bearer(signed_out.access).header();
    match ask_once(ports, instance, proof, Method::Get, &user::own_record()).await {
        Ok(answer) if answer.status == 401 => Revocation::Ended,
        // A page in the place of the API knows nothing of tokens.
        Ok(answer) if matches!(answer.status, 200 | 403) && json::parse(&answer.body).is_ok() => {
            Revocation::StillGood
        }
        _ => Revocation::Unconfirmed,
    }
}
