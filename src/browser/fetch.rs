//! The network by `fetch`. The only place in the module that sends a request to a ServiceNow
//! instance.
//!
//! Written on web-sys rather than gloo-net: gloo-net panics when `fetch` rejects with something
//! that is not an `Error`, and nothing here may panic on what came from outside.

use js_sys::{Array, Uint8Array};
use snowline_core::ports::{Http, HttpFailure, Request, Response};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode};

use super::{Browser, policy};

/// How long a probe waits for any answer at all, in milliseconds.
const PROBE_TIMEOUT_MS: u32 = 8_000;

impl Http for Browser {
    async fn send(&self, request: Request) -> Result<Response, HttpFailure> {
        let init = prepared(&request)?;
        if let Some(body) = &request.body {
            init.set_body(&JsValue::from_str(body));
        }
        let answer = fetch(&request.url, &init).await.map_err(why)?;
        let body = match answer.text() {
            Ok(reading) => JsFuture::from(reading).await.map_err(why)?,
            Err(error) => return Err(why(error)),
        };
        Ok(read(&answer, &body))
    }

    // The first load has nothing of this, so it shares no future with the above.
    async fn send_file(&self, request: Request, bytes: &[u8]) -> Result<Response, HttpFailure> {
        let init = prepared(&request)?;
        init.set_body(&Uint8Array::from(bytes));
        let answer = fetch(&request.url, &init).await.map_err(why)?;
        let reading = answer.text().map_err(why)?;
        let body = JsFuture::from(reading).await.map_err(why)?;
        Ok(read(&answer, &body))
    }

    async fn answers(&self, url: &str) -> bool {
        self.tell(url).await
    }

    async fn tell(&self, url: &str) -> bool {
        let init = unread();
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PROBE_TIMEOUT_MS)));
        fetch(url, &init).await.is_ok()
    }

    fn fire_and_forget(&self, url: &str) {
        let url = url.to_owned();
        spawn_local(async move {
            Self::new().tell(&url).await;
        });
    }

    fn forbids(&self, origin: &str) -> bool {
        policy::forbids(origin)
    }

    fn online(&self) -> bool {
        web_sys::window().is_none_or(|window| window.navigator().on_line())
    }
}

/// A request whose answer nobody can read, and that the browser finishes without the page.
fn unread() -> RequestInit {
    let init = RequestInit::new();
    init.set_mode(RequestMode::NoCors);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE).ok();
    init
}

/// All of a request but its body.
fn prepared(request: &Request) -> Result<RequestInit, HttpFailure> {
    let init = RequestInit::new();
    init.set_method(request.method.name());
    init.set_mode(RequestMode::Cors);
    init.set_credentials(match request.cookies {
        true => RequestCredentials::SameOrigin,
        false => RequestCredentials::Omit,
    });
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(request.timeout_ms)));
    let headers = Headers::new().map_err(|_| HttpFailure::Network)?;
    for (name, value) in &request.headers {
        // A value that is no header value (a line break in it) is a request that cannot be
        // sent; the core refuses such tokens and IDs long before.
        headers.set(name, value).map_err(|_| HttpFailure::Network)?;
    }
    init.set_headers(&headers);
    Ok(init)
}

fn read(answer: &web_sys::Response, body: &JsValue) -> Response {
    Response {
        status: answer.status(),
        headers: readable_headers(&answer.headers()),
        body: body.as_string().unwrap_or_default(),
    }
}

async fn fetch(url: &str, init: &RequestInit) -> Result<web_sys::Response, JsValue> {
    policy::watch();
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, init)).await?;
    answer.dyn_into()
}

/// `AbortSignal.timeout` rejects with a `DOMException` of that name; everything else that
/// `fetch` rejects with says nothing.
fn why(rejection: JsValue) -> HttpFailure {
    match rejection.dyn_ref::<web_sys::DomException>() {
        Some(exception) if exception.name() == "TimeoutError" => HttpFailure::Timeout,
        _ => HttpFailure::Network,
    }
}

fn readable_headers(headers: &Headers) -> Vec<(String, String)> {
    let mut readable = Vec::new();
    for entry in headers.entries().into_iter().flatten() {
        let pair: Array = entry.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            readable.push((name, value));
        }
    }
    readable
}
