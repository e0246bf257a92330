//! The instance on a socket.

mod connection;
mod listeners;

pub use connection::Peer;
pub use listeners::{BindError, Listeners};

use std::io;

use axum::Router;

/// Serves until the task is dropped.
pub async fn serve(listeners: Listeners, app: Router) -> io::Result<()> {
    let service = app.into_make_service_with_connect_info::<Peer>();
    axum::serve(listeners, service).await
}
