//! The command that runs the stand-in instance.

mod cli;

use std::io;
use std::process::ExitCode;

use axum::Router;
use clap::Parser;
use snowline_sandbox::{
    app,
    clock::Clock,
    graph, idp, seed,
    server::{Listeners, serve},
    state::{AppState, Config},
    store::Store,
};

use cli::Cli;

/// More tickets than these are kept in a file even if nobody names one: each
/// takes about a kilobyte with its indexes.
const MOST_IN_MEMORY: u64 = 100_000;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("snowline-sandbox: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), String> {
    if let Some(conflict) = cli.conflict() {
        return Err(conflict.to_owned());
    }
    let listeners = Listeners::bind(cli.host, cli.port)
        .await
        .map_err(|error| error.to_string())?;
    let (provider, at) = beside(&cli, cli.sso).await?;
    let (graph, graph_at) = beside(&cli, cli.graph_port).await?;
    let state = instance(&cli, at.clone(), graph_at.clone())?;
    if let Some(at) = graph_at {
        println!("Microsoft Graph and Entra at {at}/");
    }
    println!("sandbox instance at {}", listeners.url());
    if let Some(at) = at {
        println!("people sign in at its identity provider, {at}/");
    }
    println!("users: admin, integration.user, abel.tuter; password of each: snowline");
    match cli.bare {
        true => println!("no page may connect yet (--bare)"),
        false => println!("the page at {}/ may connect", cli.portal),
    }
    let single_sign_on = serve_if_any(provider, idp::app(state.clone()));
    let graph = serve_if_any(graph, graph::app(state.clone()));
    let ended = tokio::select! {
        ended = serve(listeners, app(state)) => ended,
        ended = single_sign_on => ended,
        ended = graph => ended,
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    ended.map_err(|error| error.to_string())
}

/// What listens beside the instance, if it is wanted, and its origin.
async fn beside(
    cli: &Cli,
    port: Option<u16>,
) -> Result<(Option<Listeners>, Option<String>), String> {
    let Some(port) = port else {
        return Ok((None, None));
    };
    let listeners = Listeners::bind(cli.host, port).await;
    let listeners = listeners.map_err(|error| error.to_string())?;
    let at = listeners.url().trim_end_matches('/').to_owned();
    Ok((Some(listeners), Some(at)))
}

async fn serve_if_any(listeners: Option<Listeners>, app: Router) -> io::Result<()> {
    match listeners {
        Some(listeners) => serve(listeners, app).await,
        None => std::future::pending().await,
    }
}

fn instance(cli: &Cli, sso: Option<String>, graph: Option<String>) -> Result<AppState, String> {
    let place = cli.data.as_deref();
    let shown = place.map_or("memory".into(), |path| path.display().to_string());
    let store = match place {
        None if cli.tickets > MOST_IN_MEMORY => Store::open_spacious(),
        place => Store::open(place),
    };
    let store = store.map_err(|error| format!("cannot open {shown}: {error}"))?;
    let portal = (!cli.bare).then(|| cli.portal.clone());
    let state = AppState::new(
        store,
        Clock::system(),
        Config {
            portal,
            refresh_tokens: cli.refresh_tokens,
            tickets: cli.tickets,
            rotate_refresh_tokens: cli.rotate_refresh_tokens,
            strict_redirects: cli.strict_redirects,
            customised_registry: cli.customised_registry,
            issuers: cli.issuers.clone(),
            bundle: cli.serve_bundle.clone(),
            sso,
            graph,
            graph_patch: cli.graph_patch,
            control: cli.control,
        },
    );
    seed::demo(&state.store, state.config.portal.as_deref())
        .and_then(|()| seed::fill(&state.store, state.config.tickets))
        .map_err(|error| format!("cannot write the first records to {shown}: {error}"))?;
    if let Some(provider) = &state.config.sso {
        seed::single_sign_on(&state.store, provider).map_err(|error| error.to_string())?;
    }
    if state.config.customised_registry {
        seed::customise_registry(&state.store).map_err(|error| error.to_string())?;
    }
    Ok(state)
}
