//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Parser;
use snowline_sandbox::graph::Patching;
use snowline_sandbox::jwt::Issuer;
use url::Url;

/// A stand-in for a ServiceNow instance, for demos and tests.
#[derive(Debug, Parser)]
#[command(name = "snowline-sandbox", version)]
pub(crate) struct Cli {
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 8181)]
    pub(crate) port: u16,

    /// The address to listen on. Without it only this machine can connect.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) host: Option<IpAddr>,

    /// The file that keeps the records; without it they are gone at the end.
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,

    /// The origin of the page that may connect.
    #[arg(long, value_name = "ORIGIN", default_value = "http://localhost:8180", value_parser = origin)]
    pub(crate) portal: String,

    /// Starts as a new instance does: no page may connect.
    #[arg(long)]
    pub(crate) bare: bool,

    /// Starts with so many incidents and changes, spread over two years.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) tickets: u64,

    /// Gives refresh tokens to public clients too.
    #[arg(long)]
    pub(crate) refresh_tokens: bool,

    /// Each refresh brings a new refresh token and ends the one used.
    #[arg(long)]
    pub(crate) rotate_refresh_tokens: bool,

    /// Refuses a redirect URL that is not registered, rather than going to
    /// the first that is.
    #[arg(long)]
    pub(crate) strict_redirects: bool,

    /// Starts with an Application Registry that was customised.
    #[arg(long)]
    pub(crate) customised_registry: bool,

    /// Single sign-on: people sign in at an identity provider that listens on
    /// this port, 8182 unless another is given.
    #[arg(long, value_name = "PORT", num_args = 0..=1, default_missing_value = "8182")]
    pub(crate) sso: Option<u16>,

    /// Plays Microsoft Graph and Microsoft Entra as well, on this port; 0
    /// takes any that is free.
    #[arg(long, value_name = "PORT")]
    pub(crate) graph_port: Option<u16>,

    /// What becomes of a change of a control profile there.
    #[arg(long, value_name = "HOW", default_value = "no-effect", requires = "graph_port", value_parser = patching)]
    pub(crate) graph_patch: Patching,

    /// An identity provider, by its `iss`, and the file with its keys (JWKS).
    #[arg(long = "issuer", value_name = "URL=FILE", value_parser = issuer)]
    pub(crate) issuers: Vec<Issuer>,

    /// Serves a static bundle below /x_snowline/, as an application on the
    /// instance would, to people who are signed in.
    #[arg(long, value_name = "DIR")]
    pub(crate) serve_bundle: Option<PathBuf>,

    /// Lets programs on this machine cause failures (/__sandbox/).
    #[arg(long)]
    pub(crate) control: bool,
}

impl Cli {
    /// What is wrong with the options together, if anything.
    pub(crate) fn conflict(&self) -> Option<&'static str> {
        let public = self.host.is_some_and(|host| !host.is_loopback());
        (self.control && public).then_some(
            "--control is for this machine only: leave out --host, or give a loopback address",
        )
    }
}

/// Takes an origin as a browser writes it; a slash at the end is forgiven.
fn origin(text: &str) -> Result<String, String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let url = Url::parse(text).map_err(|_| "an origin looks like http://localhost:8180")?;
    let origin = url.origin().ascii_serialization();
    match matches!(url.scheme(), "http" | "https") && origin == text {
        true => Ok(origin),
        false => Err(format!(
            "an origin has a scheme, a host and at most a port: {}",
            match &*origin {
                "null" => "http://localhost:8180",
                origin => origin,
            }
        )),
    }
}

fn patching(text: &str) -> Result<Patching, String> {
    match text {
        "no-effect" => Ok(Patching::NoEffect),
        "bad-request" => Ok(Patching::BadRequest),
        "works" => Ok(Patching::Works),
        _ => Err("it is one of no-effect, bad-request, works".to_owned()),
    }
}

fn issuer(text: &str) -> Result<Issuer, String> {
    let (name, file) = text.rsplit_once('=').ok_or("an issuer is URL=FILE")?;
    let keys = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    Issuer::read(name, &keys).map_err(|why| format!("{file}: {why}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_options_are_consistent() {
        Cli::command().debug_assert();
    }

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(origin(text).ok().as_deref(), expect, "{text}");
    }

    #[test]
    fn a_portal_is_an_origin() {
        check("http://localhost:8180", Some("http://localhost:8180"));
        check("http://localhost:8180/", Some("http://localhost:8180"));
        check("https://portal.example", Some("https://portal.example"));
        check("https://portal.example/app", None);
        check("https://portal.example?x", None);
        check("localhost:8180", None);
        check("portal", None);
        check("ftp://portal.example", None);
    }

    #[test]
    fn failures_are_not_caused_from_other_machines() {
        let conflict = |options: &[&str]| {
            let options = ["snowline-sandbox"].iter().chain(options);
            Cli::try_parse_from(options).unwrap().conflict().is_some()
        };
        assert!(!conflict(&["--control"]));
        assert!(!conflict(&["--control", "--host", "127.0.0.1"]));
        assert!(!conflict(&["--host", "0.0.0.0"]));
        assert!(conflict(&["--control", "--host", "0.0.0.0"]));
    }
}
