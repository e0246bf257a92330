//! One browser's connection, which can be cut in the middle of a request.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::watch,
};

/// The other end of a connection.
#[derive(Debug, Clone)]
pub struct Peer {
    /// Where it is.
    pub address: SocketAddr,
    is_cut: Arc<AtomicBool>,
    retire: watch::Sender<()>,
}

impl Peer {
    /// Whoever connects from there, to no server that others are connected to.
    pub fn at(address: SocketAddr) -> Self {
        Self::served(address, watch::Sender::new(()))
    }

    /// `retire` is the server's, the same for all who are connected to it.
    pub(super) fn served(address: SocketAddr, retire: watch::Sender<()>) -> Self {
        Self {
            address,
            is_cut: Arc::default(),
            retire,
        }
    }

    /// Ends every connection to the server that was open before: an idle one
    /// at once, others with the answer that they wait for.
    pub fn retire_all(&self) {
        self.retire.send_replace(());
    }

    /// Ends the connection before another byte is sent: the browser sees a
    /// request without any answer.
    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::Relaxed);
    }
}

/// A stream that refuses to send once its peer is cut off.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    pub(super) peer: Peer,
}

impl Connection {
    fn check(&self) -> io::Result<()> {
        match self.peer.is_cut.load(Ordering::Relaxed) {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
