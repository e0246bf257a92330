//! Where the instance listens.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::task::Poll;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

/// One socket for each address. `localhost` is two: browsers try either.
#[derive(Debug)]
pub struct Listeners {
    sockets: Vec<TcpListener>,
    name: String,
}

impl Listeners {
    /// Listens on this machine only, or on the address that was asked for.
    pub async fn bind(host: Option<IpAddr>, port: u16) -> Result<Self, BindError> {
        let fail = |cause| BindError { host, port, cause };
        match host {
            Some(host) => {
                let socket = TcpListener::bind((host, port)).await.map_err(fail)?;
                let address = socket.local_addr().map_err(fail)?;
                Ok(Self {
                    sockets: vec![socket],
                    name: address.to_string(),
                })
            }
            None => Self::local(port).await.map_err(fail),
        }
    }

    /// Where the instance is reached.
    pub fn url(&self) -> String {
        format!("http://{}/", self.name)
    }

    async fn local(port: u16) -> io::Result<Self> {
        let mut tries = if port == 0 { 10 } else { 1 };
        loop {
            tries -= 1;
            let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
            let port = first.local_addr()?.port();
            let mut sockets = vec![first];
            match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(second) => sockets.push(second),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    // Half of localhost is another program's: look further.
                    match tries {
                        0 => return Err(error),
                        _ => continue,
                    }
                }
                // A machine without IPv6.
                Err(_) => {}
            }
            return Ok(Self {
                sockets,
                name: format!("localhost:{port}"),
            });
        }
    }
}

impl Listeners {
    /// The next connection that somebody opens.
    pub(super) async fn accept(&self) -> (TcpStream, SocketAddr) {
        loop {
            let accepted = poll_fn(|context| {
                let mut polls = self
                    .sockets
                    .iter()
                    .map(|socket| socket.poll_accept(context));
                polls.find(Poll::is_ready).unwrap_or(Poll::Pending)
            })
            .await;
            match accepted {
                Ok(accepted) => return accepted,
                // Most often too many open files: give them time to close.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }
}

/// Why the instance cannot listen, in words for the person who started it.
#[derive(Debug)]
pub struct BindError {
    host: Option<IpAddr>,
    port: u16,
    cause: io::Error,
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, cause } = self;
        let host = host.map_or("localhost".to_owned(), |host| host.to_string());
        match cause.kind() {
            io::ErrorKind::AddrInUse => write!(
                f,
                "port {port} is in use: end the program that has it, or choose another with --port"
            ),
            io::ErrorKind::PermissionDenied => write!(
                f,
                "port {port} may not be used by you: choose one above 1023 with --port"
            ),
            io::ErrorKind::AddrNotAvailable => {
                write!(f, "{host} is not an address of this machine: check --host")
            }
            _ => write!(f, "cannot listen on {host}, port {port}: {cause}"),
        }
    }
}

impl std::error::Error for BindError {}
