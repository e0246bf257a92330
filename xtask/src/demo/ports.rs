//! Whether the demo's ports can be had; known before anything is built.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::cli::DemoOptions;

/// An error that names the port and the flag, unless both ports are free.
pub(crate) fn check_free(options: &DemoOptions) -> Result<()> {
    if options.portal_port == options.instance_port {
        bail!(
            "portal and instance need different ports; both are to be {}: \
             choose others with --portal-port and --instance-port",
            options.portal_port
        );
    }
    check("portal", options.portal_port, "--portal-port")?;
    check("instance", options.instance_port, "--instance-port")
}

fn check(whose: &str, port: u16, flag: &str) -> Result<()> {
    let problem = if is_answered(port) {
        "is in use by another program".to_owned()
    } else {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(_) => return Ok(()),
            Err(error) if error.kind() == ErrorKind::AddrInUse => "is in use".to_owned(),
            Err(error) => format!("cannot be used ({error})"),
        }
    };
    bail!("port {port}, which the {whose} needs, {problem}; choose another with {flag} PORT")
}

/// Whether a browser that opens `localhost` would reach somebody: some systems let a port be
/// taken although another program listens on it, and a browser tries IPv6 first.
fn is_answered(port: u16) -> bool {
    let addresses: [SocketAddr; 2] = [
        (Ipv4Addr::LOCALHOST, port).into(),
        (Ipv6Addr::LOCALHOST, port).into(),
    ];
    let patience = Duration::from_millis(300);
    addresses
        .iter()
        .any(|address| TcpStream::connect_timeout(address, patience).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(portal_port: u16, instance_port: u16) -> DemoOptions {
        DemoOptions {
            portal_port,
            instance_port,
            no_open: true,
        }
    }

    fn taken() -> (TcpListener, u16) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        (listener, port)
    }

    fn free() -> u16 {
        taken().1
    }

    #[track_caller]
    fn check_error(options: &DemoOptions, parts: [&str; 2]) {
        let error = check_free(options).unwrap_err().to_string();
        for part in parts {
            assert!(error.contains(part), "no {part:?} in {error:?}");
        }
    }

    #[test]
    fn a_port_in_use_is_named_with_its_flag() {
        let (_listener, port) = taken();
        check_error(&options(port, free()), [&port.to_string(), "--portal-port"]);
        check_error(
            &options(free(), port),
            [&port.to_string(), "--instance-port"],
        );
    }

    #[test]
    fn one_port_cannot_serve_both() {
        check_error(&options(8180, 8180), ["8180", "--instance-port"]);
    }

    #[test]
    fn free_ports_are_fine() {
        check_free(&options(free(), free())).unwrap();
    }
}
