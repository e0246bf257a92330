//! The instance as browsers and programs meet it, without a socket except
//! where the socket is the matter.

mod api_auth;
mod at_once;
mod authorize;
mod browser;
mod connector;
mod consent;
mod control;
mod cors;
mod direct;
mod forms;
mod fuzz;
mod grants;
mod id_token;
mod instance;
mod limits;
mod load;
mod pages;
mod scopes;
mod sign_in;
mod socket;
mod token;
