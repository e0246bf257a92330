//! The command that runs the stand-in instance.

mod cli;

use std::process::ExitCode;

use clap::Parser;
use snowline_sandbox::{
    app,
    clock::Clock,
    idp, seed,
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
    let provider = match cli.sso {
        Some(port) => Some(
            Listeners::bind(cli.host, port)
                .await
                .map_err(|error| error.to_string())?,
        ),
        None => None,
    };
    let at = provider.as_ref().map(|provider| provider.url());
    let at = at.map(|url| url.trim_end_matches('/').to_owned());
    let state = instance(&cli, at.clone())?;
    println!("sandbox instance at {}", listeners.url());
    if let Some(at) = at {
        println!("people sign in at its identity provider, {at}/");
    }
    println!("users: admin, integration.user, abel.tuter; password of each: snowline");
    match cli.bare {
        true => println!("no page may connect yet (--bare)"),
        false => println!("the page at {}/ may connect", cli.portal),
    }
    let people = idp::app(state.clone());
    let single_sign_on = async {
        match provider {
            Some(provider) => serve(provider, people).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        ended = serve(listeners, app(state)) => ended.map_err(|error| error.to_string()),
        ended = single_sign_on => ended.map_err(|error| error.to_string()),
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

fn instance(cli: &Cli, sso: Option<String>) -> Result<AppState, String> {
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
