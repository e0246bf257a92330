//! The engine, its limits, and what comes out of it.

use std::sync::Arc;
use std::time::Instant;

use rquickjs::context::EvalOptions;
use rquickjs::function::Func;
use rquickjs::{CatchResultExt, CaughtError, Context, Ctx, Function, Runtime};

use super::host::Host;
use super::{Failure, Limits, Outcome, prelude};
use crate::{auth::Caller, state::AppState};

/// What the engine calls the script in its traces.
const NAME: &str = "script";

/// In bytes; well below that of the threads it runs on.
const STACK: usize = 512 * 1024;

pub(super) fn run(state: &AppState, caller: &Caller, source: &str, limits: Limits) -> Outcome {
    let until = Instant::now() + limits.time;
    let host = Arc::new(Host::new(
        state.clone(),
        caller.clone(),
        until,
        limits.output,
    ));
    let failure = evaluate(&host, source, limits, until);
    let failure = match Instant::now() >= until {
        true => Some(Failure::Time),
        false => failure,
    };
    Outcome {
        printed: host.printed(),
        failure,
    }
}

fn evaluate(host: &Arc<Host>, source: &str, limits: Limits, until: Instant) -> Option<Failure> {
    let no_room = || Failure::Thrown {
        what: "out of memory".to_owned(),
        line: 0,
    };
    let Ok(runtime) = Runtime::new() else {
        return Some(no_room());
    };
    runtime.set_memory_limit(limits.memory);
    runtime.set_max_stack_size(STACK);
    runtime.set_interrupt_handler(Some(Box::new(move || Instant::now() >= until)));
    let Ok(context) = Context::full(&runtime) else {
        return Some(no_room());
    };
    context.with(|ctx| {
        if let Err(error) = furnish(&ctx, host).catch(&ctx) {
            return Some(failure(&error));
        }
        // A script is no program of its own: it is parsed before it is run,
        // so that what is no script does nothing.
        let evaluated = ctx.eval_with_options::<(), _>(guarded(source), options());
        evaluated.catch(&ctx).err().map(|error| failure(&error))
    })
}

/// Without a value at the end, whatever the last statement gives.
fn guarded(source: &str) -> String {
    format!("{source}\n;undefined")
}

fn options() -> EvalOptions {
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(NAME.to_owned());
    options
}

/// Gives the script its objects.
fn furnish<'js>(ctx: &Ctx<'js>, host: &Arc<Host>) -> rquickjs::Result<()> {
    let host = host.clone();
    let call = Func::from(move |operation: String, args: String| host.call(&operation, &args));
    let prelude: Function<'js> = ctx.eval(prelude::source())?;
    prelude.call((ctx.globals(), call))
}

fn failure(error: &CaughtError<'_>) -> Failure {
    let (what, trace) = match error {
        CaughtError::Exception(exception) => {
            let message = exception.message().unwrap_or_default();
            let name: String = exception.get("name").unwrap_or_default();
            let what = match name.as_str() {
                "" | "Error" => message,
                name => format!("{name}: {message}"),
            };
            (what, exception.stack().unwrap_or_default())
        }
        CaughtError::Value(value) => {
            let text = value.as_string().and_then(|text| text.to_string().ok());
            (text.unwrap_or_else(|| format!("{value:?}")), String::new())
        }
        CaughtError::Error(error) => (error.to_string(), String::new()),
    };
    let line = line(&trace);
    match what.strip_prefix("SyntaxError: ") {
        // Only what is no script at all has no function in its trace.
        Some(what) if !trace.contains('(') => Failure::Syntax {
            what: what.to_owned(),
            line,
        },
        _ => Failure::Thrown { what, line },
    }
}

/// The line of the script in which it happened, 0 when that is not known.
fn line(trace: &str) -> u32 {
    let behind = trace.split_once(&format!("{NAME}:"));
    let digits = behind.map_or("", |(_, behind)| behind);
    let end = digits.find(|c: char| !c.is_ascii_digit());
    let digits = digits.get(..end.unwrap_or(digits.len()));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
