//! The static server: the bundle with the headers that its host should send.

mod config;
mod files;
mod headers;
mod prefix;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::net::TcpListener;

use crate::cli::ServeOptions;

pub(crate) use config::DEMO_CLIENT_ID;
pub(crate) use prefix::Prefix;

/// A bundle and how to serve it.
pub(crate) struct Site {
    /// The bundle's folder.
    pub(crate) folder: PathBuf,
    /// The path that the bundle is below.
    pub(crate) prefix: Prefix,
    /// What to answer for config.json instead of the bundle's own.
    pub(crate) config: Option<String>,
    /// The origins that the page may speak to besides its own.
    pub(crate) connect: Vec<String>,
    /// Whether its pages and the windows that they open are kept apart.
    pub(crate) is_isolated: bool,
}

impl Site {
    /// The demo's portal: the bundle at the root, knowing its instance.
    pub(crate) fn portal(folder: PathBuf, instance: &str) -> Self {
        Self {
            folder,
            prefix: Prefix::default(),
            config: Some(config::for_instance(instance, DEMO_CLIENT_ID)),
            connect: vec![instance.to_owned()],
            is_isolated: true,
        }
    }
}

/// `cargo xtask serve`: until it is stopped.
pub(crate) async fn run(options: &ServeOptions) -> Result<()> {
    if !options.dir.join("index.html").is_file() {
        bail!(
            "{} has no index.html; `cargo xtask build` writes it",
            options.dir.display()
        );
    }
    let mut connect = options.connect.clone();
    let config = match (&options.instance, &options.config) {
        (Some(instance), _) => {
            connect.push(instance.clone());
            Some(config::for_instance(instance, &options.client_id))
        }
        (None, Some(file)) => {
            Some(std::fs::read_to_string(file).with_context(|| file.display().to_string())?)
        }
        (None, None) => None,
    };
    if connect.is_empty() {
        connect.push("https://*.service-now.com".to_owned());
    }
    let site = Site {
        folder: options.dir.clone(),
        prefix: Prefix::new(&options.prefix),
        config,
        connect,
        is_isolated: !options.not_isolated,
    };
    let listener = listen(options.port).await?;
    let port = listener.local_addr()?.port();
    println!(
        "Serving {} at {}",
        options.dir.display(),
        site.prefix.address(port)
    );
    serve(listener, site).await
}

/// Takes a port on this machine's own address: nobody else's computer can reach it.
pub(crate) async fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} cannot be used"))
}

/// Serves the site until the future is dropped.
pub(crate) async fn serve(listener: TcpListener, site: Site) -> Result<()> {
    let mut headers = headers::for_page(&site.connect)?;
    if !site.is_isolated {
        headers.remove(headers::OPENER_POLICY);
    }
    let state = Arc::new((site, headers));
    axum::serve(listener, Router::new().fallback(answer).with_state(state)).await?;
    Ok(())
}

async fn answer(State(state): State<Arc<(Site, HeaderMap)>>, request: Request) -> Response {
    let (site, headers) = &*state;
    let mut response = match *request.method() {
        Method::GET | Method::HEAD => page(site, request.uri().path()),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    response.headers_mut().extend(headers.clone());
    response
}

fn page(site: &Site, path: &str) -> Response {
    if site.prefix.lacks_only_its_slash(path) {
        return Redirect::temporary(&format!("{path}/")).into_response();
    }
    let Some(file) = site.prefix.strip(path).and_then(files::relative) else {
        return not_found(path);
    };
    if let (Some(config), "config.json") = (&site.config, file.to_string_lossy().as_ref()) {
        return ([(header::CONTENT_TYPE, files::JSON)], config.clone()).into_response();
    }
    let content_type = files::content_type(&file);
    // Small files on this machine: reading one does not keep other requests waiting.
    match std::fs::read(site.folder.join(&file)) {
        Ok(contents) => ([(header::CONTENT_TYPE, content_type)], contents).into_response(),
        Err(_) => not_found(path),
    }
}

fn not_found(path: &str) -> Response {
    (StatusCode::NOT_FOUND, format!("There is no {path} here.\n")).into_response()
}

#[cfg(test)]
mod tests;
