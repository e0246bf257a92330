//! The instance as browsers and programs meet it, without a socket except
//! where the socket is the matter.

mod api_auth;
mod assertions;
mod at_once;
mod authorize;
mod basic_auth;
mod browser;
mod bundle;
mod connector;
mod consent;
mod control;
mod cookies;
mod cors;
mod direct;
mod entra;
mod fix_scripts;
mod forms;
mod fuzz;
mod grants;
mod graph;
mod id_token;
mod instance;
mod ip_access;
mod limits;
mod load;
mod machine_identity;
mod pages;
mod provisioning;
mod scopes;
mod sign_in;
mod single_sign_on;
mod socket;
mod token;
mod tokens;
mod user_lists;
mod wizard;
