//! Mutual exclusion over all tabs, by Web Locks.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use snowline_core::ports::Locks;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Browser;

// web-sys has it only among its unstable parts, behind a compiler flag.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, callback: &Function) -> Result<Promise, JsValue>;
}

impl Locks for Browser {
    async fn exclusive<T>(&self, name: &str, work: impl Future<Output = T>) -> T {
        // The lock is held until the promise that its callback returns is settled. `granted`
        // tells us that we have it; calling `release` settles that promise.
        let held = request(name);
        if let Some(held) = &held {
            JsFuture::from(held.granted.clone()).await.ok();
        }
        // Without Web Locks (an old browser, a page that is not secure) the work is done all
        // the same: a tab then only guards against itself.
        work.await
    }
}

/// Releases the lock when it goes, also when the future that holds it is dropped.
struct Held {
    granted: Promise,
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.release.call0(&JsValue::UNDEFINED).ok();
    }
}

fn request(name: &str) -> Option<Held> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    if !locks.is_object() {
        return None;
    }
    let locks: LockManager = locks.unchecked_into();
    let (granted, grant) = promise()?;
    let (released, release) = promise()?;
    // Of the browser's from here on: it may call it when whoever waited is gone. The lock is then
    // released at once.
    let callback = Closure::once_into_js(move |_lock: JsValue| {
        grant.call0(&JsValue::UNDEFINED).ok();
        released
    });
    let asked = locks.request(name, callback.unchecked_ref()).ok()?;
    // A refused request (a document that is not active) rejects: then `granted` would wait for
    // ever, so the refusal counts as granted.
    let granted = Promise::race(&js_sys::Array::of2(&granted, &asked));
    Some(Held { granted, release })
}

fn promise() -> Option<(Promise, Function)> {
    let settle = RefCell::new(None);
    let promise = Promise::new(&mut |resolve, _| {
        settle.replace(Some(resolve));
    });
    Some((promise, settle.into_inner()?))
}
